/** What is so in a registration and should not be: by its runs, and by what sweeps saw. */
import type { FailureFacts, Run } from '../run.ts';
import { findingsOf } from '../watch/findings.ts';
import type { RecordedRun, RegisterGround } from './ground.ts';

/** What these made is taken away again, and what is said of it is history. */
const OVER: ReadonlySet<Run['phase']> = new Set(['cancelling', 'cancelled', 'declined']);

/** The newest first. `now` is epoch ms. */
export function registrationFindings(ground: RegisterGround, now: number): readonly FailureFacts[] {
  const ours = ground.runs.filter(({ run }) => !OVER.has(run.phase)).reverse();
  return [...ours.flatMap(({ run }) => stillSo(run)), ...seenBySweeps(ground, ours, now)];
}

/** A secret that nobody fetched is nobody's worry once it was renewed and removed. */
function stillSo({ findings, superseded }: Run): readonly FailureFacts[] {
  if (superseded === null) return findings;
  return findings.filter(({ code }) => code !== 'HANDOVER_UNCLAIMED');
}

function seenBySweeps(
  { kept }: RegisterGround,
  runs: readonly RecordedRun[],
  now: number,
): readonly FailureFacts[] {
  return kept.flatMap((application) => {
    const [newest, ...older] = runs.filter(({ run }) => run.registration?.applicationId === application.id);
    if (newest === undefined) return [];
    return findingsOf(application, [newest, ...older], now).map(({ failure }) => failure);
  });
}
