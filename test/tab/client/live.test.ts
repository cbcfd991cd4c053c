import { describe, expect, test } from '@jest/globals';
import type { ChangesView } from '../../../src/provisioning/contract/tab.ts';
import { Live, SILENCE_MS } from '../../../src/tab/client/live.ts';
import type { Change } from '../../../src/tab/client/live.ts';

/** What each try to open a stream meets, one after the other; then it is over. */
type Stream = readonly string[] | 'refused';

async function follow(
  streams: readonly Stream[],
  polls: readonly (ChangesView | 'refused')[] = [],
): Promise<{ told: string[]; states: string[]; waited: number[] }> {
  const [told, states, waited]: [string[], string[], number[]] = [[], [], []];
  const [left, leftPolls] = [[...streams], [...polls]];
  const live: Live = new Live({
    open: async () => {
      const stream = left.shift();
      if (stream === undefined) live.stop();
      if (stream === undefined || stream === 'refused') throw new TypeError('fetch failed');
      return new Response(ReadableStream.from(stream.map((text) => new TextEncoder().encode(text))));
    },
    poll: async () => {
      const poll = leftPolls.shift();
      if (poll === undefined) live.stop();
      if (poll === undefined || poll === 'refused') throw new TypeError('fetch failed');
      return poll;
    },
    wait: (ms, signal) => (ms === SILENCE_MS ? aborted(signal) : Promise.resolve(void waited.push(ms))),
    chance: () => 1,
  });
  live.listen((change: Change) => told.push(change.event === 'run' ? `run ${change.runId}` : change.event));
  live.watch(() => states.push(live.state));
  await live.start();
  return { told, states, waited };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

const RUN = 'event: run\ndata: {"runId":"a","revision":3}\n\n';

describe('the stream of changes', () => {
  test('changes are told as they come, however they are cut', async () => {
    const { told } = await follow([[RUN.slice(0, 9), RUN.slice(9), 'event: register\ndata: {}\n\n']]);
    expect(told).toEqual(['register', 'run a', 'register']);
  });

  test('after a break everything is read anew, since nobody knows what was missed', async () => {
    const { told, states } = await follow([[RUN], 'refused', [RUN]]);
    expect(told).toEqual(['register', 'run a', 'register', 'run a']);
    expect(states).toEqual(['on', 'off', 'on', 'off']);
  });

  test('it comes back later each time, and at once after one that worked', async () => {
    const { waited } = await follow(['refused', 'refused', [RUN], 'refused']);
    expect(waited.slice(0, 4)).toEqual([2_000, 4_000, 1_000, 2_000]);
  });

  test('an end that the server announces is an end', async () => {
    const { told } = await follow([['event: end\ndata: {"why":"token"}\n\n', RUN]]);
    expect(told).toEqual(['register']);
  });

  test('the next try comes at once when the server answers something else meanwhile', async () => {
    const opened: string[] = [];
    const { promise: paused, resolve: pausing } = Promise.withResolvers<void>();
    const live: Live = new Live({
      open: async () => {
        opened.push(live.state);
        if (opened.length === 2) live.stop();
        throw new TypeError('fetch failed');
      },
      poll: () => Promise.reject(new RangeError('nobody polls')),
      wait: (ms, signal) => {
        if (ms !== SILENCE_MS) pausing();
        return aborted(signal);
      },
      chance: () => 1,
    });
    live.hurry();
    const over = live.start();
    await paused;
    expect(opened).toEqual(['off']);
    live.hurry();
    await over;
    expect(opened).toEqual(['off', 'off']);
  });

  test.each([
    [
      'that is never answered',
      (signal: AbortSignal) => aborted(signal).then(() => Promise.reject(signal.reason as Error)),
    ],
    ['on which nothing comes any more', async () => new Response(new ReadableStream())],
  ])('a line %s is given up after a while', async (_, silent) => {
    let opened = 0;
    const live: Live = new Live({
      open: (signal) => {
        opened += 1;
        if (opened === 1) return silent(signal);
        live.stop();
        return Promise.reject(new TypeError('fetch failed'));
      },
      poll: () => Promise.reject(new RangeError('nobody polls')),
      // All time is over at once.
      wait: () => new Promise((resolve) => setImmediate(resolve)),
      chance: () => 1,
    });
    await live.start();
    expect(opened).toBe(2);
  });

  test('where no stream stays open it is asked now and then, and news is told', async () => {
    const { told, states } = await follow(
      ['refused', 'refused', 'refused'],
      [
        { latest: '1', changed: false },
        { latest: '1', changed: false },
        { latest: '2', changed: true },
        'refused',
      ],
    );
    expect(told).toEqual(['register', 'register']);
    expect(states).toEqual(['polling', 'off']);
  });
});
