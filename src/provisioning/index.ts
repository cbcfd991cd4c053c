/**
 * The front door of the engine. A face needs nothing else: it names who acts, what they want, and draws the
 * RunView it gets back. Every method throws RegistrarError for a failure that belongs to the caller (unknown run,
 * not yours, stale press); failures that belong to the run are in the view.
 */
import type {
  AlertSettings,
  AlertView,
  ConnectorMatch,
  ConnectorSummary,
  HandOverSheet,
  Person,
  PortalSteps,
  RunLine,
  RunView,
  ThinReach,
  WarnedLapse,
} from './contract.ts';
import type {
  RegisterLapse,
  RegisterPage,
  RegisterQuery,
  RegisterSummary,
  RegistrationLine,
  RegistrationView,
  WarningRecord,
} from './contract/register.ts';
import type { SignInPurpose } from './ports.ts';

export { RegistrarError, explain, failure, FAILURES } from './errors.ts';
export type { Explained, Facts, Failure, FailureCode } from './errors.ts';
export { Secret } from './core/secret.ts';
export { ROLES, roleName } from './core/roles.ts';
export { DEFAULT_LADDER } from './core/watch/ladder.ts';
export type { HeldRoles, RolesOf, SignInPurpose } from './ports.ts';

/** Who acts: from a verified activity, or from a finished browser sign-in. */
export interface Actor extends Person {
  readonly tenantId: string;
}

/** What a finished browser sign-in led to. */
export interface SignInOutcome {
  readonly run: RunView;
  readonly purpose: SignInPurpose;
  readonly person: Person;
}

/** A code for a person to type at Microsoft's page. */
export interface DeviceCodeShown {
  readonly userCode: string;
  readonly verificationUri: string;
  /** ISO 8601, business time. */
  readonly expiresAt: string;
  /** How often it may be asked whether somebody has. */
  readonly intervalSeconds: number;
}

export interface DeviceCodeBegun extends DeviceCodeShown {
  /** What the page asks with; worth nothing in another browser. */
  readonly state: string;
}

export type DevicePoll =
  | {
      readonly kind: 'pending';
      readonly code: DeviceCodeShown;
      readonly nextInSeconds: number;
      readonly run: RunView;
      /** Who is expected to sign in. */
      readonly person: Person;
    }
  | { readonly kind: 'done'; readonly outcome: SignInOutcome };

export interface Provisioning {
  connectors(): readonly ConnectorSummary[];
  /** What people typed after "set up", with near misses understood. */
  find(words: string): ConnectorMatch;

  /** A new run in `choices`. `origin` is the face's own note of where it lives, given back in every view. */
  start(actor: Actor, connectorId: string, origin: string): Promise<RunView>;
  /**
   * A new run of the same connector: to add to the registration of a run that is proven (another function, another
   * secret), or for the next function that gets a registration of its own.
   */
  startFrom(actor: Actor, runId: string, what: 'add' | 'next-function', origin: string): Promise<RunView>;
  /**
   * A new credential for the one of a run that is proven, as a run of its own: it goes through choices, plan, proof and
   * hand-over, and the old one stays until `removeOld`. One that is under way is gone on with.
   */
  renew(actor: Actor, runId: string, origin: string): Promise<RunView>;
  /** The new one is in use everywhere: exactly the old credential is removed, and that is read back. */
  removeOld(actor: Actor, runId: string): Promise<RunView>;
  view(actor: Actor, runId: string): Promise<RunView>;
  list(actor: Actor): Promise<readonly RunLine[]>;

  /** Form values by field id. Invalid: still `choices`, errors beside the fields, all values kept. Valid: `sign-in`. */
  choose(actor: Actor, runId: string, values: Readonly<Record<string, string>>): Promise<RunView>;
  /** Take over an application that is there, found by the checks; the plan is then what it lacks. Checks again. */
  adopt(actor: Actor, runId: string, appId: string, cleanUp: boolean): Promise<RunView>;
  /** Back to `choices` from `sign-in`, `checks`, `plan`, `approval` or `by-hand`, keeping what was typed. */
  change(actor: Actor, runId: string): Promise<RunView>;
  /** A pasted or uploaded certificate, checked and remembered as the run's choice. */
  offerCertificate(actor: Actor, runId: string, bytes: Uint8Array): Promise<RunView>;

  /**
   * Address to send the browser to, after which Entra comes back with `state` and a code. `browser` is a random
   * value the caller also keeps in a cookie of that browser.
   */
  beginSignIn(
    actor: Actor,
    runId: string,
    purpose: SignInPurpose,
    browser: string,
  ): Promise<{ readonly url: string }>;
  /** Single use. Goes on with the run: checks after `check`, the approval after `approve`, and so on. */
  finishSignIn(answer: {
    readonly state: string;
    readonly browser: string;
    readonly code?: string;
    readonly error?: string;
    readonly errorDescription?: string;
  }): Promise<SignInOutcome>;

  /** Whether anybody can sign in with a code here; whether a connector offers it is in the run's view. */
  canUseDeviceCode(): boolean;
  /** A code to be typed elsewhere, for the same purposes but the approval of a plan and the hand-over. */
  beginDeviceSignIn(
    actor: Actor,
    runId: string,
    purpose: SignInPurpose,
    browser: string,
  ): Promise<DeviceCodeBegun>;
  /**
   * Whether somebody has signed in with it, asked of Entra no more often than it allows. Once they have, the run goes
   * on as after `finishSignIn`. A failure of the sign-in is the end of this code.
   */
  pollDeviceSignIn(asked: { readonly state: string; readonly browser: string }): Promise<DevicePoll>;
  cancelDeviceSignIn(asked: { readonly state: string; readonly browser: string }): Promise<void>;

  /**
   * The requester, who may consent, or the asked approver, approves exactly this plan. Answers the view; when the
   * approver has no living sign-in the run stays in `approval` and a sign-in with purpose `approve` completes it. A
   * plan that takes something away also needs the application's name, typed: `confirmName`.
   */
  approve(actor: Actor, runId: string, planHash: string, confirmName?: string): Promise<RunView>;
  askApprover(actor: Actor, runId: string, approverOid: string): Promise<RunView>;
  decline(actor: Actor, runId: string, reason: string): Promise<RunView>;
  /** Before anything is written: `declined`, quietly. After: takes away what is there, then `cancelled`. */
  cancel(actor: Actor, runId: string): Promise<RunView>;
  /** From `needs-you`: try the failed step again. */
  retry(actor: Actor, runId: string): Promise<RunView>;

  /** "Do it in the portal myself": instructions from the plan; `by-hand` until verified. */
  portalSteps(actor: Actor, runId: string): Promise<PortalSteps & { readonly run: RunView }>;
  /** Looks for what the admin made (application id, or by name) and proves it to the same end. */
  verifyByHand(actor: Actor, runId: string, applicationId: string, secret?: string): Promise<RunView>;

  /** Hand-over, for a person who has just signed in with purpose `hand-over`. */
  openHandOver(actor: Actor, runId: string): Promise<HandOverSheet>;
  /** Once. The value is in nobody's hands but the caller's afterwards. */
  revealSecret(actor: Actor, runId: string): Promise<{ readonly value: string; readonly until: string }>;
  /** The first password of the user that was made. Once, to the admin. */
  revealPassword(actor: Actor, runId: string): Promise<{ readonly value: string; readonly until: string }>;
  confirmSent(actor: Actor, runId: string): Promise<RunView>;
  /** A line of the checklist; `undo` takes the tick back. */
  tick(
    actor: Actor,
    runId: string,
    itemId: string,
    outcome: 'done' | 'worked' | 'failed' | 'undo',
  ): Promise<RunView>;
  /** Proves it anew: read back, and a token while the secret is still here. */
  validate(actor: Actor, runId: string): Promise<RunView>;
  /** A new secret beside the old one; the old one is removed after the new one is proven. */
  remakeSecret(actor: Actor, runId: string): Promise<RunView>;
  /** After 24 h unclaimed: remove the credential nobody fetched. */
  removeUnclaimed(actor: Actor, runId: string): Promise<RunView>;

  /** Told after every change of any run. Returns the way to stop listening. */
  onChange(listener: (tenantId: string, runId: string) => void): () => void;
  /** Take up every unfinished run; call once after start. */
  resume(): Promise<void>;
  /** A wake-up has come. At least once; twice is harmless. */
  woken(tenantId: string, runId: string): Promise<void>;
  /** Destroys credential values nobody fetched for a day. Call it now and then; business time decides. */
  tidy(): Promise<void>;
  /** Resolves when nothing moves: every run rests until a wake-up or a person. */
  idle(): Promise<void>;
  /** Stop taking up work and wait for what is in flight. */
  stop(): Promise<void>;
}

/** What is registered, read for whoever may see it. Every method throws RegistrarError. */
export interface Register {
  /** Of those connectors, by their ids; of all where none is named. */
  summary(tenantId: string, connectors?: readonly string[]): Promise<RegisterSummary>;
  /** Errors: REGISTER_BAD_CURSOR for an `after` that no page of this query gave. */
  page(tenantId: string, query: RegisterQuery): Promise<RegisterPage>;
  /** Every line that fits, a page at a time, for exports. */
  all(tenantId: string, query: RegisterQuery): AsyncIterable<RegistrationLine>;
  /** Every lapse of those connectors, or of all, that lives and has an end, the earliest first, for calendars. */
  lapses(tenantId: string, connectors?: readonly string[]): AsyncIterable<RegisterLapse>;
  /** By its id or that of any run that is part of it. Errors: RUN_UNKNOWN, for another tenant's as well. */
  one(actor: Actor, registrationId: string): Promise<RegistrationView>;
}

/** A conversation that is to take warnings. */
export interface AlertPlace {
  readonly tenantId: string;
  /** Teams' id of it, without the part that names a thread. */
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** The person, in a personal chat. */
  readonly oid: string | null;
  /** IANA name, as the client says it; null: it says none. */
  readonly zone: string | null;
}

/** The front door of the watch. Warnings leave by the outbox; what they say is read when they are drawn. */
export interface Alerts {
  /** Those that have a channel. */
  tenants(): Promise<readonly string[]>;
  /** Decides what is to be said now, and when to decide again (epoch ms, business time; null: when something happens). */
  decide(
    tenantId: string,
  ): Promise<{ readonly wakeAt: number | null; readonly unreachable: readonly string[] }>;
  /**
   * From now on warnings go there; one that had gone silent takes them again. Where somebody ended them, arriving
   * changes nothing, and being asked brings back what was chosen there.
   */
  listen(place: AlertPlace, how: 'asked' | 'arrived'): Promise<'new' | 'known' | 'ended'>;
  /** No more warnings there. `last`: nobody would be warned any more, so nothing is changed unless `evenLast`. */
  end(tenantId: string, channelId: string, evenLast: boolean): Promise<'ended' | 'last' | 'none'>;
  /** Null: no warnings go there. */
  settings(tenantId: string, channelId: string): Promise<AlertSettings | null>;
  /**
   * Values by field id: `ladder`, `connectors`, `zone`, `from`, `to`, `days`, and `ladder:<id>` for a connector. All of
   * it is kept, or nothing and what was typed is answered with what is wrong. Errors: ALERTS_NOT_HERE.
   */
  saveSettings(
    actor: Actor,
    channelId: string,
    typed: Readonly<Record<string, string>>,
  ): Promise<{ readonly saved: boolean; readonly settings: AlertSettings }>;
  /** Owners who would hear of something in one conversation only, or in none; empty: all is well. */
  thinReaches(tenantId: string): Promise<readonly ThinReach[]>;
  /** Somebody spoke there. Answers what it was before; `none`: no warnings go there. */
  awake(tenantId: string, channelId: string): Promise<'none' | 'live' | 'dead'>;
  /** Teams took nothing for it: others hear instead, until somebody speaks there. */
  refused(tenantId: string, channelId: string): Promise<void>;
  /** Null: there is no such lapse or channel any more. */
  view(tenantId: string, lapseId: string, channelId: string): Promise<AlertView | null>;
  /** Of every message that shows how things are with a registration. */
  standing(tenantId: string): Promise<readonly AlertView[]>;
  /** Not before `until` (ISO 8601). Errors: LAPSE_UNKNOWN, and those of core/watch/snooze.ts. */
  snooze(
    actor: Actor,
    lapseId: string,
    asked: { readonly until: string; readonly reason: string },
  ): Promise<void>;
  /** Nobody here is warned of it any more. Errors: LAPSE_UNKNOWN, NOT_OURS_NO_OWNER. */
  notOurs(actor: Actor, lapseId: string, owner: string): Promise<void>;
  /** The two again, taken back. Errors: LAPSE_UNKNOWN. */
  unsnooze(actor: Actor, lapseId: string): Promise<void>;
  ours(actor: Actor, lapseId: string): Promise<void>;
  /** All that anybody was warned of, the newest first. */
  warned(tenantId: string): Promise<readonly WarnedLapse[]>;
  /** "Did they get it?" Every warning of these, in the order they were due. */
  records(tenantId: string, lapseIds: readonly string[]): Promise<readonly WarningRecord[]>;
}
