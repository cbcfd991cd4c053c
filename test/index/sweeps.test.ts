/** When the product sweeps by itself: after a start, and when somebody moved the clock. */
import { beforeEach, expect, test } from '@jest/globals';
import type { Config } from '../../src/config.ts';
import { startSweeps } from '../../src/index/sweeps.ts';
import type { Sweeps } from '../../src/provisioning/engine/watch/index.ts';

const CONFIG = { graphBaseUrl: 'https://127.0.0.1:1' } as Config;
const failures: unknown[] = [];

beforeEach(() => {
  failures.length = 0;
});

/** Notes when it looks; a sweep goes on until the gate is opened. */
function noted() {
  const [looks, gate] = [[] as string[], Promise.withResolvers<void>()];
  const sweeps = {
    enrol: async () => undefined,
    tick: async () => void looks.push('look'),
    idle: () => gate.promise,
    stop: async () => void looks.push('stop'),
  } as unknown as Sweeps;
  return { sweeps, looks, end: gate.resolve };
}

function started(sweeps: Sweeps) {
  const listeners: (() => void)[] = [];
  const clock = { onMoved: (listener: () => void) => void listeners.push(listener) };
  const running = startSweeps(sweeps, { config: CONFIG, clock, failed: (cause) => failures.push(cause) });
  return { running, move: () => listeners.forEach((listener) => listener()) };
}

test('a moved clock makes it look at once, and again when what was under way has ended', async () => {
  const { sweeps, looks, end } = noted();
  const { move, running } = started(sweeps);
  move();
  await Promise.resolve();
  expect(looks).toEqual(['look']);
  end();
  await running.stop();
  expect(looks.filter((one) => one === 'look')).toHaveLength(2);
});

test('a start that cannot reach the tenant is told, and everything else goes on', async () => {
  const { sweeps, looks, end } = noted();
  const { running } = started(sweeps);
  end();
  await running.idle();
  expect(failures).toHaveLength(1);
  await running.stop();
  expect(looks).toEqual(['stop']);
});
