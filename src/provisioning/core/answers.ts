/**
 * What an answer of the directory means for the run, and how long to wait before the next try. One pure function,
 * tested row by row: the texts are matched loosely, because several cases share the code `Request_BadRequest` and
 * differ only in the message.
 */
import type { FailureCode } from '../errors.ts';
import type { Operation, Refusal } from './operations.ts';

/**
 * `throttled`, `not-yet`, `contended` and `not-sent` come right with time. `unknown` may have been applied: look
 * before anything else. `already` is there, or is gone: read it and decide whose it is. The rest stop the step.
 */
export type AnswerClass =
  | 'ok'
  | 'throttled'
  | 'not-yet'
  | 'contended'
  | 'already'
  | 'policy'
  | 'denied'
  | 'reauth'
  | 'quota'
  | 'unknown'
  | 'not-sent'
  | 'bug';

export interface AnswerContext {
  /** Within 15 minutes of our own creation of what the request names: replication explains a 404 or a 400. */
  readonly justCreated: boolean;
  /** What was asked for: it decides what a 403 means of something new, and what a 400 means of a user. */
  readonly op?: Operation['op'];
}

type Test = (refusal: Refusal, context: AnswerContext) => boolean;

/** First match wins, so the exact ones come before the broad ones. */
const ROWS: readonly (readonly [AnswerClass, Test])[] = [
  ['reauth', (r) => r.claims !== undefined || r.status === 401 || says(r, REAUTH)],
  ['policy', (r) => says(r, POLICY)],
  ['policy', (r, { op }) => op === 'create-user' && (says(r, USER_PASSWORD) || says(r, USER_NAME))],
  ['quota', (r) => says(r, QUOTA)],
  ['contended', (r) => r.status === 412 || says(r, CONTENDED)],
  ['already', (r) => r.status < 500 && (says(r, ALREADY) || isTakenName(r))],
  ['throttled', (r) => r.status === 429 || (r.status === 503 && r.retryAfterMs !== undefined)],
  ['not-yet', (r, context) => context.justCreated && isReplicating(r, context)],
  ['denied', (r) => r.status === 403],
  ['unknown', (r) => r.status === 408 || r.status >= 500 || r.status < 400],
];

const REAUTH = /interaction_required|insufficient_claims|AADSTS(?:50076|50079|53000|65001)\b/i;
const POLICY = /AsPerAppPolicy\b|\bInvalidKeyEndDate\b/;
const LIFETIME = /CredentialInvalidLifetimeAsPerAppPolicy|\bInvalidKeyEndDate\b/;
const USER_PASSWORD = /password complexity|password .*\b(?:banned|too weak)\b/i;
/** The name of somebody who is there is `already`; the address of a group, say, is a name nobody can have. */
const USER_NAME =
  /domain portion of the userPrincipalName|Invalid value specified for property|same value for property (?:proxyAddresses|mailNickname) already exists/i;
const QUOTA = /Directory_QuotaExceeded|Directory_ResourceSizeExceeded|exceeded? (?:its|the) (?:size )?limit/i;
const CONTENDED = /ConcurrencyViolation|concurrent requests being made to the tenant/i;
const ALREADY =
  /Request_MultipleObjectsWithSameKeyValue|same value for property (?:uniqueName|userPrincipalName) already exists|permission entry already exists|permission being assigned already exists|object references already exist|removed object references do not exist|conflicting object with one or more of the specified property values/i;
const REPLICATING =
  /queried reference-property objects are not present|not a valid reference update|does not reference a valid application object|NoBackingApplicationObject|backing application of the service principal/i;

/** What a refusal means: never `ok` or `not-sent`. What nobody foresaw is a bug of ours. */
export function classify(refusal: Refusal, context: AnswerContext): AnswerClass {
  return ROWS.find(([, test]) => test(refusal, context))?.[0] ?? 'bug';
}

const CODES = {
  throttled: 'GRAPH_THROTTLED',
  'not-yet': 'GRAPH_REPLICATING',
  contended: 'GRAPH_CONTENDED',
  already: 'GRAPH_CONFLICT',
  policy: 'GRAPH_POLICY',
  denied: 'GRAPH_DENIED',
  reauth: 'GRAPH_REAUTH',
  quota: 'GRAPH_QUOTA',
  unknown: 'GRAPH_UNAVAILABLE',
  'not-sent': 'GRAPH_UNAVAILABLE',
  bug: 'GRAPH_BUG',
} as const satisfies Record<Exclude<AnswerClass, 'ok'>, FailureCode>;

/** The failure code to tell people. The policy class needs the refusal to say which rule it was. */
export function codeOf(answer: Exclude<AnswerClass, 'ok'>, refusal?: Refusal): FailureCode {
  if (answer !== 'policy' || !refusal) return CODES[answer];
  return POLICY_CODES.find(([words]) => says(refusal, words))?.[1] ?? CODES.policy;
}

const POLICY_CODES: readonly (readonly [RegExp, FailureCode])[] = [
  [/CredentialTypeNotAllowedAsPerAppPolicy/, 'GRAPH_POLICY_SECRETS_FORBIDDEN'],
  [LIFETIME, 'GRAPH_POLICY_LIFETIME'],
  [USER_PASSWORD, 'GRAPH_USER_PASSWORD'],
  [USER_NAME, 'GRAPH_USER_NAME'],
];

/** The classes in which the same step is tried (or, for `unknown`, looked for) again after a while. */
export type WaitingClass = 'throttled' | 'not-yet' | 'contended' | 'unknown' | 'not-sent';

export function isWaiting(answer: AnswerClass): answer is WaitingClass {
  return Object.hasOwn(WAITS, answer);
}

/** First and longest wait in milliseconds, doubled from try to try. */
const WAITS: Readonly<Record<WaitingClass, readonly [first: number, longest: number]>> = {
  throttled: [1_000, 60_000],
  'not-yet': [1_000, 30_000],
  contended: [5_000, 5_000],
  unknown: [1_000, 60_000],
  'not-sent': [1_000, 60_000],
};
const LONGEST_WAIT = 6 * 3_600_000;

/**
 * Milliseconds until the next try. `attempt` counts from 1; `jitter01` is random in
 * [0, 1): up to a fifth on top, and for contention 5 to 15 seconds. A `Retry-After` is obeyed, up to six hours.
 */
export function backoffMs(
  answer: WaitingClass,
  attempt: number,
  retryAfterMs: number | undefined,
  jitter01: number,
): number {
  if (retryAfterMs !== undefined && retryAfterMs >= 0) {
    return Math.round(Math.min(retryAfterMs, LONGEST_WAIT) * (1 + 0.2 * jitter01));
  }
  const [first, longest] = WAITS[answer];
  if (answer === 'contended') return Math.round(first + 10_000 * jitter01);
  const doubled = first * 2 ** Math.min(Math.max(attempt - 1, 0), 30);
  return Math.round(Math.min(doubled, longest) * (1 + 0.2 * jitter01));
}

/** How long a new credential or grant may take to be known at the token endpoint, in seconds. */
export const TOKEN_SETTLES_SECONDS = 600;
const SETTLING: ReadonlySet<number> = new Set([7000215, 700016, 700027, 65001, 70021]);
/** Conditional Access, for people or for workload identities. */
const CONDITIONAL_ACCESS: ReadonlySet<number> = new Set([53000, 53001, 53002, 53003, 53004, 53009, 530035]);
const DISABLED: ReadonlySet<number> = new Set([7000112, 70001, 50105, 500014]);
const PASSING: ReadonlySet<number> = new Set([90033, 90024, 90025, 50001]);

/**
 * A refusal of the token endpoint, by its AADSTS number, so long after the credential or grant was made. `policy`:
 * Conditional Access blocks it, the credential is fine. `denied`: it will not be accepted as it is.
 */
export function classifyTokenRefusal(
  aadsts: number,
  secondsSinceChange: number,
): 'not-yet' | 'policy' | 'denied' | 'throttled' | 'unknown' | 'bug' {
  if (SETTLING.has(aadsts)) return secondsSinceChange < TOKEN_SETTLES_SECONDS ? 'not-yet' : 'denied';
  if (CONDITIONAL_ACCESS.has(aadsts)) return 'policy';
  if (DISABLED.has(aadsts) || aadsts === 7000222) return 'denied';
  if (aadsts === 50196) return 'throttled';
  return PASSING.has(aadsts) ? 'unknown' : 'bug';
}

/** Allowed by a directory role alone. All else an owner may do, and a new owner is not known everywhere at once. */
const BY_ROLE: ReadonlySet<Operation['op'] | undefined> = new Set([
  'assign-app-role',
  'remove-app-role',
  'grant-delegated',
  'set-grant-scopes',
  'remove-grant',
  'create-user',
  'delete-user',
  'assign-directory-role',
  'unassign-directory-role',
] as const);

function isReplicating(refusal: Refusal, { op }: AnswerContext): boolean {
  if (refusal.status === 404 || says(refusal, REPLICATING)) return true;
  return refusal.status === 403 && refusal.code === 'Authorization_RequestDenied' && !BY_ROLE.has(op);
}

function isTakenName(refusal: Refusal): boolean {
  return says(refusal, /\bObjectConflict\b/) && says(refusal, /userPrincipalName/i);
}

function says({ code, message, details }: Refusal, words: RegExp): boolean {
  return words.test(code) || words.test(message) || details.some((detail) => words.test(detail));
}
