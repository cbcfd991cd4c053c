/** Deleted objects lie in the recycle bin for 30 days; what a cancelled run made is taken out of it for good. */
import type { ObjectId } from '../../core/ids.ts';
import { REPLICATION_WINDOW_MS } from '../../core/settle.ts';
import type { Step } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult, Desk } from '../desk.ts';
import { forgetSignIn, readRefused, waitLonger } from '../refusals.ts';

export const LOOK_EVERY_MS = 1_500;
const BIN_DAYS_MS = 30 * 24 * 60 * 60_000;
const NO_REPLY = { kind: 'maybe', cause: 'no reply' } as const;

/** Whether the directory has had time to show what was done then. */
export function isOlder(desk: Desk, at: string | null): boolean {
  return at === null || desk.now() - Date.parse(at) > REPLICATION_WINDOW_MS;
}

/** The row is closed; `left` is said when the run ends. */
export async function takenAway(
  desk: Desk,
  step: Step,
  left: Desk['run']['findings'] = [],
): Promise<ActResult> {
  await desk.commit({
    steps: [{ ...step, state: 'compensated', settledAt: new Date(desk.now()).toISOString() }],
    run: ({ findings }) => ({ waiting: null, findings: [...findings, ...left] }),
  });
  return 'again';
}

/** It is in the bin now; what is left is to empty that of it. `event` names it in the history. */
export async function deleted({ desk, signIn }: Act, step: Step, event: string): Promise<ActResult> {
  await desk.commit({
    steps: [{ ...step, state: 'compensating', settledAt: new Date(desk.now()).toISOString() }],
    history: [desk.event(event, signIn.person)],
  });
  return 'again';
}

/** A deletion answered 404: deleted already, by a request whose answer was lost or by hand; or not visible yet. */
export async function isItInTheBin(
  act: Act,
  step: Step,
  objectId: ObjectId,
  event: string,
): Promise<ActResult> {
  const { desk } = act;
  const [reply] = await desk.ports.directory.perform(act.signIn, [{ op: 'deleted-object', objectId }]);
  if (reply.kind !== 'ok') return readRefused(act, reply, 'the recycle bin');
  if (reply.value !== null) return deleted(act, step, event);
  if (isOlder(desk, step.settledAt)) return takenAway(desk, step);
  return waitLonger(desk, failure('GRAPH_REPLICATING', { step: 'the recycle bin' }), LOOK_EVERY_MS);
}

/**
 * Frees the name and the quota. `what` is for the words: where Entra does not let us, it is said to be in the bin,
 * and until when. The first object decides; the others went into the bin with it.
 */
export async function purge(
  act: Act,
  step: Step,
  objects: readonly ObjectId[],
  what: string,
): Promise<ActResult> {
  const { desk, signIn } = act;
  const [reply = NO_REPLY] = await desk.ports.directory.perform(
    signIn,
    objects.map((objectId) => ({ op: 'purge', objectId }) as const),
  );
  if (reply.kind === 'ok') return takenAway(desk, step);
  if (reply.kind !== 'refused') return readRefused(act, reply, 'the recycle bin');
  if (reply.status === 401) return forgetSignIn(act, reply.claims);
  if (reply.status === 404) {
    if (isOlder(desk, step.settledAt)) return takenAway(desk, step);
    return waitLonger(desk, failure('GRAPH_REPLICATING', { step: 'the recycle bin' }), LOOK_EVERY_MS);
  }
  if (reply.status === 403) {
    const until = new Date(desk.now() + BIN_DAYS_MS).toISOString().slice(0, 10);
    return takenAway(desk, step, [failure('RUN_CLEANUP_LEFT', { what, until })]);
  }
  return readRefused(act, reply, 'the recycle bin');
}
