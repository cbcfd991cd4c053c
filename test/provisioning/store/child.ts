/** Processes of our own that hold something and are killed. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly pid: number;
  /** SIGKILL: nothing of its own runs any more. Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a script beside this file and waits until it says that it holds what it was to hold. */
export async function startChild(script: string, argument: string): Promise<Child> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, argument], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '--no-warnings' },
  });
  await Promise.race([once(child, 'message'), failIfGone(child, script)]);
  return {
    pid: child.pid ?? 0,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function failIfGone(child: ChildProcess, script: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new RangeError(`${script} ended with ${String(code)} before it held anything`);
}
