/** The run a registration is known by. */
import type { Run } from '../run.ts';
import type { RecordedRun, RegisterGround } from './ground.ts';

/** The one that made the application or took it over; where that is gone, the first that is about it. */
export function founderOf({ runs }: RegisterGround): RecordedRun {
  return [...runs].sort((a, b) => standing(a.run) - standing(b.run))[0] ?? runs[0];
}

function standing({ registration, target }: Run): number {
  if (registration === null) return 2;
  return target.kind === 'existing' && target.made === 'by-us' ? 1 : 0;
}
