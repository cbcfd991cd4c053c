/** What the engine asks of the world. Named for what it needs, not for who supplies it. */
import type { ConnectorMatch } from './contract.ts';
import type {
  RegisterLapse,
  RegisterPage,
  RegisterQuery,
  RegisterSummary,
  RegistrationLine,
} from './contract/register.ts';
import type { Definition } from './core/definition.ts';
import type { AppId, KeyId, ObjectId, RunId, TenantId } from './core/ids.ts';
import type { Operation, Reply, ResultOf } from './core/operations.ts';
import type { CertificateFacts } from './core/plan-types.ts';
import type { RegisterMoment } from './core/register/state.ts';
import type { Person, Run, Step } from './core/run.ts';
import type {
  CloseLook,
  InventoryLapse,
  KeptApplication,
  KeptCredential,
  KnownApplication,
  SeenCredential,
} from './core/watch/kept.ts';
import type { AlertChannel, Ladder, WatchedLapse } from './core/watch/types.ts';
import type { Secret } from './core/secret.ts';
import type { Failure } from './errors.ts';

export type {
  CloseLook,
  CredentialKind,
  FederatedCredential,
  InventoryLapse,
  KeptApplication,
  KeptCredential,
  KnownApplication,
  SeenCredential,
} from './core/watch/kept.ts';

/** Business time: lapses, ages, dates people see. Epoch milliseconds, UTC. Leases use the database's clock. */
export interface Clock {
  now(): number;
}

export interface NewId {
  /** A random (v4) GUID. */
  guid(): string;
  /** `bits` random bits as lower-case hexadecimal. */
  hex(bits: 128 | 256): string;
  /** From 0 up to 1, for spreading retries. */
  unit(): number;
}

export interface Hash {
  /** Lower-case hexadecimal SHA-256 of UTF-8 text. */
  sha256(text: string): string;
}

/** A person's own, for one run: an access token and nothing that could renew it. */
export interface SignedIn {
  readonly person: Person;
  readonly tenantId: TenantId;
  readonly token: Secret;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

/** The directory of one tenant, reached with one person's sign-in. */
export interface Directory {
  /**
   * Carries out the operations in one request: alone as itself, several as one batch (20 at most). `ordered`
   * makes each wait for the one before and stop at the first that fails (the rest are `not-sent`). Never
   * retries and never throws for an answer of the directory.
   */
  perform<const Ops extends readonly Operation[]>(
    signIn: SignedIn,
    operations: Ops,
    options?: { readonly ordered?: boolean },
  ): Promise<{ -readonly [K in keyof Ops]: Reply<ResultOf<Ops[K]>> }>;
}

export interface RedeemedSignIn extends SignedIn {
  readonly userPrincipalName: string;
}

/** Delegated permissions of Microsoft Graph that a sign-in asks for only where its run needs them. */
export type ExtraPermission = 'User.ReadWrite.All' | 'Domain.Read.All' | 'RoleManagement.ReadWrite.Directory';

/** The browser sign-in: authorization code with PKCE. */
export interface SignIn {
  /** Address to send the browser to, and the verifier to keep for `redeem`. */
  begin(request: {
    readonly tenantId: TenantId;
    readonly state: string;
    readonly loginHint?: string;
    /** Entra asks for the credentials anew, however recently the person signed in. */
    readonly fresh?: boolean;
    /** Claims challenge of a refusal (`Refusal.claims`), so that the new sign-in satisfies it. */
    readonly claims?: string;
    readonly extra?: readonly ExtraPermission[];
  }): Promise<{
    readonly url: string;
    readonly verifier: Secret;
  }>;
  redeem(answer: {
    readonly tenantId: TenantId;
    readonly code: string;
    readonly verifier: Secret;
    /** As `begin` was given it. */
    readonly extra?: readonly ExtraPermission[];
  }): Promise<
    | { readonly kind: 'signed-in'; readonly signIn: RedeemedSignIn }
    /** `code` is ours (errors/sign-in.ts); `aadsts` Entra's number when there was one. */
    | { readonly kind: 'failed'; readonly code: string; readonly aadsts?: number }
  >;
}

/** A code that a person types at Microsoft's page, on any device (RFC 8628). Each method is one request. */
export interface DeviceSignIn {
  /** Throws RegistrarError with a code of errors/sign-in.ts when there is no code to be had. */
  begin(request: {
    readonly tenantId: TenantId;
    /** Claims challenge of a refusal (`Refusal.claims`), so that the new sign-in satisfies it. */
    readonly claims?: string;
    readonly extra?: readonly ExtraPermission[];
  }): Promise<DeviceCode>;
  /** `claims` as `begin` was given them. */
  poll(asked: {
    readonly tenantId: TenantId;
    readonly deviceCode: Secret;
    readonly claims?: string;
  }): Promise<
    /** Nobody has signed in yet. */
    | { readonly kind: 'pending' }
    /** The same, and polling was too fast: five seconds more between polls from now on (RFC 8628 section 3.5). */
    | { readonly kind: 'slow-down' }
    | { readonly kind: 'signed-in'; readonly signIn: RedeemedSignIn }
    /** `code` is ours (errors/sign-in.ts); `aadsts` Entra's number when there was one. */
    | { readonly kind: 'failed'; readonly code: string; readonly aadsts?: number }
  >;
}

export interface DeviceCode {
  /** What the person types. */
  readonly userCode: string;
  /** Where. */
  readonly verificationUri: string;
  /** For `poll`; worth a sign-in once somebody has typed the other code. */
  readonly deviceCode: Secret;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
  /** Least time between two polls. */
  readonly intervalSeconds: number;
}

/** What somebody holds in the directory, asked with that person's own token for the tab, on their behalf. */
export type RolesOf = (asked: { readonly tenantId: string; readonly token: Secret }) => Promise<HeldRoles>;

export type HeldRoles =
  | {
      readonly kind: 'held';
      readonly oid: string;
      readonly guest: boolean;
      /** Template ids. */
      readonly roles: readonly string[];
    }
  /** The tenant has not consented to it. */
  | { readonly kind: 'consent' }
  /** JSON text: what Entra wants to see before it says anything. */
  | { readonly kind: 'claims'; readonly claims: string }
  /** The sign-in counts for nothing any more: the account is off, or it was revoked. */
  | { readonly kind: 'void' }
  | { readonly kind: 'unavailable' };

/** The registration's own token, taken as evidence. */
export interface Prover {
  /** OpenID metadata of the tenant, read once in preflight and handed to `takeToken`, as JSON text. */
  readMetadata(tenantId: TenantId): Promise<string>;
  takeToken(request: {
    readonly tenantId: TenantId;
    readonly appId: AppId;
    readonly secret: Secret;
    readonly metadata: string | null;
  }): Promise<
    | { readonly kind: 'roles'; readonly roles: readonly string[] }
    /** A token came but could not be read: "Not checked". */
    | { readonly kind: 'unreadable' }
    | { readonly kind: 'refused'; readonly aadsts: number; readonly message: string }
    | { readonly kind: 'no-answer'; readonly cause: string }
  >;
}

/** Proof of being the one writer of a run; grows with every new holder. */
export type Fence = number;

export interface RunWithSteps {
  readonly run: Run;
  /** Every attempt, in the order they were planned. */
  readonly steps: readonly Step[];
}

/** `hand-over`: the vendor's. `first-password`: of a user that was made, for the admin alone. */
export type SecretPurpose = 'hand-over' | 'first-password';

/** What is written together. Absent parts stay as they are. */
export interface LedgerEntry {
  readonly run: Run;
  /** Rows to insert or replace, by (step, attempt). */
  readonly steps?: readonly Step[];
  /** A credential value just returned, sealed in the same transaction as its row. */
  readonly sealed?: { readonly purpose: SecretPurpose; readonly envelope: string; readonly keyId: string };
  /** Destroy every sign-in of the run (it has ended). */
  readonly forgetSignIns?: boolean;
  /** Append to the history. */
  readonly history?: readonly HistoryEvent[];
}

export interface HistoryEvent {
  /** ISO 8601, business time. */
  readonly at: string;
  readonly actor: Person | null;
  /** e.g. `plan-approved`, `application-created`. */
  readonly what: string;
  readonly requestId: string | null;
}

/**
 * The truth about runs. Each method is one transaction: all or nothing. `commit` with a fence that is no longer
 * the run's newest, or a revision that is not one more than the stored, is refused (StaleWriter).
 */
export interface Ledger {
  create(run: Run): Promise<void>;
  read(tenantId: TenantId, runId: RunId): Promise<RunWithSteps | null>;
  list(tenantId: TenantId): Promise<readonly Run[]>;
  /** A face's change (choices, approval): guarded by the revision alone. */
  save(entry: LedgerEntry): Promise<void>;
  /** The engine's change: guarded by fence and revision. */
  commit(fence: Fence, entry: LedgerEntry): Promise<void>;
  /** Null while another holder's lease lives (database time). */
  lease(tenantId: TenantId, runId: RunId, seconds: number): Promise<Fence | null>;
  release(tenantId: TenantId, runId: RunId, fence: Fence): Promise<void>;
  /** Runs the engine must look at after a start, in every tenant. */
  unfinished(): Promise<readonly { readonly tenantId: TenantId; readonly runId: RunId }[]>;
  history(tenantId: TenantId, runId: RunId): Promise<readonly HistoryEvent[]>;
}

/** Sealed things with one owner and an end: sign-ins, pending OAuth states, credential values. */
export interface Vault {
  putSignIn(
    runId: RunId,
    signIn: {
      readonly tenantId: TenantId;
      readonly person: Person;
      readonly envelope: string;
      readonly expiresAt: number;
    },
  ): Promise<void>;
  signIns(
    tenantId: TenantId,
    runId: RunId,
  ): Promise<readonly { readonly person: Person; readonly envelope: string; readonly expiresAt: number }[]>;
  dropSignIn(tenantId: TenantId, runId: RunId, oid: ObjectId): Promise<void>;

  /** A sign-in on its way. `stateHash` is SHA-256 of the state; the state itself is kept nowhere. */
  putPending(pending: PendingSignIn): Promise<void>;
  /** Without using it up: a code that is typed elsewhere is asked after many times. */
  readPending(stateHash: string): Promise<PendingSignIn | null>;
  /** Single use: returns it and deletes it. */
  takePending(stateHash: string): Promise<PendingSignIn | null>;

  /** A sealed value of a run, if it still is there. Does not consume it. */
  peekSecret(
    tenantId: TenantId,
    runId: RunId,
    purpose: SecretPurpose,
  ): Promise<{ readonly envelope: string; readonly keyId: string; readonly storedAt: string } | null>;
  /** Removes the sealed value; true for the one caller who did. */
  shredSecret(tenantId: TenantId, runId: RunId, purpose: SecretPurpose): Promise<boolean>;
  /** Sealed values stored before the given instant (ISO), for the 24-hour rule. */
  unclaimedSecrets(
    before: string,
  ): Promise<
    readonly { readonly tenantId: TenantId; readonly runId: RunId; readonly purpose: SecretPurpose }[]
  >;
}

export interface PendingSignIn {
  readonly stateHash: string;
  readonly tenantId: TenantId;
  readonly runId: RunId;
  readonly person: Person;
  readonly purpose: SignInPurpose;
  /** The plan that was on the card when the person set out; null outside `approve`. */
  readonly planHash: string | null;
  /** SHA-256 of the cookie set when the sign-in began. */
  readonly browserHash: string;
  /** The PKCE verifier, sealed; for a code that is typed, the code. */
  readonly verifierEnvelope: string;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

/** What the person meant by signing in. */
export type SignInPurpose = 'check' | 'approve' | 'resume' | 'hand-over' | 'verify-by-hand' | 'remove';

/** AES-256-GCM. `boundTo` is authenticated, not encrypted: opening with any other text fails. */
export interface Sealer {
  seal(secret: Secret, boundTo: string): string;
  /** Throws SealBroken when the envelope, key or binding is wrong. */
  open(envelope: string, boundTo: string): Secret;
}

/** Wake-ups by the database's clock. At least once; the ledger makes twice harmless. */
export interface Wakes {
  wake(tenantId: TenantId, runId: RunId, afterMs: number): Promise<void>;
}

/** A short wait within one act (a commit that failed, say). Long waits are wake-ups. */
export interface Pause {
  /** Ends early, and rejects, when the signal says so. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The connectors there are. */
export interface Catalog {
  all(): readonly Definition[];
  byId(id: string): Definition | undefined;
  find(words: string): ConnectorMatch;
  /** What the connector asks for beyond the version last approved here, in words; empty: nothing. */
  widened(id: string): readonly string[];
  /** A plan of this version was approved: what it asks for is no longer news. */
  accept(id: string, version: number): void;
}

/** Checks what an admin pasted or uploaded as the vendor's certificate. */
export type ReadCertificate = (
  bytes: Uint8Array,
  now: number,
  policy: { readonly longest: string | null },
) =>
  | { readonly ok: true; readonly certificate: CertificateFacts; readonly warnings: readonly Failure[] }
  | { readonly ok: false; readonly failure: Failure };

/** The faces. Told after every committed change; must not throw. */
export interface Host {
  runChanged(tenantId: TenantId, runId: RunId): void;
}

/**
 * What a directory holds that may lapse, read by the product as itself with Application.Read.All and, where the
 * operator lets it, Directory.Read.All.
 */
export interface Inventory {
  /** A way through the directory with one sign-in, made when the first page is asked for. */
  open(tenantId: TenantId, signal: AbortSignal): InventoryReading;
}

/**
 * Each is a list a page at a time: nothing is asked for before the caller comes back for it. Throws RegistrarError
 * with a code of errors/sweep.ts, or the signal's reason.
 */
export interface InventoryReading {
  /** Every application. The link of its pages is from before the first of them, so that nothing falls between. */
  all(): AsyncIterable<InventoryEvent>;
  /** What changed since; the last page has the link to go on from. */
  changes(link: string): AsyncIterable<InventoryEvent>;
  /** These alone; who is in no page is not there. */
  only(appIds: readonly AppId[]): AsyncIterable<InventoryEvent>;
  /** What no list of applications shows of a registration of ours: one look, and pauses before it. */
  closely(registration: OwnRegistration): AsyncIterable<LookEvent>;
  /** How many requests went to Microsoft Graph so far. */
  requests(): number;
}

export type InventoryEvent =
  | InventoryPage
  /** The directory wants a pause; the caller waits and comes back. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** The link no longer counts: only a look at everything helps. */
  | { readonly kind: 'expired' };

export interface InventoryPage {
  readonly kind: 'page';
  /** Each once, with all the credentials it has. */
  readonly seen: readonly SeenApplication[];
  readonly removed: readonly ObjectId[];
  /** Where changes are followed from; null: not known before a later page. It is for the log as little as a token. */
  readonly link: string | null;
}

export interface SeenApplication {
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
  readonly createdAt: string | null;
  readonly tags: readonly string[];
  readonly credentials: readonly SeenCredential[];
}

export type LookEvent =
  { readonly kind: 'look'; readonly look: CloseLook } | Extract<InventoryEvent, { kind: 'wait' }>;

/** A registration our records know. */
export interface OwnRegistration extends KnownApplication {
  /** Null: our records do not say. */
  readonly servicePrincipalId: ObjectId | null;
}

/** A sweep under way, for whoever holds its lease. */
export interface SweepHold {
  readonly tenantId: TenantId;
  readonly fence: Fence;
}

/** `first`: everything was read. `next`: what had changed. */
export type SweepPass = 'first' | 'next';

/** The sweeps of one tenant. Times are ISO 8601, business time. */
export interface SweepRecord {
  readonly pass: SweepPass | null;
  /** Whether every application was kept, or ours alone. */
  readonly everything: boolean | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When a sweep last came to its end. */
  readonly checkedAt: string | null;
  readonly requests: number;
  /** Of the last sweep; null: it went well, or none has ended yet. */
  readonly failure: Failure | null;
  /** How many failed one after the other. */
  readonly failures: number;
  readonly link: string | null;
  readonly linkAt: string | null;
}

/**
 * What sweeps found. Whoever holds a lease that is no longer the newest is refused (STORE_STALE_WRITER), and every
 * write of the holder begins the lease anew. Leases and due times are the database's own, `at` is business time.
 */
export interface InventoryStore {
  /** From now on the tenant is swept, at once if it never was or if the last sweep failed. */
  enrol(tenantId: TenantId): Promise<void>;
  /** The tenants that nobody is sweeping right now, and those that have runs and were never swept. */
  resting(): Promise<
    readonly { readonly tenantId: TenantId; readonly due: boolean; readonly startedAt: string | null }[]
  >;
  read(tenantId: TenantId): Promise<SweepRecord | null>;

  /** For longer than a request may take. Null while another holder's lease lives. */
  lease(tenantId: TenantId): Promise<SweepHold | null>;
  /**
   * A pass, under a number of its own: what it sees is told from what others saw by that. A sweep that keeps another
   * choice of applications than the last begins with nothing.
   */
  begin(
    hold: SweepHold,
    sweep: { readonly pass: SweepPass; readonly everything: boolean; readonly at: string },
  ): Promise<SweepHold>;
  write(hold: SweepHold, page: Omit<InventoryPage, 'kind' | 'link'>, at: string): Promise<void>;
  renew(hold: SweepHold): Promise<void>;
  /** Of these, the ones of which there is no row; in a first pass also those it has not seen and that are not gone. */
  missing(hold: SweepHold, appIds: readonly AppId[]): Promise<readonly AppId[]>;
  /** Looked for, and not there: kept as gone since then, or since it was. */
  gone(hold: SweepHold, applications: readonly KnownApplication[], at: string): Promise<void>;
  /** Takes the place of the last look at this registration. */
  look(hold: SweepHold, look: CloseLook, at: string): Promise<void>;
  /** To its end: what a first pass did not see is gone. Gives the lease back. */
  finish(
    hold: SweepHold,
    sweep: {
      readonly link: string;
      /** When the link was asked for. */
      readonly linkAt: string;
      readonly requests: number;
      readonly at: string;
    },
    nextInSeconds: number,
  ): Promise<void>;
  /** Broken off: nothing is gone that was not said to be. Gives the lease back. */
  fail(
    hold: SweepHold,
    sweep: { readonly failure: Failure; readonly requests: number; readonly at: string },
    nextInSeconds: number,
  ): Promise<void>;
  /** Broken off on purpose: due again at once. */
  release(hold: SweepHold): Promise<void>;

  /** Credentials that are there and end before that, the soonest first; with `from`, not those that ended earlier. */
  lapsing(
    tenantId: TenantId,
    ends: { readonly from?: string; readonly before: string },
  ): Promise<readonly InventoryLapse[]>;
  /**
   * Of applications that are not ours, each watched as a whole, that time's credentials without those that a newer one
   * of their kind outlives (core/watch/speaking.ts); `ignored` ones take nobody's place. Of an application of which
   * people were warned already, all that it has or had: what was said has to be put right when that changes.
   */
  lapsingElsewhere(
    tenantId: TenantId,
    which: {
      readonly from: string;
      readonly before: string;
      readonly ours: readonly AppId[];
      readonly ignored: readonly KeyId[];
    },
  ): Promise<readonly KeptCredential[]>;
  /** What is kept of these applications, with credentials that are gone, and the last look at each alone. */
  applications(tenantId: TenantId, appIds: readonly AppId[]): Promise<readonly KeptApplication[]>;
}

/** What people said about a lapse. */
export interface LapseMark {
  readonly snooze: WatchedLapse['snooze'];
  readonly notOurs: WatchedLapse['notOurs'];
}

/** Days before the end that somebody chose for all of a connector's lapses. */
export interface ChosenLadder {
  readonly ladder: Ladder;
  readonly by: Person;
  /** ISO 8601. */
  readonly at: string;
}

/** What the watch keeps beside the outbox. Each method is one transaction. */
export interface AlertStore {
  /** Adds the channel, or replaces the one with its id; one that was removed is there again. */
  putChannel(channel: AlertChannel): Promise<void>;
  removeChannel(tenantId: TenantId, id: string): Promise<void>;
  /** As it was when it was removed, until it is put again; null: it was not. */
  removedChannel(tenantId: TenantId, id: string): Promise<AlertChannel | null>;
  /** In the order of their ids. */
  channels(tenantId: TenantId): Promise<readonly AlertChannel[]>;
  /** All tenants that have a channel. */
  tenants(): Promise<readonly TenantId[]>;
  /** Replaces what was said about this lapse before. */
  putMark(tenantId: TenantId, lapseId: string, mark: LapseMark): Promise<void>;
  /** By the id of the lapse. */
  marks(tenantId: TenantId): Promise<ReadonlyMap<string, LapseMark>>;
  /** Null: the connector has none of its own any more. */
  putLadder(tenantId: TenantId, connectorId: string, chosen: ChosenLadder | null): Promise<void>;
  /** By the id of the connector. */
  ladders(tenantId: TenantId): Promise<ReadonlyMap<string, ChosenLadder>>;
}

/** The register: a line for each registration, told anew in the transaction that changes what it is told from. */
export interface RegisterStore {
  /** Errors: REGISTER_BAD_CURSOR. A page after the first is of the moment of the first. */
  page(tenantId: TenantId, query: RegisterQuery, moment: RegisterMoment): Promise<RegisterPage>;
  /** Every line that fits; `after` and `limit` do not count. */
  all(tenantId: TenantId, query: RegisterQuery, moment: RegisterMoment): AsyncIterable<RegistrationLine>;
  summary(
    tenantId: TenantId,
    moment: RegisterMoment,
  ): Promise<Omit<RegisterSummary, 'checkedAt' | 'checkFailure' | 'at'>>;
  /** Every lapse that lives and has an end, the earliest first. `now` is epoch ms. */
  lapses(tenantId: TenantId, now: number): AsyncIterable<RegisterLapse>;
  /** The line a run is part of, and all the runs that are, in the order they were begun; null: there is none. */
  find(
    tenantId: TenantId,
    runId: RunId,
    moment: RegisterMoment,
  ): Promise<{ readonly line: RegistrationLine; readonly runIds: readonly RunId[] } | null>;
  /** What an older version left behind, in every tenant; at each start. `now` is epoch ms, business time. */
  fill(now: number): Promise<void>;
}
