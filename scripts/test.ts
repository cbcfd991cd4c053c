/**
 * `npm test`: formatting, lint, types and every test, each counted; the last line is `N passed, N failed`.
 * `npm test -- <path or Jest options>`: those tests alone, with the same last line.
 */
import { existsSync } from 'node:fs';
import { availableStaticChecks, runCheck, type Outcome } from './test/checks.ts';
import { add, countLine, type Counts } from './test/counts.ts';
import { ensurePage } from './tab/ensure.ts';
import { runJest } from './test/jest.ts';

const jestArguments = process.argv.slice(2);

// Tests of the page, and of what is served, look at it as it is built.
if (!(await ensurePage()))
  process.stderr.write('The page of the tab could not be built; tests of it fail.\n');

const counts = jestArguments.length > 0 ? await runJest(jestArguments) : await everything();
process.stdout.write(`${countLine(counts)}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Tests often wait; the checks fill the waits, and are done long before the last test is. */
async function everything(): Promise<Counts> {
  const checks = availableStaticChecks(existsSync).map(async (check) => told(await runCheck(check)));
  const tested = await runJest([]);
  return (await Promise.all(checks)).reduce(add, tested);
}

function told({ name, passed, output }: Outcome): Counts {
  process.stderr.write(`${passed ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (passed) return { passed: 1, failed: 0 };
  process.stderr.write(`${output.trimEnd()}\n\n`);
  return { passed: 0, failed: 1 };
}
