// The door to every task: `node scripts/run.mjs <task> [...arguments]`. Runs on Node 20 with nothing installed; it
// installs the locked dependencies, finds a Node new enough for the project and hands the task over to it.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './launcher/install.mjs';
import { findNode } from './launcher/node.mjs';
import { runUntilExit } from './launcher/child.mjs';

/** What each task runs, before the arguments of the caller. Paths are from the project's folder. */
const TASKS = {
  start: ['scripts/start.ts'],
  test: ['scripts/test.ts'],
  bench: ['scripts/bench.ts'],
  sandbox: ['src/sandbox/main.ts'],
  connector: ['scripts/connector.ts'],
  package: ['scripts/package.ts'],
  lint: ['node_modules/eslint/bin/eslint.js', '.'],
  format: ['node_modules/prettier/bin/prettier.cjs', '--write', '.'],
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task = '', ...rest] = process.argv.slice(2);

/** The exit code of the task, or 1 when it could not be started, with the reason on the error stream. */
async function main() {
  if (!Object.hasOwn(TASKS, task)) {
    return fail(`There is no task "${task}". Tasks: ${Object.keys(TASKS).join(', ')}.`);
  }
  if (!(await ensureInstalled(root))) {
    return fail('The dependencies could not be installed. What npm said is above.');
  }
  const node = findNode(root);
  if (node === undefined) {
    return fail(
      `Registrar needs Node 24; this is Node ${process.versions.node}. Install Node 24 and run it again.`,
    );
  }
  return runUntilExit(node, [...TASKS[task], ...rest], { cwd: root });
}

function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  return 1;
}

process.exitCode = await main();
