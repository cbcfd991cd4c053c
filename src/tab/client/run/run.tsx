import { PHASE_MARKS } from '../marks.ts';
import { Failure, FailureNote } from '../parts/failure.tsx';
import { Page } from '../parts/ground.tsx';
import { Loading } from '../parts/loading.tsx';
import { MarkChip } from '../parts/mark.tsx';
import type { RunView } from '../../../provisioning/contract.ts';
import { useNow, useSession } from '../session.ts';
import { useLoad } from '../use-load.ts';
import { stageOf, words } from '../words.ts';
import { Panel } from './panel.tsx';
import { Stages } from './stages.tsx';
import { useRunDesk } from './use-run.ts';

/** A set-up, a renewal or an addition, from the choices to the hand-over. The chat shows the same run, and moves it too. */
export function Run({ id }: { readonly id: string }) {
  const { api } = useSession();
  const { value, trouble, again, take } = useLoad(
    `run ${id}`,
    () => api.run(id),
    (change) => change.event === 'register' || change.runId === id,
  );
  if (value !== null)
    return <RunPage view={value} failed={trouble?.failure ?? null} again={again} take={take} />;
  if (trouble === null) return <Loading rows={1} />;
  return (
    <main className="page">
      <Failure trouble={trouble} again={again} whole />
    </main>
  );
}

function RunPage({
  view,
  failed,
  again,
  take,
}: {
  readonly view: RunView;
  readonly failed: React.ComponentProps<typeof FailureNote>['failure'] | null;
  readonly again: () => void;
  readonly take: (view: RunView) => void;
}) {
  const now = useNow();
  const desk = useRunDesk(view, now, take, again);
  const stage = stageOf(view);
  return (
    <Page
      title={view.registration?.name ?? view.plan?.applicationName ?? view.connector.title}
      mark={<MarkChip mark={PHASE_MARKS[view.phase]} />}
      sentence={words.startedBy(view.connector.title, view.requester.displayName)}
      narrow
    >
      <div className="stack">
        {stage !== null && <Stages current={stage} />}
        {failed !== null && <FailureNote failure={failed} />}
        {view.failure !== null && <FailureNote failure={view.failure} />}
        {!desk.mine && !desk.asked && stage !== null && stage < 4 && (
          <p className="quiet">{words.othersRun(view.requester.displayName)}</p>
        )}
        <div>
          <Panel desk={desk} />
        </div>
      </div>
    </Page>
  );
}
