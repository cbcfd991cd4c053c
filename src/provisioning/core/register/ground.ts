/** All that a line of the register is told from, read by the store in one transaction. */
import type { Definition } from '../definition.ts';
import type { Run, Step } from '../run.ts';
import type { KeptApplication } from '../watch/kept.ts';

export interface RecordedRun {
  readonly run: Run;
  readonly steps: readonly Step[];
}

export interface RegisterGround {
  /** Of one registration, in the order they were begun; at least one. */
  readonly runs: readonly [RecordedRun, ...RecordedRun[]];
  /** Of a connector; undefined: somebody removed it. */
  readonly definitionOf: (connectorId: string) => Definition | undefined;
  /** What sweeps saw of its application. */
  readonly kept: readonly KeptApplication[];
}

/** Their runs alone, the newest first. */
export function newestFirst({ runs }: RegisterGround): readonly Run[] {
  return runs.map(({ run }) => run).reverse();
}
