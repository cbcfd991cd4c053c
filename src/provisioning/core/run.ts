/** A run: one person's way through one set-up. The record the store keeps, JSON-safe. */
import type { AppId, KeyId, ObjectId, RunId, TenantId } from './ids.ts';
import type { KnownRegistration } from './registrations.ts';
import type { Choices, Plan, Target, TenantFacts } from './plan-types.ts';

/** Who acts. `key` is how the chat names them; both come from the verified activity or sign-in. */
export interface Person {
  readonly oid: ObjectId;
  readonly displayName: string;
}

/**
 * Where a run stands.
 *
 *     choices -> sign-in -> checks -> plan -> working -> proven -> handed-over
 *                                      \-> approval -/     (somebody else consents)
 *                                      \-> by-hand -/      (portal steps, then verified)
 *
 * `working` and later may fall to `needs-sign-in` (a sign-in lapsed), `needs-you` (a person must decide),
 * `cancelling` -> `cancelled`. Before `working`, `declined` ends it with nothing written.
 */
export type Phase =
  | 'choices'
  | 'sign-in'
  | 'checks'
  | 'plan'
  | 'approval'
  | 'by-hand'
  | 'working'
  | 'needs-sign-in'
  | 'needs-you'
  | 'cancelling'
  | 'proven'
  | 'handed-over'
  | 'declined'
  | 'cancelled';

export const ENDED: ReadonlySet<Phase> = new Set(['handed-over', 'declined', 'cancelled']);
/** Phases in which the engine itself has something to do. */
export const ACTIVE: ReadonlySet<Phase> = new Set(['checks', 'working', 'cancelling']);

export interface FailureFacts {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Run {
  readonly id: RunId;
  readonly tenantId: TenantId;
  readonly connectorId: string;
  readonly requester: Person;
  /** Opaque to the engine: where the face that started it lives. */
  readonly origin: string;
  readonly phase: Phase;
  /** Grows by one with every save; a stale writer is refused. */
  readonly revision: number;
  /** `registrar-<128 random bits>`: the application's uniqueName, by which every effect can be found. */
  readonly tag: string;
  /** First eight of the id, in credential names. */
  readonly short: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** `for-me`: we write. `by-hand`: the admin does it in the portal and we prove it. */
  readonly mode: 'for-me' | 'by-hand';
  /** Cancel was pressed after something was written; what is live is being taken away. */
  readonly cancelRequested: boolean;
  /** The registration it makes, or adds to. */
  readonly target: Target;
  /** Registrations of this connector that were there when it began, to choose from. */
  readonly known: readonly KnownRegistration[];
  /** Functions chosen with this one that get a registration of their own afterwards. */
  readonly remaining: readonly string[];
  /** The credential it is to take the place of; null: it renews none. */
  readonly renews: Renewal | null;
  /** The run whose credential has taken the place of this one's, and when the old one was removed. */
  readonly superseded: { readonly by: RunId; readonly removedAt: string } | null;
  /** As typed, to be shown again. */
  readonly typed: Readonly<Record<string, string>>;
  /** Field name -> failure, beside which it is shown. */
  readonly fieldErrors: Readonly<Record<string, FailureFacts>>;
  readonly choices: Choices | null;
  readonly facts: TenantFacts | null;
  readonly plan: Plan | null;
  /** SHA-256 of the canonical plan, hex. */
  readonly planHash: string | null;
  readonly approval: {
    readonly asked: DirectoryApprover | null;
    readonly approvedBy: Person | null;
    readonly approvedAt: string | null;
    /** Role template ids the approver held when approving. */
    readonly roles: readonly string[];
    readonly declined: { readonly by: Person; readonly reason: string } | null;
  };
  readonly registration: {
    readonly applicationId: ObjectId;
    readonly appId: AppId;
    readonly servicePrincipalId: ObjectId | null;
  } | null;
  readonly proof: Proof | null;
  /** Why the engine waits, until when (database time is the wake-up's; this is for people). */
  readonly waiting: (FailureFacts & { readonly until: string }) | null;
  readonly failure: FailureFacts | null;
  /** When the credential in force ends, as Graph returned it. */
  readonly credentialEnds: string | null;
  /** The first characters of its secret, as Graph shows them to whoever may read the application. */
  readonly credentialHint?: string | null;
  /** In `needs-sign-in`: whose. */
  readonly needsSignInOf: Person | null;
  /** The claims challenge with which Entra took their sign-in back, verbatim: the next one must satisfy it. */
  readonly claims?: string | null;
  readonly handOver: HandOverState;
  /** The user that was made, once it is. */
  readonly userId: ObjectId | null;
  /** The first password of the user that was made: shown once, to the admin. */
  readonly firstPassword: 'none' | 'ready' | 'revealed' | 'gone';
  /** By checklist item. */
  readonly ticks: Readonly<Record<string, Tick>>;
  /** Things true now that should not be. */
  readonly findings: readonly FailureFacts[];
}

/** A credential of ours that a newer one takes the place of. It works until somebody says that the new one is in use. */
export interface Renewal {
  readonly runId: RunId;
  readonly keyId: KeyId;
  readonly kind: 'secret' | 'certificate';
  /** What it is called. */
  readonly description: string | null;
  readonly ends: string;
}

export interface Tick {
  readonly outcome: 'done' | 'worked' | 'failed';
  readonly by: string;
  /** ISO 8601, business time. */
  readonly at: string;
}

export interface DirectoryApprover extends Person {
  readonly role: string;
}

export type Verdict = 'proven' | 'missing' | 'not-checked';

export interface Proof {
  readonly at: string;
  readonly permissions: readonly {
    readonly value: string;
    readonly granted: Verdict;
    /** Present in a token of the registration's own. */
    readonly inToken: Verdict;
  }[];
  /** `none`: it has no credential of this set-up's, and needs none. */
  readonly credential: Verdict | 'none';
  /** Whatever else was planned, in words: owner, user, Entra roles, what was cleaned up. */
  readonly more: readonly { readonly what: string; readonly verdict: Verdict }[];
  /** Permissions granted or in the token that nobody planned. */
  readonly surplus: readonly string[];
}

export interface HandOverState {
  readonly state: 'none' | 'ready' | 'opened' | 'revealed' | 'sent' | 'shredded';
  readonly openedAt: string | null;
  readonly openedBy: Person | null;
  readonly revealedAt: string | null;
  readonly revealUntil: string | null;
}

export type StepState =
  | 'planned'
  | 'intended'
  | 'applied'
  | 'verified'
  | 'unknown'
  | 'failed'
  | 'compensating'
  | 'compensated'
  | 'needs_human';

export type StepKind =
  | 'user'
  | 'application'
  | 'settings'
  | 'service-principal'
  | 'app-role'
  | 'delegated-grant'
  | 'owner'
  | 'directory-role'
  | 'remove-app-role'
  | 'remove-grant'
  | 'remove-directory-role'
  | 'remove-credential'
  | 'secret'
  | 'certificate';

/** One row of the ledger. Key: (run, step, attempt). */
export interface Step {
  /** Stable name within the run, e.g. `application`, `app-role:CallRecords.Read.All`. */
  readonly step: string;
  readonly kind: StepKind;
  /** 1, 2, ... A new attempt has a new tag. */
  readonly attempt: number;
  /** What the effect can be found by: uniqueName, credential displayName, or natural key. */
  readonly tag: string;
  readonly state: StepState;
  /** Whose sign-in it was or will be made under; null until it is intended. */
  readonly actor: Person | null;
  /** Object id, assignment id or key id of the effect, once known. */
  readonly effectId: string | null;
  readonly requestId: string | null;
  readonly intendedAt: string | null;
  readonly settledAt: string | null;
  /** How often it has been looked for in vain since it became unknown. */
  readonly looks: number;
  /** How often it has been put off (throttled, replicating, contended) since it was planned. */
  readonly tries: number;
  /** Whether the effect is the one in force, or was replaced and is to be removed. */
  readonly retire: boolean;
  readonly failure: FailureFacts | null;
}
