/** What can be done with a registration, by whom. The server decides again; this decides which buttons are drawn. */
import type { RunView } from '../../../provisioning/contract.ts';
import type { CredentialView, RegistrationView } from '../../../provisioning/contract/register.ts';
import type { MeView } from '../../../provisioning/contract/tab.ts';

export interface Doable {
  /** A set-up under way. `mine`: the buttons on its page are this person's. */
  readonly open: { readonly runId: string; readonly mine: boolean } | null;
  /** The run whose hand-over waits for this person. */
  readonly handOver: RunView | null;
  /** The run that is proven anew. */
  readonly validate: RunView | null;
  readonly add: { readonly runId: string; readonly title: string } | null;
  readonly nextFunction: { readonly runId: string; readonly title: string } | null;
}

const NOTHING: Doable = { open: null, handOver: null, validate: null, add: null, nextFunction: null };
const AT_REST: ReadonlySet<RunView['phase']> = new Set(['proven', 'handed-over', 'declined', 'cancelled']);
const PROVEN: ReadonlySet<RunView['phase']> = new Set(['proven', 'handed-over']);
const UNCLAIMED: ReadonlySet<RunView['handOver']['state']> = new Set([
  'ready',
  'opened',
  'revealed',
  'shredded',
]);

export function doable({ runs }: RegistrationView, me: MeView | null): Doable {
  const open = runs.find(({ phase }) => !AT_REST.has(phase));
  const mine = (run: RunView): boolean => me !== null && isMine(run, me);
  const watching = open === undefined ? null : { runId: open.runId, mine: mine(open) };
  if (me?.may.act !== true) return { ...NOTHING, open: watching };
  const proven = runs.filter(({ phase }) => PROVEN.has(phase));
  const more = proven.find(({ addMore }) => addMore !== null);
  const next = proven.find(({ nextFunction }) => nextFunction !== null);
  return {
    open: watching,
    handOver:
      proven.find((run) => run.phase === 'proven' && UNCLAIMED.has(run.handOver.state) && mine(run)) ?? null,
    validate: proven[0] ?? null,
    add: more === undefined ? null : { runId: more.runId, title: more.addMore ?? '' },
    nextFunction:
      next === undefined ? null : { runId: next.runId, title: `Set up ${next.nextFunction ?? ''}` },
  };
}

/** Started by this person, or waiting for their approval or sign-in. */
export function isMine(
  { requester, approver, needsSignInOf }: RunView,
  { person }: Pick<MeView, 'person'>,
): boolean {
  return [requester, approver, needsSignInOf].some((one) => one?.oid === person.oid);
}

/** The run to renew it from; null: nobody here made it, or it is renewed already. */
export function renewableRun({ runs }: RegistrationView, { runId }: CredentialView): RunView | null {
  return runs.find((run) => run.runId === runId && run.renewable) ?? null;
}

/** How much of its life has passed, 0 to 1; null when it is not known when it began or ends. */
export function lifeOf(
  { starts, ends }: Pick<CredentialView, 'starts' | 'ends'>,
  now: number,
): number | null {
  const [from, to] = [Date.parse(starts ?? ''), Date.parse(ends ?? '')];
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return null;
  return Math.min(Math.max((now - from) / (to - from), 0), 1);
}
