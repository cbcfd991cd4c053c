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

/** When a part of a definition applies. Both halves must hold; without either it always does. */
export interface When {
  /** One of these functions is chosen. */
  readonly functions?: readonly string[];
  /** By question: one of these answers is given. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
}

/** One case, or several of which any is enough. */
export type Condition = When | readonly When[];

/** Something the vendor's product can do, chosen on its own; what it needs says so with `when`. */
export interface ConnectorFunction {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly ticked: boolean;
  /** Name of the registration, where each function gets one of its own. */
  readonly alone?: string;
}

/** Something only the admin knows, on which other parts depend. */
export interface Question {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly preset: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly detail?: string }[];
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly why: string;
  readonly when?: Condition;
}

/** One thing the admin may or must grant, in the order of the form. */
export type PermissionChoice = Asked &
  (
    | { readonly kind: 'always'; readonly permission: Permission }
    | {
        readonly kind: 'optional';
        readonly permission: Permission;
        readonly ticked: boolean;
        /** What is lost when it is not granted. */
        readonly without: string;
      }
    | { readonly kind: 'one-of'; readonly preset: string; readonly options: readonly PermissionOption[] }
  );

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
      /** Asks what the secret is called in the portal; without it, its mark is its whole name. */
      readonly description?: SecretDescription;
    }
  | { readonly kind: 'certificate'; readonly label: string; readonly why: string; readonly from: string };

export type CredentialKind = CredentialOffer['kind'];

export interface SecretDescription {
  readonly label: string;
  readonly why: string;
  /** Empty: the name of the registration. */
  readonly preset: string;
  readonly rules: NameRules;
  /** One registration may hold several secrets; each is for one of these, e.g. `Direct Routing service`. */
  readonly eachFor?: string;
}

/** A person's account that the vendor's product signs in with. */
export interface UserNeed {
  readonly label: string;
  readonly why: string;
  readonly when?: Condition;
  /** Made here, one that is there, or either; the first is the preset. */
  readonly ways: readonly ('create' | 'existing')[];
  /** For `create`. `userName` is the part before the @. */
  readonly preset: { readonly displayName: string; readonly userName: string };
  /** Becomes an owner of the application. */
  readonly owner: boolean;
  /** Characters the vendor's product cannot handle in a password. */
  readonly forbiddenInPassword: string;
  /** Offers that the password never expires (`DisablePasswordExpiration`). */
  readonly mayNeverExpire: boolean;
  /** Asks whether the sign-in must be repeated every so many days. */
  readonly signInRepeats?: { readonly label: string; readonly why: string };
}

/** A role rule of the vendor's that is stricter than Microsoft's. Role names as Microsoft prints them. */
export interface VendorRule {
  readonly roles: readonly string[];
  readonly why: string;
}

/** What is left to do outside of here, once everything is handed over. */
export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly when?: Condition;
  /** `tick`: done or not. `outcome`: it worked or it did not. */
  readonly kind: 'tick' | 'outcome';
  /** The set-up cannot be finished before it is ticked. */
  readonly required: boolean;
  /** Ticking it starts the clock of the user's password, or of the sign-in that must be repeated. */
  readonly starts?: 'password' | 'sign-in';
}

/** Something to know, said where it can still change a decision. */
export interface Warning {
  readonly text: string;
  readonly at: 'choices' | 'plan' | 'hand-over';
  readonly when?: Condition;
}

export type SignInAudience = 'AzureADMyOrg' | 'AzureADMultipleOrgs';

export interface NameRules {
  readonly shortest: number;
  readonly longest: number;
  /** Characters that may not appear. */
  readonly forbidden: string;
}

/** A name that is allowed and deserves a word, because the vendor's text may mean to exclude it. */
export interface NameNotice {
  readonly contains: string;
  readonly text: string;
}

export interface HandOverField {
  /** As the vendor prints it. */
  readonly label: string;
  readonly value:
    | 'application-id'
    | 'tenant-id'
    | 'tenant-name'
    | 'secret'
    | 'display-name'
    | 'user-name'
    /** Never known here: the person sets it and sends it. */
    | 'user-password';
  /** What Microsoft's portal calls the value, where the vendor calls it something else. */
  readonly portal?: string;
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
    /** No other application of that name in the tenant, and nothing of that name in our records. */
    readonly unique: boolean;
    readonly notices: readonly NameNotice[];
  };
  readonly audience: { readonly preset: SignInAudience; readonly others: readonly SignInAudience[] };
  /** At least one is chosen, where there are any. */
  readonly functions: readonly ConnectorFunction[];
  readonly questions: readonly Question[];
  readonly permissions: readonly PermissionChoice[];
  /** Lets the admin ask for delegated permissions beyond these, by name. */
  readonly morePermissions?: { readonly label: string; readonly why: string };
  /** `publicClient` ones are registered only where the application is a public client. */
  readonly redirects: {
    readonly web: readonly string[];
    readonly spa: readonly string[];
    readonly publicClient: readonly string[];
  };
  readonly publicClient: 'never' | 'always' | 'with-delegated-permissions';
  readonly credentials: readonly CredentialOffer[];
  readonly needsCredential: 'always' | 'with-application-permissions';
  readonly user?: UserNeed;
  /** Offers Entra roles for the service principal. Names as Microsoft prints them. */
  readonly directoryRoles?: { readonly preset: readonly string[]; readonly notice: string };
  readonly vendorRules: { readonly register?: VendorRule; readonly consent?: VendorRule };
  /** Offers the sign-in with a code that is typed on another page, where this product is set up for it. */
  readonly deviceCode: boolean;
  /** A registration that the vendor's own tool made holds permissions that may be cleaned up. */
  readonly cleanUp?: { readonly why: string };
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
  readonly checklist: readonly ChecklistItem[];
  readonly warnings: readonly Warning[];
  /** Where the vendor or Microsoft explains it. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Decisions on gaps of the vendor's document, for the reader of the definition. */
  readonly decisions: readonly string[];
}
