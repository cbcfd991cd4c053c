/** The register: every registration of a tenant as the tab shows it. JSON-safe shapes, types only. */
import type { LapseKind } from '../core/watch/types.ts';
import type { Unseen } from '../core/watch/unseen.ts';
import type { Explained } from '../errors.ts';
import type { HandOverView, LapseView, Person, ProofView, RunView } from '../contract.ts';

/**
 * How a registration is. The first that is true:
 * `needs-you` somebody must decide or sign in, or something is true that should not be; `lapsed`; `expiring` within 60
 * days; `under-way`; `unknown` it was never checked, or not for a day; `healthy`; `ended` nothing is left of it, so that
 * there is nothing to check either.
 */
export type RegistrationState =
  'needs-you' | 'lapsed' | 'expiring' | 'under-way' | 'unknown' | 'healthy' | 'ended';

/** One lapse, as a line and the timeline have it. */
export interface RegisterLapse {
  readonly id: string;
  readonly registrationId: string;
  readonly kind: LapseKind;
  readonly connectorTitle: string;
  readonly name: string;
  readonly label: string;
  /** ISO 8601; null: its clock has not started, or it never ends. */
  readonly ends: string | null;
}

/** One registration in the list. */
export interface RegistrationLine {
  /** Id of the run that made or adopted it; it stays when later runs add to it. */
  readonly id: string;
  /** Null: nothing is written yet. */
  readonly appId: string | null;
  readonly connectorId: string;
  readonly connectorTitle: string;
  readonly name: string;
  readonly state: RegistrationState;
  /** What is the matter, and what to do; null: nothing is. */
  readonly why: Explained | null;
  /** Permissions; `granted` is null where nobody has looked. */
  readonly permissions: { readonly granted: number | null; readonly planned: number };
  /** The earliest that is still to come or has passed unrenewed. */
  readonly nextLapse: RegisterLapse | null;
  /** Secrets, certificates and other lapses that live. */
  readonly lapses: number;
  readonly owner: string;
  /** ISO 8601: when the directory was last asked about it; null: never. */
  readonly checkedAt: string | null;
  readonly updatedAt: string;
}

export type RegisterSort = 'attention' | 'connector' | 'name' | 'state' | 'lapse' | 'owner' | 'checked';
export type RegisterGroup = 'none' | 'connector' | 'state' | 'owner';

export interface RegisterQuery {
  /** Words that each must stand in the connector, name, owner, label or application id. */
  readonly search: string;
  /** Empty: all. */
  readonly states: readonly RegistrationState[];
  /** Ids; empty: all. */
  readonly connectors: readonly string[];
  /** Days; null: whenever. Those that have lapsed count. */
  readonly lapsesWithin: number | null;
  readonly sort: RegisterSort;
  readonly descending: boolean;
  readonly group: RegisterGroup;
  /** As the page before gave it; null: from the start. */
  readonly after: string | null;
  /** 1 to 200. */
  readonly limit: number;
}

export interface RegisterPage {
  readonly lines: readonly RegistrationLine[];
  /** All that fit the query, on every page. */
  readonly total: number;
  /** With a group: its sizes over all pages, in the order of the list. */
  readonly groups: readonly { readonly key: string; readonly title: string; readonly count: number }[];
  /** Null: this is the last. */
  readonly next: string | null;
}

/** How many, by kind; a kind of which there is none is left out. */
export type LapseCounts = Readonly<Partial<Record<LapseKind, number>>>;

/** What lapses in one calendar month, in UTC. */
export interface RegisterMonth {
  /** `2026-11`. */
  readonly month: string;
  readonly counts: LapseCounts;
}

/** What one look tells: the headline, the filters and the timeline. The same for whoever may see it. */
export interface RegisterSummary {
  readonly tenantName: string;
  readonly total: number;
  readonly byState: Readonly<Record<RegistrationState, number>>;
  readonly connectors: readonly { readonly id: string; readonly title: string; readonly count: number }[];
  /** Of all that lives, the earliest that has not passed. */
  readonly nextLapse: RegisterLapse | null;
  /** Every lapse of the next twelve months, and those that have passed unrenewed, the earliest first. */
  readonly timeline: readonly RegisterLapse[];
  /** There are more than can be told apart: `timeline` is empty, and `months` and `overdue` have their numbers. */
  readonly timelineCut: boolean;
  /** The thirteen calendar months that twelve months from now touch, this one first and without what has passed in it. */
  readonly months: readonly RegisterMonth[];
  /** Those that have passed unrenewed. */
  readonly overdue: LapseCounts;
  readonly checkedAt: string | null;
  /** The last sweep failed: what it said. */
  readonly checkFailure: Explained | null;
  /** Business time of this answer. */
  readonly at: string;
}

/** One thing that happened: who, what, when. */
export interface RegisterEvent {
  readonly at: string;
  /** Null: Registrar itself. */
  readonly who: string | null;
  readonly what: string;
  /** Microsoft Graph's id of the request, to quote to Microsoft. */
  readonly requestId: string | null;
}

/** Whether the people a warning was for got it. */
export interface WarningRecord {
  readonly lapseId: string;
  readonly band: number;
  readonly channelId: string;
  readonly dueAt: string;
  readonly outcome: 'waiting' | 'delivered' | 'maybe-delivered' | 'refused' | 'replaced' | 'withdrawn';
  readonly attempts: readonly {
    readonly at: string;
    readonly status: number | null;
    readonly code: string;
  }[];
}

/** A credential, password or sign-in of one registration. */
export interface CredentialView extends Omit<LapseView, 'kind'> {
  readonly lapseId: string;
  readonly kind: Exclude<LapseKind, 'check'>;
  /** ISO 8601; null: unknown. */
  readonly starts: string | null;
  /** The first characters of a secret, as Microsoft shows them; null: none or unknown. */
  readonly hint: string | null;
  readonly places: readonly string[];
  readonly effect: string;
  /** Null: nobody here made it. */
  readonly runId: string | null;
  readonly owner: Person | null;
  readonly snoozed: { readonly until: string; readonly reason: string; readonly by: string } | null;
  readonly notOurs: { readonly owner: string; readonly by: string } | null;
}

/** One registration, whole. */
export interface RegistrationView {
  readonly line: RegistrationLine;
  /** Each run that made it or added to it, the newest first. */
  readonly runs: readonly RunView[];
  readonly proof: ProofView | null;
  /** By permission: why the vendor needs it. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly credentials: readonly CredentialView[];
  readonly handOver: HandOverView;
  readonly findings: readonly Explained[];
  /** What the watch does not see of it, and when an admin's sign-in last did. */
  readonly notChecked: readonly Unseen[];
  readonly history: readonly RegisterEvent[];
  readonly warnings: readonly WarningRecord[];
  readonly portalUrl: string | null;
}
