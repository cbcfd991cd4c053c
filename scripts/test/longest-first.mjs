// The order of test files: those that take long begin first, so that at the end no core waits for the other. Jest's own
// order goes by the length of a file, and the longest tests are in short ones. Between two that fill a core and more
// with a browser comes one without, so that no two browsers run side by side for long.
const LONG_FIRST = ['simulation/', 'journeys/', 'provisioning/store/', ''];

export default class LongestFirst {
  sort(tests) {
    const byName = tests.toSorted((one, other) => (one.path < other.path ? -1 : 1));
    const { browser = [], other = [] } = Object.groupBy(byName, ({ path }) =>
      within(path).startsWith('browser/') ? 'browser' : 'other',
    );
    const others = other.toSorted((one, two) => rank(one.path) - rank(two.path));
    return others
      .flatMap((test, at) => [test, ...browser.slice(at, at + 1)])
      .concat(browser.slice(others.length));
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
  return LONG_FIRST.findIndex((start) => within(path).startsWith(start));
}

function within(path) {
  return path.replaceAll('\\', '/').split('/test/').at(-1) ?? '';
}
