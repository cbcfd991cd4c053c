/** Before anything needs the page: built, in a process of its own, unless it is there already. */
import { spawn } from 'node:child_process';
import { root } from '../folders.ts';
import { isBuilt } from './stale.ts';

/** False when it could not be built; the reason is on the error stream. */
export async function ensurePage(): Promise<boolean> {
  if (isBuilt()) return true;
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['scripts/tab.ts'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}
