/**
 * What the engine shows a face (chat card, page): JSON-safe shapes, types only. A face adds words of its own but
 * never decides anything from them.
 */
import type { Life, SignInAudience } from './core/definition.ts';
import type { CertificateFacts, PlannedCredential, PlannedUser } from './core/plan-types.ts';
import type { Person, Phase, StepState, Tick, Verdict } from './core/run.ts';
import type { AlertFacts } from './core/watch/facts.ts';
import type { ThinReach } from './core/watch/reach.ts';
import type { LapseKind } from './core/watch/types.ts';
import type { Explained } from './errors.ts';

export type {
  CertificateFacts,
  Explained,
  Life,
  Person,
  Phase,
  PlannedCredential,
  PlannedUser,
  SignInAudience,
  StepState,
  ThinReach,
  Tick,
  Verdict,
};

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

/** Where the bot may speak: one Teams conversation. `reference` is the botbuilder ConversationReference as JSON. */
export interface ConversationNote {
  readonly tenantId: string;
  /** conversation.id; for a channel thread the id with its `;messageid=`. */
  readonly key: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** The person, in a personal chat. */
  readonly oid: string | null;
  readonly reference: string;
}

/** A card that shows a run, so that it can be updated in place. */
export interface CardNote {
  readonly tenantId: string;
  readonly runId: string;
  readonly role: 'requester' | 'approver' | 'channel';
  readonly conversationKey: string;
  readonly activityId: string;
  /** Person the card is drawn for; null in a channel. */
  readonly oid: string | null;
  /** The revision of the run that it shows. */
  readonly drawn: number;
}

/** What one button of one card means. The card itself carries only the nonce. */
export interface PressNote {
  readonly tenantId: string;
  readonly nonceHash: string;
  readonly verb: string;
  /** Of a warning's buttons: what the warning is about. */
  readonly runId: string | null;
  /** Who may press; null: anyone in the conversation. */
  readonly oid: string | null;
  readonly conversationKey: string;
  /** What the press stands for, e.g. the plan hash. */
  readonly detail: string;
}

/** What the chat remembers between turns and restarts. Each method is one transaction. */
export interface ChatMemory {
  putConversation(note: ConversationNote): Promise<void>;
  conversation(tenantId: string, key: string): Promise<ConversationNote | null>;
  personalConversation(tenantId: string, oid: string): Promise<ConversationNote | null>;
  putCard(note: CardNote): Promise<void>;
  cards(tenantId: string, runId: string): Promise<readonly CardNote[]>;
  /** Runs, in every tenant, that have moved on since one of their cards was drawn: a process died in between. */
  outdated(): Promise<readonly { readonly tenantId: string; readonly runId: string }[]>;
  /** Replaces every unused press of the same (runId, conversation, oid): an older card's buttons die. */
  putPresses(
    owner: { readonly tenantId: string; readonly runId: string | null; readonly conversationKey: string },
    presses: readonly PressNote[],
  ): Promise<void>;
  /** Single use. */
  takePress(tenantId: string, nonceHash: string): Promise<PressNote | 'unknown' | 'used'>;
  /** Gives a press back, when nothing came of it (a field was wrong). */
  restorePress(tenantId: string, nonceHash: string): Promise<void>;
  /** True the first time within 24 h; Teams delivers more than once. */
  firstSight(tenantId: string, conversationKey: string, activityId: string): Promise<boolean>;
}

/** All that a warning says of one registration, as one channel sees it. */
export interface AlertView {
  readonly tenantId: string;
  readonly channelId: string;
  readonly connectorTitle: string;
  /** Of the application; null: it is about none. */
  readonly registration: { readonly appId: string; readonly name: string } | null;
  /** What people are warned of, the most urgent first. Empty: it was renewed, or nobody has to be warned any more. */
  readonly lapses: readonly (AlertFacts & {
    readonly runId: string | null;
    /** ISO 8601: when the directory was last asked about it; null: it is not read from there. */
    readonly checkedAt: string | null;
  })[];
  /** What is put off, or is somebody else's. */
  readonly silent: readonly {
    readonly kind: LapseKind;
    readonly label: string;
    readonly because: 'renewed' | 'gone' | 'not-ours' | 'snoozed';
    /** Who said so, why or whose it is, and until when (ISO 8601); empty where nobody did. */
    readonly by: string;
    readonly words: string;
    readonly until: string;
  }[];
  /** The message that everything else about it hangs from; null: none was sent here yet. */
  readonly root: string | null;
  /** No other conversation that takes warnings hears of it. */
  readonly alone: boolean;
}

/** What stands in a field, and what is wrong with that. */
export interface TypedField {
  readonly value: string;
  readonly error: Explained | null;
}

/** How a conversation is warned: as it is or, where something in it could not be read, as it was typed. */
export interface AlertSettings {
  readonly tenantId: string;
  readonly channelId: string;
  /** Days before the end; empty: the connector's or the usual ones. */
  readonly ladder: TypedField;
  /** Ids with commas between them; empty: all. */
  readonly connectors: TypedField;
  /** IANA name. */
  readonly zone: TypedField;
  /** `HH:MM`; 00:00 as the end is midnight. */
  readonly from: TypedField;
  readonly to: TypedField;
  /** 1 is Monday, with commas between. */
  readonly days: TypedField;
  /** Those that can be ticked. */
  readonly offered: readonly { readonly id: string; readonly title: string }[];
  /** Days of all that a connector has, in every conversation that has none of its own. */
  readonly byConnector: readonly (TypedField & {
    readonly id: string;
    readonly title: string;
    /** Null: they are the usual ones. */
    readonly chosen: { readonly by: string; readonly at: string } | null;
  })[];
  /** The days where nobody chose others. */
  readonly usual: string;
  /** Something is heard of here and nowhere else. */
  readonly alone: boolean;
}

/** Something that people were warned of, whatever became of it since. */
export interface WarnedLapse {
  readonly lapseId: string;
  readonly kind: LapseKind;
  readonly connectorId: string | null;
  readonly connectorTitle: string;
  /** Of the application; null where there is none. */
  readonly name: string | null;
  readonly label: string;
  /** ISO 8601. */
  readonly ends: string | null;
  readonly owner: Person | null;
  readonly places: readonly string[];
  /** ISO 8601; null: it is not read from the directory. */
  readonly checkedAt: string | null;
  /** Of the last warning. */
  readonly dueAt: string;
}

/** Which alert, to which channel. There is one row for it, ever: what has been said is not said again. */
export interface OutboxKey {
  readonly tenantId: string;
  readonly lapseId: string;
  /** The end it speaks of: a lapse whose date moves on is warned of anew. */
  readonly ends: string;
  /** Days before the end; 0 is the end itself, and what is below comes after it. */
  readonly band: number;
  readonly channelId: string;
}

/** An alert to be sent. All times of the outbox are business time: ISO 8601 in UTC, as the caller gives them. */
export interface OutboxNote extends OutboxKey {
  readonly dueAt: string;
  /** Ids and facts that the card is drawn from, as JSON; never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The message that is edited in place; null: a new one is posted. */
  readonly edits: string | null;
}

export type OutboxState =
  | { readonly kind: 'pending' }
  /** A request may be on its way. */
  | { readonly kind: 'sending'; readonly since: string }
  | { readonly kind: 'sent'; readonly at: string; readonly activityId: string }
  /** No clear answer came. `repeatAt`: when it is taken up once more; null: no more can be done. */
  | { readonly kind: 'maybe-sent'; readonly since: string; readonly repeatAt: string | null }
  | { readonly kind: 'retry'; readonly notBefore: string; readonly code: string }
  | { readonly kind: 'dead'; readonly at: string; readonly by: OutboxRefusal; readonly code: string }
  | { readonly kind: 'superseded' | 'cancelled'; readonly at: string };

/** What takes nothing: the conversation, or it takes others but not this message. */
export type OutboxRefusal = 'channel' | 'message';

export interface OutboxRow extends OutboxNote {
  readonly state: OutboxState;
  /** How often it has been tried, the attempt under way included. */
  readonly attempts: number;
  /** How many of them got no clear answer: it may have arrived, and what goes out now says so. */
  readonly unanswered: number;
  /** The full card was too large for Teams. */
  readonly short: boolean;
}

/** What came of one attempt. */
export type OutboxOutcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  | { readonly kind: 'maybe-sent'; readonly repeatAt: string | null }
  /** Surely not sent. `short`: from now on as a smaller card. */
  | { readonly kind: 'retry'; readonly notBefore: string; readonly short?: boolean }
  | { readonly kind: 'dead'; readonly by: OutboxRefusal };

/** One line of the answer to "did they get it?" */
export interface OutboxAttempt extends OutboxKey {
  /** From 1. */
  readonly attempt: number;
  readonly at: string;
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  readonly code: string;
  readonly outcome: OutboxOutcome['kind'];
}

/** The right to send for a tenant. The number grows with every holder; only the newest is believed. */
export interface OutboxLease {
  readonly tenantId: string;
  readonly fence: number;
}

/** What the dispatcher asks of the outbox. Each method is one transaction. */
export interface OutboxQueue {
  /** Tenants with something to send by `now`, and those whose sender died. */
  tenantsDue(now: string): Promise<readonly string[]>;
  /**
   * For so many seconds of the database's clock, or null: somebody else sends for this tenant. What a dead holder
   * left in the air becomes `maybe-sent`, to be taken up again when that holder had said so beforehand.
   */
  lease(tenantId: string, seconds: number): Promise<OutboxLease | null>;
  /** Ends the lease early. A holder that was overtaken changes nothing. */
  release(lease: OutboxLease): Promise<void>;
  /**
   * Up to `limit` rows that may go out by `now`, the longest due first; of no paused channel and none of `except`.
   * The lease begins anew, for so many seconds. Null: it is somebody else's.
   */
  due(
    lease: OutboxLease,
    seconds: number,
    ask: { readonly now: string; readonly limit: number; readonly except: readonly string[] },
  ): Promise<readonly OutboxRow[] | null>;
  /**
   * Looks once more and notes that a request is about to leave; `repeatAt` is for whoever finds that its answer was
   * never noted. Null: it must not leave, because the row was closed, is not due, or the lease is gone.
   */
  begin(lease: OutboxLease, key: OutboxKey, now: string, repeatAt: string | null): Promise<OutboxRow | null>;
  /** Notes what came of it. False, and nothing is noted, for a holder that was overtaken. */
  settle(
    lease: OutboxLease,
    key: OutboxKey,
    result: Pick<OutboxAttempt, 'at' | 'status' | 'code'> & { readonly outcome: OutboxOutcome },
  ): Promise<boolean>;
  /** From now on nothing goes to this channel, or with null to any, until then. A longer pause stands. */
  pause(lease: OutboxLease, channelId: string | null, now: string, until: string): Promise<void>;
}

/** Alerts on their way to people. Each method is one transaction. */
export interface Outbox extends OutboxQueue {
  /**
   * Adds those that are not there yet, all of one tenant, and answers how many that were. One that was closed before
   * it was sent is opened again.
   */
  put(notes: readonly OutboxNote[]): Promise<number>;
  /**
   * Ends what waits to be sent. What is in the air ends with its answer: `sent` if it was, and closed instead of
   * being tried again.
   */
  close(which: OutboxSelection, as: 'superseded' | 'cancelled', at: string): Promise<void>;
  /** In the order they are due. */
  rows(which: OutboxSelection): Promise<readonly OutboxRow[]>;
  /** In the order they were made. */
  history(tenantId: string, lapseId: string): Promise<readonly OutboxAttempt[]>;
  /** Forgets attempts before this time, in every tenant, and answers how many. The rows stay: they are what was said. */
  purge(before: string): Promise<number>;
}

/** Rows of a tenant; what is not named is not asked about. */
export interface OutboxSelection {
  readonly tenantId: string;
  readonly lapseId?: string;
  readonly channelId?: string;
  readonly bands?: readonly number[];
}
