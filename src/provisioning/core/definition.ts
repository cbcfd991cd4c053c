/**
 * A connector definition: a vendor's integration as data. `connectors/schema.ts` checks the YAML and produces
 * exactly this; from here on it is trusted to be well-formed (but its permissions are still resolved against
 * each tenant before anything is written).
 */
import type { AppId } from './ids.ts';

/** ISO 8601 duration of whole months or years or days, e.g. `P12M`, `P2Y`, `P180D`. */
export type Life = `P${number}${'D' | 'M' | 'Y'}`;

/** `application` permissions are app roles; `delegated` ones are scopes. */
export type PermissionType = 'application' | 'delegated';

export interface Permission {
  readonly resource: AppId;
  /** e.g. `CallRecords.Read.All`. */
  readonly value: string;
  readonly type: PermissionType;
  readonly id: string;
}

/** One thing the admin may or must grant, in the order of the form. */
export type PermissionChoice =
  | {
      readonly kind: 'always';
      readonly id: string;
      readonly label: string;
      readonly why: string;
      readonly permission: Permission;
    }
  | {
      readonly kind: 'optional';
      readonly id: string;
      readonly label: string;
      readonly why: string;
      readonly permission: Permission;
      readonly ticked: boolean;
      /** What is lost when it is not granted. */
      readonly without: string;
    }
  | {
      readonly kind: 'one-of';
      readonly id: string;
      readonly label: string;
      readonly why: string;
      readonly preset: string;
      readonly options: readonly PermissionOption[];
    };

export interface PermissionOption {
  readonly id: string;
  readonly label: string;
  /** Absent: this option asks for nothing. */
  readonly permission?: Permission;
  /** What is lost compared with the first option. */
  readonly without?: string;
}

export type CredentialOffer =
  | {
      readonly kind: 'secret';
      readonly label: string;
      readonly why: string;
      /** Offered first, in order. */
      readonly lives: readonly Life[];
      readonly preset: Life;
      readonly longest: Life;
      /** A longer life than this carries a warning. */
      readonly warnBeyond: Life;
    }
  | { readonly kind: 'certificate'; readonly label: string; readonly why: string; readonly from: string };

export type CredentialKind = CredentialOffer['kind'];

export type SignInAudience = 'AzureADMyOrg' | 'AzureADMultipleOrgs';

export interface NameRules {
  readonly shortest: number;
  readonly longest: number;
  /** Characters that may not appear. */
  readonly forbidden: string;
}

export interface HandOverField {
  /** As the vendor prints it. */
  readonly label: string;
  readonly value: 'application-id' | 'tenant-id' | 'tenant-name' | 'secret' | 'display-name';
}

export interface Definition {
  readonly schema: 1;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly vendor: { readonly name: string; readonly domains: readonly string[] };
  /** What people call it, besides id and title. */
  readonly also: readonly string[];
  /** One or two sentences: what it reads and what for. */
  readonly purpose: string;
  readonly name: {
    readonly preset: string;
    readonly alternatives: readonly { readonly name: string; readonly why: string }[];
    readonly rules: NameRules;
  };
  readonly audience: { readonly preset: SignInAudience; readonly others: readonly SignInAudience[] };
  readonly permissions: readonly PermissionChoice[];
  readonly redirects: {
    readonly web: readonly string[];
    readonly spa: readonly string[];
    readonly publicClient: readonly string[];
  };
  readonly publicClient: boolean;
  readonly credentials: readonly CredentialOffer[];
  readonly handOver: {
    /** e.g. `your Nectar representative`. */
    readonly to: string;
    readonly advice: string;
    /** For a secret; with a certificate the `secret` field is left out. */
    readonly fields: readonly HandOverField[];
  };
  readonly lapse: {
    /** What stops, in the vendor's terms, e.g. `Nectar stops receiving call records`. */
    readonly effect: string;
    /** Where a new credential has to be entered. */
    readonly places: readonly string[];
  };
  /** Decisions on gaps of the vendor's document, for the reader of the definition. */
  readonly decisions: readonly string[];
}
