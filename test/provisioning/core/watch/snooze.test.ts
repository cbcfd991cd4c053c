/** A snooze has an end and a reason. */
import { describe, expect, test } from '@jest/globals';
import { checkSnooze, snoozeEnds } from '../../../../src/provisioning/core/watch/snooze.ts';
import { ANNA, DAY, END, ENDS, iso, lapse } from './ground.ts';

const NOW = END - 20 * DAY;

describe('asking for a snooze', () => {
  test.each<[string, number, string, string | null]>([
    ['a date before the end', END - DAY, 'On holiday', null],
    ['the end itself', END, 'On holiday', null],
    ['a moment too late', END + 1, 'On holiday', 'SNOOZE_PAST_END'],
    ['now', NOW, 'On holiday', 'SNOOZE_PAST'],
    ['just after now', NOW + 1, 'On holiday', null],
    ['no date', NaN, 'On holiday', 'SNOOZE_UNREADABLE'],
    ['no reason', END - DAY, ' \n', 'SNOOZE_NO_REASON'],
  ])('until %s', (_what, until, reason, code) => {
    expect(checkSnooze(lapse(), { until, reason }, NOW)?.code ?? null).toBe(code);
  });

  test('says until when at most', () => {
    const refused = checkSnooze(lapse(), { until: END + DAY, reason: 'x' }, NOW);
    expect(refused?.facts).toEqual({ day: '20 May 2027' });
  });

  test('is refused once it has lapsed, and needs no end otherwise', () => {
    const asked = { until: END + 9 * DAY, reason: 'x' };
    expect(checkSnooze(lapse(), asked, END)?.code).toBe('SNOOZE_LAPSED');
    expect(checkSnooze({ ...lapse(), ends: null }, asked, END)).toBeNull();
  });
});

describe('the end of a snooze', () => {
  const until = (at: number) => ({ until: iso(at), reason: 'x', by: ANNA });

  test('is its date, and the end of the lapse at the latest', () => {
    expect(snoozeEnds(lapse())).toBeNull();
    expect(snoozeEnds(lapse({ snooze: until(END - DAY) }))).toBe(END - DAY);
    expect(snoozeEnds(lapse({ snooze: until(END + DAY) }))).toBe(END);
    expect(snoozeEnds({ ...lapse({ snooze: until(END + DAY) }), ends: null })).toBe(END + DAY);
    expect(snoozeEnds(lapse({ snooze: until(END + DAY), ends: ENDS }))).toBe(END);
  });
});
