import { useCallback } from 'react';
import type { RunView } from '../../../provisioning/contract.ts';
import type { RunVerb, RunVerbs, SignInAsked } from '../../../provisioning/contract/tab.ts';
import { useSession } from '../session.ts';
import { useBusy } from '../use-busy.ts';
import { goTo } from '../use-route.ts';

/** Verbs that answer a run of its own. */
const ELSEWHERE: ReadonlySet<RunVerb> = new Set<RunVerb>(['renew', 'add', 'next-function']);

export interface RunDesk {
  readonly view: RunView;
  readonly now: number;
  /** Something is being done; buttons wait. */
  readonly busy: boolean;
  /** The buttons are this person's. */
  readonly mine: boolean;
  /** This person is asked to approve it, and did not start it. */
  readonly asked: boolean;
  readonly act: <V extends RunVerb>(verb: V, body: RunVerbs[V]) => void;
  readonly signIn: (asked: SignInAsked) => void;
  readonly run: (what: () => Promise<unknown>) => void;
  readonly take: (view: RunView) => void;
  readonly again: () => void;
}

/** What the buttons of a run's page do. The page then shows what was answered. */
export function useRunDesk(
  view: RunView,
  now: number,
  take: (view: RunView) => void,
  again: () => void,
): RunDesk {
  const { api, host, me } = useSession();
  const [busy, run] = useBusy();
  const { runId } = view;
  const act = useCallback(
    <V extends RunVerb>(verb: V, body: RunVerbs[V]) =>
      run(async () => {
        const answered = await api.act(runId, verb, body);
        if (ELSEWHERE.has(verb)) goTo({ page: 'run', id: answered.runId });
        else take(answered);
      }),
    [api, run, runId, take],
  );
  const signIn = useCallback(
    (asked: SignInAsked) =>
      run(async () => {
        const { url } = await api.signIn(runId, asked);
        await host.popUp(url);
        again();
      }),
    [api, host, run, runId, again],
  );
  const oid = me?.person.oid;
  const mine = me?.may.setUp === true && view.requester.oid === oid;
  const asked = me !== null && view.approver?.oid === oid && view.requester.oid !== oid;
  return { view, now, busy, mine, asked, act, signIn, run, take, again };
}
