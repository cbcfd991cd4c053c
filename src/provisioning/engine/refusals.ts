/** What an act does when a read of its own was not answered: wait, ask for a sign-in, or ask a person. */
import type { WaitingClass } from '../core/answers.ts';
import { backoffMs, classify, isWaiting } from '../core/answers.ts';
import type { Reply } from '../core/operations.ts';
import { failureFor } from '../core/refusal.ts';
import { REPLICATION_WINDOW_MS } from '../core/settle.ts';
import type { StepKind } from '../core/run.ts';
import type { Failure } from '../errors.ts';
import { failure } from '../errors.ts';
import type { Act, ActResult, Desk } from './desk.ts';

type NotOk = Exclude<Reply<unknown>, { kind: 'ok' }>;

/** Reads change nothing, so whatever went wrong may be asked again; only a clear no goes to a person. */
export async function readRefused({ desk, signIn }: Act, reply: NotOk, what: string): Promise<ActResult> {
  if (reply.kind !== 'refused') {
    return waitLonger(desk, failure('GRAPH_UNAVAILABLE'), firstWait(desk, 'not-sent'));
  }
  const answer = classify(reply, { justCreated: withinWindow(desk) });
  const why = failureFor(answer, reply, what);
  if (answer === 'reauth') return forgetSignIn({ desk, signIn }, reply.claims);
  if (isWaiting(answer)) {
    const first = firstWait(desk, answer, reply.retryAfterMs);
    if (reply.retryAfterMs === undefined) return waitLonger(desk, why, first);
    await desk.wait(first, why);
  } else if (desk.run.phase === 'proven' || desk.run.phase === 'handed-over') {
    // Only a lost secret is looked for then. What is proven stays so, and it is looked for again.
    await desk.ports.wakes.wake(desk.run.tenantId, desk.run.id, LOOK_AGAIN_MS);
  } else {
    await desk.commit({ run: () => ({ phase: 'needs-you', failure: why, waiting: null }) });
  }
  return 'rest';
}

const LOOK_AGAIN_MS = 10 * 60_000;
const LONGEST_MS = 60_000;

function firstWait(desk: Desk, answer: WaitingClass, retryAfterMs?: number): number {
  return backoffMs(answer, 1, retryAfterMs, desk.ports.newId.unit());
}

/** `firstMs`, or twice the last wait when that was for the same reason: a long outage is not hammered. */
export async function waitLonger(desk: Desk, why: Failure, firstMs: number): Promise<ActResult> {
  const { waiting, updatedAt } = desk.run;
  const last = waiting?.code === why.code ? Date.parse(waiting.until) - Date.parse(updatedAt) : 0;
  await desk.wait(Math.max(firstMs, Math.min(2 * last, LONGEST_MS)), why);
  return 'rest';
}

/** Entra took the sign-in back: drop it, and let the next decision ask for another. */
export async function forgetSignIn({ desk, signIn }: Act, claims?: string): Promise<ActResult> {
  if (claims !== undefined) await desk.commit({ run: () => ({ claims }) });
  await desk.ports.vault.dropSignIn(desk.run.tenantId, desk.run.id, signIn.person.oid);
  return 'again';
}

const OBJECTS: ReadonlySet<StepKind> = new Set(['user', 'application', 'service-principal']);

/** When the newest object of ours was made, epoch ms: what refers to it may be refused for a while. Null before. */
export function createdAt(desk: Desk): number | null {
  const made = desk.steps
    .filter(({ kind, effectId }) => effectId !== null && OBJECTS.has(kind))
    .flatMap(({ settledAt }) => (settledAt === null ? [] : [Date.parse(settledAt)]));
  return made.length === 0 ? null : Math.max(...made);
}

export function withinWindow(desk: Desk): boolean {
  const made = createdAt(desk);
  return made !== null && desk.now() - made < REPLICATION_WINDOW_MS;
}
