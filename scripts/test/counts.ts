/** Counting what passed and failed, so that no kind of failure is left out of the last line. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Counts = { passed: 0, failed: 0 };

export function add(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

export function countLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** What became of the tests of one file; a file that could not be loaded counts as one failure. */
export interface FileCounts extends Counts {
  readonly path: string;
}

/** No test at all, or an exit code other than 0 without a counted failure, is a failure too. */
export function countFiles(files: readonly FileCounts[], exitCode: number): Counts {
  const { passed, failed } = files.reduce<Counts>(add, NOTHING);
  const hidden = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hidden ? 1 : failed };
}
