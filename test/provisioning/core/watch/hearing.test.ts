/** Chance and outage told apart. */
import { describe, expect, test } from '@jest/globals';
import {
  asksAt,
  HEARD,
  heard,
  maySend,
  type Hearing,
} from '../../../../src/provisioning/core/watch/hearing.ts';
import type { Outcome } from '../../../../src/provisioning/core/watch/settle.ts';
import { END, iso, MINUTE } from './ground.ts';

function after(...kinds: readonly Outcome['kind'][]): Hearing {
  return kinds.reduce<Hearing>((hearing, kind, index) => heard(hearing, { kind }, END + index), HEARD);
}

describe('after answers', () => {
  test.each<[string, Outcome['kind'][], number]>([
    ['nothing yet', [], 0],
    ['one that is lost', ['unanswered'], 1],
    ['no way out', ['not-sent'], 1],
    ['three in a row', ['unanswered', 'not-sent', 'unanswered'], 3],
    ['yes', ['unanswered', 'unanswered', 'sent'], 0],
    ['later', ['unanswered', 'throttled'], 0],
    ['no', ['unanswered', 'refused'], 0],
    ['not this', ['unanswered', 'rejected'], 0],
  ])('%s', (_what, kinds, silences) => {
    expect(after(...kinds).silences).toBe(silences);
  });
});

test.each<[number, boolean, boolean]>([
  [0, true, true],
  [1, true, false],
  [2, true, false],
  [3, false, false],
])('after %i silences: a first message %s, a second chance %s', (silences, first, second) => {
  const hearing = { silences, askedAt: iso(END) };
  expect(maySend(hearing, 'first')).toBe(first);
  expect([maySend(hearing, 'moved'), maySend(hearing, 'repeat')]).toEqual([second, second]);
});

test('it asks every minute while it hears nothing, and never otherwise', () => {
  expect(asksAt(HEARD, END)).toBeNull();
  const silent = after('unanswered');
  expect(asksAt(silent, END)).toBe(END + MINUTE);
  expect(asksAt(silent, END + 40_000)).toBe(END + MINUTE);
  expect(asksAt(silent, END + 2 * MINUTE)).toBe(END + 2 * MINUTE);
  expect(asksAt(silent, END - 60 * MINUTE)).toBe(END - 60 * MINUTE);
  expect(asksAt(heard(silent, { kind: 'sent' }, END), END)).toBeNull();
});
