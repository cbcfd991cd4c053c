/** Whatever happens in whatever order: what never may, never does. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../../../src/provisioning/core/watch/decide.ts';
import { revived, type Outcome } from '../../../../src/provisioning/core/watch/settle.ts';
import type { AlertRow } from '../../../../src/provisioning/core/watch/types.ts';
import { Desk, keyOf } from './desk.ts';
import { ANNA, channel, DAY, END, HOUR, iso, lapse, MINUTE } from './ground.ts';

const outcome: fc.Arbitrary<Outcome | 'crash'> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Outcome>({ kind: 'sent', activityId: 'a' }) },
  { weight: 4, arbitrary: fc.constant<Outcome>({ kind: 'unanswered' }) },
  fc.constant<Outcome>({ kind: 'not-sent' }),
  fc.constant<Outcome>({ kind: 'throttled', retryAfterMs: 10 * MINUTE }),
  fc.constant<Outcome>({ kind: 'refused', code: 'x' }),
  fc.constant<Outcome>({ kind: 'rejected', code: 'x' }),
  fc.constant('crash' as const),
);
const step = fc.record({
  /** Mostly onwards, sometimes back. */
  wait: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((minutes) => minutes * MINUTE) },
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 20 * 24 }).map((hours) => hours * HOUR) },
    fc.integer({ min: -10 * 24, max: -1 }).map((hours) => hours * HOUR),
  ),
  outcomes: fc.array(outcome, { minLength: 1, maxLength: 3 }),
  event: fc.constantFrom('none', 'none', 'none', 'revive', 'snooze', 'close', 'open'),
});

/** What was sent off and may have arrived. */
interface Arrival {
  readonly key: string;
  readonly label: string;
  readonly at: number;
}

class Trial {
  readonly desk = new Desk({
    lapses: [lapse(), lapse({ id: 'b', ends: iso(END + 3 * DAY) })],
    channels: [channel(), channel({ id: 'c2', kind: 'personal', zone: 'Asia/Tokyo', ladder: [45, 10, 3] })],
  });
  readonly arrivals: Arrival[] = [];
  /** Sends before the time that Teams had named. */
  readonly hasty: string[] = [];
  readonly #askedToWait = new Map<string, number>();
  now = END - 65 * DAY;

  happen(event: string): void {
    const { desk } = this;
    if (event === 'revive') desk.channels = desk.channels.map(revived);
    if (event === 'close') desk.lapses = desk.lapses.map((one) => ({ ...one, state: 'renewed' as const }));
    if (event === 'open')
      desk.lapses = desk.lapses.map((one) => ({ ...one, state: 'live' as const, snooze: null }));
    if (event === 'snooze') {
      const snooze = { until: iso(this.now + 9 * DAY), reason: 'x', by: ANNA };
      desk.lapses = desk.lapses.map((one) => ({ ...one, snooze }));
    }
  }

  send(result: Outcome | 'crash'): void {
    for (const message of this.desk.decide(this.now).messages) {
      const claimed = this.desk.claim(message, this.now);
      for (const row of claimed) {
        if (this.now < (this.#askedToWait.get(keyOf(row)) ?? this.now)) this.hasty.push(keyOf(row));
        if (result !== 'crash' && result.kind === 'throttled')
          this.#askedToWait.set(keyOf(row), this.now + (result.retryAfterMs ?? 0));
        const certain = result !== 'crash' && result.kind !== 'sent' && result.kind !== 'unanswered';
        if (!certain) this.arrivals.push({ key: keyOf(row), label: message.label, at: this.now });
      }
      if (result !== 'crash') this.desk.answer(claimed, result, this.now);
    }
  }
}

function expectSteady({ desk, now }: Trial): void {
  const once = desk.decide(now);
  const again = decide(desk, now);
  expect(again.writes).toEqual([]);
  expect(again.messages).toEqual(once.messages);
  const { lapses, channels, rows, ladders } = JSON.parse(
    JSON.stringify({ lapses: desk.lapses, channels: desk.channels, rows: desk.rows, ladders: {} }),
  );
  expect(decide({ lapses, channels, rows, ladders }, now)).toEqual(again);
}

function expectOneMessageOfEach(trial: Trial): void {
  const spoken = decide(trial.desk, trial.now).messages.flatMap(({ rows }) => rows);
  expect(new Set(spoken.map(({ lapseId }) => lapseId)).size).toBe(spoken.length);
  const states = new Set<AlertRow['state']>(['pending', 'retry', 'maybe-sent', 'dead']);
  expect(spoken.every(({ state }) => states.has(state))).toBe(true);
}

test('a warning arrives once in a channel, or twice with the second labelled, half an hour apart', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const trial = new Trial();
      let back = false;
      for (const { wait, outcomes, event } of steps) {
        trial.now += wait;
        back ||= wait < 0;
        trial.happen(event);
        for (const result of outcomes) {
          expectSteady(trial);
          expectOneMessageOfEach(trial);
          trial.send(result);
        }
      }
      if (!back) expect(trial.hasty).toEqual([]);
      for (const { key } of trial.arrivals) {
        const [first, second, ...others] = trial.arrivals.filter((one) => one.key === key);
        expect(others).toEqual([]);
        expect(first?.label).not.toBe('repeat');
        if (second === undefined) continue;
        expect(second.label).toBe('repeat');
        if (!back) expect(second.at - first!.at).toBeGreaterThanOrEqual(30 * MINUTE);
      }
    }),
    { numRuns: 200 },
  );
});

test('looked at again when it said it should be, it leaves nothing unsaid that came in between', () => {
  const start = fc
    .integer({ min: -70 * 24 * 60, max: 30 * 24 * 60 })
    .map((minutes) => END + minutes * MINUTE);
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 999 }), (from, thousandths) => {
      const desk = new Desk();
      desk.send(from, { kind: 'sent', activityId: 'a' });
      const { wakeAt, messages } = desk.decide(from);
      expect(messages).toEqual([]);
      const between = from + Math.floor(((wakeAt ?? 0) - from - 1) * (thousandths / 1000));
      expect(desk.decide(between)).toMatchObject({ messages: [], wakeAt });
      expect(desk.decide(wakeAt ?? 0).messages).toHaveLength(1);
    }),
  );
});
