/** A set-up as a face draws it: its choices, its plan, what became of it. JSON-safe shapes, types only. */
import type { SignInAudience } from '../core/definition.ts';
import type { CertificateFacts, PlannedCredential, PlannedUser } from '../core/plan-types.ts';
import type { Person, Phase, Tick, Verdict } from '../core/run.ts';
import type { Explained } from '../errors.ts';

export interface ConnectorSummary {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly purpose: string;
}

/** The answer to "set up <words>". */
export type ConnectorMatch =
  | { readonly kind: 'found'; readonly connector: ConnectorSummary }
  | { readonly kind: 'did-you-mean'; readonly connectors: readonly ConnectorSummary[] }
  | { readonly kind: 'unknown'; readonly known: readonly ConnectorSummary[] };

/** One field of the choices form, ready to be drawn. `value` is what was typed, else the preset. */
export type FormField =
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly hint: string;
      readonly error: Explained | null;
    }
  | {
      readonly kind: 'fixed';
      readonly id: string;
      readonly label: string;
      readonly permission: string;
      readonly why: string;
    }
  | {
      readonly kind: 'tick';
      readonly id: string;
      readonly label: string;
      readonly permission: string;
      readonly why: string;
      readonly without: string;
      readonly value: boolean;
      readonly error: Explained | null;
    }
  /** Something the vendor's product can do; `asksFor` names the permissions it needs as the form stands. */
  | {
      readonly kind: 'function';
      readonly id: string;
      readonly label: string;
      readonly why: string;
      readonly asksFor: readonly string[];
      readonly value: boolean;
      readonly error: Explained | null;
    }
  | {
      readonly kind: 'pick';
      readonly id: string;
      readonly label: string;
      readonly why: string;
      readonly value: string;
      readonly options: readonly { readonly id: string; readonly label: string; readonly detail: string }[];
      readonly error: Explained | null;
    }
  /** Multi-line paste; shown when the certificate is picked. */
  | {
      readonly kind: 'paste';
      readonly id: string;
      readonly label: string;
      readonly value: string;
      readonly hint: string;
      readonly error: Explained | null;
    };

export interface ChoicesView {
  readonly purpose: string;
  readonly fields: readonly FormField[];
  /** Ids of those whose preset is right for nearly everybody: to be folded away. */
  readonly rare: readonly string[];
  readonly alternativeNames: readonly { readonly name: string; readonly why: string }[];
  /** Set once a pasted certificate has been read. */
  readonly certificate: CertificateFacts | null;
  readonly notices: readonly Explained[];
  /** The definition's own words of caution that matter here. */
  readonly warnings: readonly string[];
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

export interface CheckView {
  readonly id: string;
  readonly state: 'ok' | 'warn' | 'bad' | 'unknown';
  readonly text: Explained;
}

export interface PlanView {
  /** e.g. `4F2A-91C3`: the first eight digits of the hash. */
  readonly number: string;
  readonly hash: string;
  readonly tenantName: string;
  readonly applicationName: string;
  readonly audience: SignInAudience;
  readonly redirects: readonly string[];
  readonly publicClient: boolean;
  readonly permissions: readonly {
    readonly value: string;
    readonly type: 'application' | 'delegated';
    readonly displayName: string;
    readonly why: string;
    /** Granted already; nothing is written for it. */
    readonly there: boolean;
  }[];
  readonly user: PlannedUser | null;
  readonly directoryRoles: readonly { readonly displayName: string; readonly change: 'add' | 'remove' }[];
  readonly credential: PlannedCredential;
  /** The registration that is added to; null: a new one. */
  readonly existing: {
    readonly appId: string;
    readonly made: 'by-us' | 'adopted';
    readonly settingsChange: boolean;
    readonly servicePrincipalThere: boolean;
    /** What it has and the connector does not need. It stays. */
    readonly tooMuch: readonly string[];
    /** What the clean-up takes away; empty without one. */
    readonly removals: readonly string[];
  } | null;
  /** The credential that the new one takes the place of, once it is in use everywhere. */
  readonly supersedes: { readonly kind: 'secret' | 'certificate'; readonly ends: string } | null;
  /** All is there already. */
  readonly nothingToDo: boolean;
  readonly creatorBecomesOwner: boolean;
  /** The vendor's own, stricter rule for consent, where it is followed. */
  readonly vendorConsentRule: string | null;
  /** The definition's own words of caution that matter here. */
  readonly warnings: readonly string[];
  /** The person looking may consent; else who may (empty: nobody found or not readable, see `checks`). */
  readonly requesterMayConsent: boolean;
  readonly approvers: readonly {
    readonly oid: string;
    readonly displayName: string;
    readonly role: string;
  }[];
}

export interface StepView {
  readonly id: string;
  readonly label: string;
  readonly state: 'waiting' | 'working' | 'done' | 'held-up' | 'failed' | 'undone';
  readonly actor: string | null;
  readonly text: Explained | null;
}

export interface ProofView {
  readonly at: string;
  readonly permissions: readonly {
    readonly value: string;
    readonly granted: Verdict;
    readonly inToken: Verdict;
  }[];
  readonly credential: Verdict | 'none';
  readonly credentialKind: 'secret' | 'certificate' | 'none';
  /** Empty without a credential. */
  readonly credentialEnds: string;
  readonly more: readonly { readonly what: string; readonly verdict: Verdict }[];
}

export interface ChecklistView {
  readonly id: string;
  readonly text: string;
  readonly kind: 'tick' | 'outcome';
  readonly required: boolean;
  readonly state: 'open' | Tick['outcome'];
  readonly by: string | null;
  readonly at: string | null;
}

/** Something of a registration that stops working on a date. */
export interface LapseView {
  readonly kind: 'secret' | 'certificate' | 'password' | 'sign-in';
  /** What it is called, e.g. the service a secret is for. */
  readonly label: string;
  /** Null: its clock has not started, or it never ends; `note` says which. */
  readonly ends: string | null;
  readonly note: string;
}

export interface HandOverView {
  readonly state: 'none' | 'ready' | 'opened' | 'revealed' | 'sent' | 'shredded';
  readonly openedAt: string | null;
  readonly openedBy: string | null;
}

/** Everything a face needs to draw a run, for whoever looks (it holds no secret). */
export interface RunView {
  readonly runId: string;
  readonly tenantId: string;
  readonly revision: number;
  readonly phase: Phase;
  readonly origin: string;
  readonly connector: ConnectorSummary;
  readonly requester: Person;
  readonly approver: (Person & { readonly role: string }) | null;
  readonly approvedBy: Person | null;
  readonly declined: { readonly by: string; readonly reason: string } | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly choices: ChoicesView;
  readonly checks: readonly CheckView[];
  readonly plan: PlanView | null;
  readonly steps: readonly StepView[];
  readonly waiting: (Explained & { readonly until: string }) | null;
  /** In `needs-sign-in`: whose. */
  readonly needsSignInOf: Person | null;
  readonly failure: Explained | null;
  /** What is live in the tenant right now because of this run; what Cancel would take away. */
  readonly live: readonly string[];
  readonly proof: ProofView | null;
  readonly registration: { readonly appId: string; readonly name: string; readonly portalUrl: string } | null;
  readonly handOver: HandOverView;
  /** Applications of the chosen name that are there already and may be taken over. */
  readonly adoptable: readonly { readonly appId: string; readonly created: string }[];
  /** The registration may be cleaned up: why, in the vendor's terms. */
  readonly cleanUp: string | null;
  readonly user: { readonly userPrincipalName: string; readonly made: 'create' | 'existing' } | null;
  readonly firstPassword: 'none' | 'ready' | 'revealed' | 'gone';
  readonly checklist: readonly ChecklistView[];
  readonly lapses: readonly LapseView[];
  /** This run renews a credential: the old one, until when it works, and whether it may go now. */
  readonly renewal: {
    readonly kind: 'secret' | 'certificate';
    readonly description: string | null;
    readonly ends: string;
    readonly removable: boolean;
    readonly removed: boolean;
  } | null;
  /** It has a credential that can be renewed. */
  readonly renewable: boolean;
  /** ISO 8601: when its own credential was removed, because a renewal took its place; null: it was not. */
  readonly supersededAt: string | null;
  /** What can be added to this registration, as a button says it: `Add a function`, `Add a Direct Routing service`. */
  readonly addMore: string | null;
  /** The next function that gets a registration of its own; null: none. */
  readonly nextFunction: string | null;
  /** What the secret of this run is called. */
  readonly description: string | null;
  /** The sign-in with a code is offered. */
  readonly deviceCode: boolean;
  readonly warnings: readonly string[];
  readonly lapseEffect: string;
  readonly handOverTo: string;
  readonly findings: readonly Explained[];
}

/** One line of `list`. */
export interface RunLine {
  readonly runId: string;
  readonly connectorId: string;
  readonly connectorTitle: string;
  readonly name: string;
  readonly phase: Phase;
  readonly requester: string;
  /** What its secret is called, where a registration has several. */
  readonly description: string | null;
  readonly credentialEnds: string | null;
  /** It has a credential that can be renewed. */
  readonly renewable: boolean;
  readonly updatedAt: string;
}

/** The hand-over page, without the secret. */
export interface HandOverSheet {
  readonly runId: string;
  readonly connectorTitle: string;
  readonly to: string;
  readonly advice: string;
  readonly fields: readonly {
    readonly label: string;
    readonly value: string | null;
    readonly secret: boolean;
    /** What Microsoft's portal calls it, where the vendor calls it something else. */
    readonly portal: string | null;
    /** It is for reading, not for copying. */
    readonly words: boolean;
  }[];
  readonly state: HandOverView['state'];
  /** Empty without a credential. */
  readonly credentialEnds: string;
  /** For the admin alone, and never on the vendor's sheet: the first password of the user that was made. */
  readonly firstPassword: {
    readonly userPrincipalName: string;
    readonly state: RunView['firstPassword'];
  } | null;
  readonly warnings: readonly string[];
  readonly checklist: readonly ChecklistView[];
  readonly revealUntil: string | null;
}

/** The same set-up as steps in the Microsoft Entra admin centre, from the same plan. */
export interface PortalSteps {
  readonly steps: readonly { readonly title: string; readonly clicks: readonly string[] }[];
}
