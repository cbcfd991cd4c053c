import { describe, expect, test } from '@jest/globals';
import { add, countFiles, countLine } from '../../../scripts/test/counts.ts';

const good = { path: 'a.test.ts', passed: 4, failed: 0 };

describe('counting what Jest did', () => {
  test('passed and failed tests of all files are added up', () => {
    expect(countFiles([good, { path: 'b.test.ts', passed: 3, failed: 2 }], 1)).toEqual({
      passed: 7,
      failed: 2,
    });
  });

  test('a bad exit code is a failure even when every test passed', () => {
    expect(countFiles([good], 1)).toEqual({ passed: 4, failed: 1 });
  });

  test('no file, or no test at all, is a failure', () => {
    expect(countFiles([], 0)).toEqual({ passed: 0, failed: 1 });
    expect(countFiles([{ ...good, passed: 0 }], 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test('the last line has the two sums and nothing else', () => {
  expect(countLine(add({ passed: 4, failed: 0 }, { passed: 7, failed: 2 }))).toBe('11 passed, 2 failed');
});
