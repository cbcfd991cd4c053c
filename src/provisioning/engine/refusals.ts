/** What an act does when a read of its own was not answered: wait, ask for a sign-in, or ask a person. */
import { backoffMs, classify, isWaiting } from '../core/answers.ts';
import type { Reply } from '../core/operations.ts';
import { failureFor } from '../core/refusal.ts';
import { REPLICATION_WINDOW_MS } from '../core/settle.ts';
import { failure } from '../errors.ts';
import type { Act, ActResult, Desk } from './desk.ts';

type NotOk = Exclude<Reply<unknown>, { kind: 'ok' }>;

/** Reads change nothing, so whatever went wrong may be asked again; only a clear no goes to a person. */
export async function readRefused({ desk, signIn }: Act, reply: NotOk, what: string): Promise<ActResult> {
  if (reply.kind !== 'refused') {
    await desk.wait(
      backoffMs('not-sent', 1, undefined, desk.ports.newId.unit()),
      failure('GRAPH_UNAVAILABLE'),
    );
    return 'rest';
  }
  const answer = classify(reply, { justCreated: withinWindow(desk) });
  const why = failureFor(answer, reply, what);
  if (answer === 'reauth') return forgetSignIn({ desk, signIn });
  if (isWaiting(answer)) {
    await desk.wait(backoffMs(answer, 1, reply.retryAfterMs, desk.ports.newId.unit()), why);
  } else {
    await desk.commit({ run: () => ({ phase: 'needs-you', failure: why, waiting: null }) });
  }
  return 'rest';
}

/** Entra took the sign-in back: drop it, and let the next decision ask for another. */
export async function forgetSignIn({ desk, signIn }: Act): Promise<ActResult> {
  await desk.ports.vault.dropSignIn(desk.run.tenantId, desk.run.id, signIn.person.oid);
  return 'again';
}

/** When our application was made, epoch ms; null before that. */
export function createdAt(desk: Desk): number | null {
  const made = desk.steps.find((step) => step.kind === 'application')?.settledAt;
  return made === null || made === undefined ? null : Date.parse(made);
}

export function withinWindow(desk: Desk): boolean {
  const made = createdAt(desk);
  return made !== null && desk.now() - made < REPLICATION_WINDOW_MS;
}
