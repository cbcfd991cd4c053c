/** The worst case of every limit, whatever comes when. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Bucket } from '../../../src/bot/dispatch/bucket.ts';
import { Ceiling } from '../../../src/bot/dispatch/ceiling.ts';
import { Gate, type Passage } from '../../../src/bot/dispatch/gate.ts';
import { Pace } from '../../../src/bot/dispatch/pace.ts';
import { Windows } from '../../../src/bot/dispatch/windows.ts';
import { worst } from '../../fakes/teams-simulator.ts';
import { VirtualTime } from '../../fakes/virtual-time.ts';

const never = new AbortController().signal;
const busy = (): number => 0;

function stage(stopping = never) {
  const time = new VirtualTime();
  return { time, ports: { ticks: () => time.ticks(), delay: time.delay, stopping } };
}

/** So many turns at once after each of the waits; when each came. */
async function turns(pace: Pace, time: VirtualTime, bursts: readonly (readonly [number, number])[]) {
  const at: { at: number }[] = [];
  const noted = async (): Promise<void> => {
    if (await pace.turn()) at.push({ at: time.ticks() });
  };
  const all = (async () => {
    const begun: Promise<void>[] = [];
    for (const [wait, count] of bursts) {
      if (wait > 0) await time.delay(wait);
      for (let i = 0; i < count; i += 1) begun.push(noted());
    }
    await Promise.all(begun);
  })();
  await time.during(all, busy);
  return at;
}

describe('windows', () => {
  const limits = [
    { most: 3, ms: 100 },
    { most: 5, ms: 1_000 },
  ];

  test('hold every limit at every moment, and wait no longer than they must', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 400 }), { maxLength: 80 }), (gaps) => {
        const windows = new Windows(limits);
        const times: { at: number }[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const wait = windows.wait(now);
          if (wait > 0) {
            const early = [...times, { at: now + wait - 1 }];
            expect(limits.some(({ most, ms }) => worst(early, ms) > most)).toBe(true);
          }
          now += wait;
          windows.note(now);
          times.push({ at: now });
        }
        for (const { most, ms } of limits) expect(worst(times, ms)).toBeLessThanOrEqual(most);
      }),
    );
  });
});

test('windows that are filled let nothing through for their whole length', () => {
  const windows = new Windows([
    { most: 3, ms: 100 },
    { most: 5, ms: 1_000 },
  ]);
  windows.fill(1_000);
  expect([windows.wait(1_000), windows.wait(1_999), windows.wait(2_000)]).toEqual([1_000, 1, 0]);
});

describe('a bucket', () => {
  test('begins empty, and holds no more than it can', () => {
    const bucket = new Bucket(10, 2, 0);
    expect(bucket.wait(0)).toBe(100);
    for (let i = 0; i < 2; i += 1) bucket.take(60_000);
    expect(bucket.wait(60_000)).toBe(100);
  });

  test('that is slowed gives half, and all again half a minute later', () => {
    const bucket = new Bucket(10, 2, 0);
    bucket.slow(0);
    expect(bucket.wait(0)).toBe(200);
    bucket.slow(0);
    expect(bucket.wait(0)).toBe(400);
    bucket.take(30_000);
    bucket.take(30_000);
    expect(bucket.wait(30_000)).toBeCloseTo(100);
  });
});

describe('the pace of a tenant', () => {
  const burst = fc.tuple(fc.nat({ max: 3_000 }), fc.nat({ max: 40 }));

  test('no second ever sees more than was asked for, and never more than 45', async () => {
    const rates = fc.integer({ min: 1, max: 90 });
    await fc.assert(
      fc.asyncProperty(rates, fc.array(burst, { maxLength: 6 }), async (perSecond, bursts) => {
        const { time, ports } = stage();
        const at = await turns(new Pace(perSecond, ports), time, bursts);
        expect(at).toHaveLength(bursts.reduce((sum, [, count]) => sum + count, 0));
        expect(worst(at, 1_000)).toBeLessThanOrEqual(Math.min(45, perSecond));
      }),
      { numRuns: 40 },
    );
  });

  test('keeps up at least nine tenths of what it may', async () => {
    const { time, ports } = stage();
    const at = await turns(new Pace(45, ports), time, [[0, 1_000]]);
    const seconds = ((at.at(-1)?.at ?? 0) - (at[0]?.at ?? 0)) / 1_000;
    expect(999 / seconds).toBeGreaterThan(40.5);
  });

  test('stops when it is told to', async () => {
    const stopping = new AbortController();
    const { time, ports } = stage(stopping.signal);
    const pace = new Pace(1, ports);
    const waiting = [pace.turn(), pace.turn()];
    stopping.abort();
    expect(await time.during(Promise.all(waiting), busy)).toEqual([false, false]);
  });
});

describe('the ceiling', () => {
  /** Each departs after a wait, arrives somewhere on its way, and is answered. */
  const trip = fc.record({
    after: fc.nat({ max: 10 }),
    took: fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 2_500 })),
    arrives: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  const trips = fc.array(trip, { minLength: 100, maxLength: 200 });

  test('no second of Teams sees more than 45, wherever between departure and answer a request arrives', async () => {
    await fc.assert(
      fc.asyncProperty(trips, async (all) => {
        const { time, ports } = stage();
        const ceiling = new Ceiling(45, ports);
        const arrivals: { at: number }[] = [];
        const gone = (async () => {
          const begun: Promise<void>[] = [];
          for (const { after, took, arrives } of all) {
            if (after > 0) await time.delay(after);
            begun.push(
              ceiling.depart().then(async (answered) => {
                arrivals.push({ at: time.ticks() + took * arrives });
                await time.delay(took);
                answered?.();
              }),
            );
          }
          await Promise.all(begun);
        })();
        await time.during(gone, busy);
        expect(arrivals).toHaveLength(all.length);
        expect(worst(arrivals, 1_000)).toBeLessThanOrEqual(45);
      }),
      { numRuns: 25 },
    );
  });

  test('answers at once cost nothing: all of what is allowed gets through', async () => {
    const { time, ports } = stage();
    const ceiling = new Ceiling(45, ports);
    const times: { at: number }[] = [];
    const all = Array.from({ length: 450 }, async () => {
      const answered = await ceiling.depart();
      times.push({ at: time.ticks() });
      answered?.();
    });
    const began = time.ticks();
    await time.during(Promise.all(all), busy);
    expect([worst(times, 1_000), time.ticks() - began]).toEqual([45, 9_000]);
  });

  test('when nothing is answered it waits for the first that is', async () => {
    const { time, ports } = stage();
    const ceiling = new Ceiling(2, ports);
    const [first] = await Promise.all([ceiling.depart(), ceiling.depart()]);
    const third = ceiling.depart();
    const began = time.ticks();
    const answer = time.delay(5_000).then(() => first?.());
    await time.during(Promise.all([third, answer]), busy);
    expect(time.ticks() - began).toBe(6_000);
  });
});

describe('the gate', () => {
  async function speak(gaps: readonly number[]) {
    const { time, ports } = stage();
    const gate = new Gate(45, ports);
    const said: { at: number }[] = [];
    const all = (async () => {
      for (const gap of gaps) {
        if (gap > 0) await time.delay(gap);
        for (let passage: Passage = { kind: 'stopped' }; passage.kind !== 'go';) {
          passage = await gate.pass('contoso', 'anna');
          if (passage.kind === 'later') await time.delay(Math.ceil(passage.afterMs));
        }
        const answered = await gate.depart('contoso', 'anna');
        said.push({ at: time.ticks() });
        answered?.();
      }
    })();
    await time.during(all, busy);
    return said;
  }

  test('no conversation is ever spoken to more than Teams lets one bot speak', async () => {
    const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat({ max: 5_000 })), { maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(gaps, async (waits) => {
        const said = await speak(waits);
        const most = [worst(said, 1_000), worst(said, 2_000), worst(said, 30_000)];
        expect(most[0]).toBeLessThanOrEqual(7);
        expect(most[1]).toBeLessThanOrEqual(8);
        expect(most[2]).toBeLessThanOrEqual(60);
      }),
      { numRuns: 25 },
    );
  });

  test('nor more than eighteen hundred times in an hour', async () => {
    const said = await speak(Array.from({ length: 2_000 }, () => 0));
    expect(worst(said, 3_600_000)).toBe(1_800);
  });

  test('who follows on the own last lease need not wait, who took over from somebody else does', async () => {
    const { time, ports } = stage();
    const gate = new Gate(45, ports);
    const firstAfter = async (fence: number): Promise<number> => {
      await time.during(time.delay(10_000), busy);
      const began = time.ticks();
      gate.enter({ tenantId: 'contoso', fence });
      (await time.during(gate.depart('contoso', `anna ${fence}`), busy))?.();
      return time.ticks() - began;
    };
    expect(await firstAfter(1)).toBeGreaterThanOrEqual(1_000);
    expect(await firstAfter(2)).toBe(0);
    expect(await firstAfter(4)).toBeGreaterThanOrEqual(1_000);
  });
});
