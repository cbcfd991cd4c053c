import { describe, expect, test } from '@jest/globals';
import { add, countJest, countLine } from '../../../scripts/test/counts.ts';

const report = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

describe('counting what Jest did', () => {
  test('passed and failed tests are taken as reported', () => {
    expect(countJest({ ...report, numFailedTests: 2 }, 1)).toEqual({ passed: 7, failed: 2 });
  });

  test('a test file that could not be loaded counts as a failure', () => {
    expect(countJest({ ...report, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({ passed: 7, failed: 1 });
  });

  test('a bad exit code is a failure even when every test passed', () => {
    expect(countJest(report, 1)).toEqual({ passed: 7, failed: 1 });
  });

  test('no report, or no test at all, is a failure', () => {
    expect(countJest(undefined, 0)).toEqual({ passed: 0, failed: 1 });
    expect(countJest({ ...report, numPassedTests: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test('the last line has the two sums and nothing else', () => {
  expect(countLine(add({ passed: 4, failed: 0 }, { passed: 7, failed: 2 }))).toBe('11 passed, 2 failed');
});
