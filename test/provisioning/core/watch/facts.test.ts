/** The facts of an alert, in the place where it is read. */
import { describe, expect, test } from '@jest/globals';
import { alertFacts } from '../../../../src/provisioning/core/watch/facts.ts';
import { ANNA, DAY, END, ENDS, lapse } from './ground.ts';

test('what lapses, when, what breaks, whose it is, where it is used', () => {
  expect(alertFacts(lapse({ label: 'Berlin' }), 30, 'UTC', END - 30 * DAY)).toEqual({
    lapseId: 'secret:k1',
    kind: 'secret',
    connectorTitle: 'Nectar DXP',
    name: 'Nectar DXP Cloud Connector',
    label: 'Berlin',
    ends: ENDS,
    day: '20 May 2027',
    days: 30,
    lapsed: false,
    severity: 'info',
    effect: 'Nectar stops receiving call records',
    owner: ANNA,
    places: ['Nectar DXP, Settings'],
  });
});

test('without a registration or an owner there is no name of either', () => {
  const facts = alertFacts(lapse({ registration: null, owner: null }), 0, 'UTC', END);
  expect([facts.name, facts.owner]).toEqual([null, null]);
});

test('what was renewed and is in use nowhere any more is calm, however near its end', () => {
  const severity = (open: readonly string[]) =>
    alertFacts(lapse({ renewal: { ends: ENDS, open } }), 1, 'UTC', END - DAY).severity;
  expect([severity([]), severity(['Nectar DXP, Settings'])]).toEqual(['info', 'urgent']);
});

describe('days are counted on the calendar of the place', () => {
  const midnight = { ends: '2027-05-20T22:30:00.000Z' };

  test.each<[string, string, string, number]>([
    ['UTC', '2027-05-20T00:00:00.000Z', '20 May 2027', 0],
    ['Europe/Berlin', '2027-05-20T12:00:00.000Z', '21 May 2027', 1],
    ['Europe/Berlin', '2027-05-20T22:00:00.000Z', '21 May 2027', 0],
    ['America/New_York', '2027-05-22T03:00:00.000Z', '20 May 2027', -1],
    ['America/New_York', '2027-05-22T04:00:00.000Z', '20 May 2027', -2],
    ['Europe/Berlin', '2027-03-22T12:00:00.000Z', '21 May 2027', 60],
  ])('in %s at %s: %s, %i', (zone, now, day, days) => {
    expect(alertFacts(lapse(midnight), 1, zone, Date.parse(now))).toMatchObject({ day, days });
  });

  test('a leap day is one', () => {
    const leap = { ends: '2028-02-29T12:00:00.000Z' };
    const facts = alertFacts(lapse(leap), 60, 'UTC', Date.parse('2027-12-31T12:00:00.000Z'));
    expect(facts).toMatchObject({ day: '29 Feb 2028', days: 60 });
  });
});

test('it has lapsed from its end on', () => {
  expect(alertFacts(lapse(), 1, 'UTC', END - 1)).toMatchObject({ lapsed: false, severity: 'urgent' });
  expect(alertFacts(lapse(), 0, 'UTC', END)).toMatchObject({ lapsed: true, severity: 'lapsed' });
});
