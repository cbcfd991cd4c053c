/**
 * `npm test`: formatting, lint, types and every test, each counted; the last line is `N passed, N failed`.
 * `npm test -- <path or Jest options>`: those tests alone, with the same last line.
 */
import { existsSync } from 'node:fs';
import { availableStaticChecks, runCheck } from './test/checks.ts';
import { add, countLine, NOTHING, type Counts } from './test/counts.ts';
import { ensurePage } from './tab/ensure.ts';
import { runJest } from './test/jest.ts';

const jestArguments = process.argv.slice(2);

// Tests of the page, and of what is served, look at it as it is built.
if (!(await ensurePage()))
  process.stderr.write('The page of the tab could not be built; tests of it fail.\n');

const counts = jestArguments.length > 0 ? await runJest(jestArguments) : await everything();
process.stdout.write(`${countLine(counts)}\n`);
process.exitCode = counts.failed > 0 ? 1 : 0;

async function everything(): Promise<Counts> {
  let total: Counts = NOTHING;
  const checks = availableStaticChecks(existsSync);
  for (const running of checks.map((check) => runCheck(check))) {
    const outcome = await running;
    process.stderr.write(`${outcome.passed ? 'ok    ' : 'FAILED'} ${outcome.name}\n`);
    if (!outcome.passed) process.stderr.write(`${outcome.output.trimEnd()}\n\n`);
    total = add(total, outcome.passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
  }
  return add(total, await runJest([]));
}
