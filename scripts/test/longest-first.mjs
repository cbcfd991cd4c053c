// The order of test files: those that take long begin first, so that at the end no core waits for the other. Jest's own
// order goes by the length of a file, and the longest tests are in short ones.
const LONG_FIRST = ['simulation/', 'browser/', 'journeys/', 'provisioning/store/', ''];

export default class LongestFirst {
  sort(tests) {
    return tests.toSorted(
      (one, other) => rank(one.path) - rank(other.path) || (one.path < other.path ? -1 : 1),
    );
  }

  /** With `--onlyFailures`; no record is kept of them. */
  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {
    // Nothing is kept: every run has the same order.
  }
}

function rank(path) {
  const within = path.replaceAll('\\', '/').split('/test/').at(-1) ?? '';
  return LONG_FIRST.findIndex((start) => within.startsWith(start));
}
