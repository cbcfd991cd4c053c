/** Counting what passed and failed, so that no kind of failure is left out of the last line. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

export function add(one: Counts, other: Counts): Counts {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

export function countLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}

/** The part of Jest's `--json` report that is counted (https://jestjs.io/docs/cli#--json). */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Test files that failed before any test of theirs ran. */
  readonly numRuntimeErrorTestSuites: number;
}

/** A missing report, no test at all, or an exit code other than 0 without a counted failure is a failure too. */
export function countJest(report: JestReport | undefined, exitCode: number): Counts {
  if (report === undefined) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const hidden = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: hidden ? 1 : failed };
}
