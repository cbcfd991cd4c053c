/** What of a registration ends on which day: its credential, a password, a sign-in. */
import { describe, expect, test } from '@jest/globals';
import { credentialEnds, lapsesOf } from '../../../src/provisioning/core/lapses.ts';
import type { Run } from '../../../src/provisioning/core/run.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import { done, finished } from './finished.ts';
import {
  audiocodes,
  cirrus,
  contoso,
  jtel,
  known,
  nectar,
  unreadable,
  userFacts,
  type Typed,
} from './ground.ts';
import { certificate } from './nectar.ts';

const NAME = 'jtel-presence@contoso.example';

function lapses(definition: typeof jtel, run: Run): readonly string[] {
  return lapsesOf(run, definition).map(({ kind, label, ends, note }) =>
    [kind, label, ends ?? 'open', note].filter(Boolean).join(' | '),
  );
}

describe('the credential', () => {
  test('A4, A18: each secret is called by its service, and ends when Graph says', () => {
    const run = finished(audiocodes, { description: 'Berlin' });
    expect(lapses(audiocodes, run)).toEqual(['secret | Berlin | 2027-11-21T09:00:00.000Z']);
    const returned = { ...run, credentialEnds: '2027-11-21T09:00:07Z' };
    expect(lapses(audiocodes, returned)).toEqual(['secret | Berlin | 2027-11-21T09:00:07Z']);
  });

  test('without a description is called by its application', () => {
    expect(lapses(nectar, finished(nectar))).toEqual([
      'secret | Nectar DXP Cloud Connector | 2027-11-21T09:00:00.000Z',
    ]);
  });

  test('N33: a certificate ends when it says itself', () => {
    const run = finished(nectar, { credential: 'certificate' }, {}, { certificate });
    expect(credentialEnds({ ...run, credentialEnds: 'nonsense' })).toBe(certificate.notAfter);
    expect(lapses(nectar, run)).toEqual([
      `certificate | Nectar DXP Cloud Connector | ${certificate.notAfter}`,
    ]);
  });

  test('C18: there is none where none is made', () => {
    const facts = contoso({ user: known(userFacts(ACCOUNT)) });
    const run = finished(cirrus, ticked(['mail']), {}, { facts });
    expect([credentialEnds(run), lapses(cirrus, run)]).toEqual([null, []]);
  });

  test('is not told before there is a registration', () => {
    expect(lapses(nectar, finished(nectar, {}, { registration: null }))).toEqual([]);
    expect(lapses(nectar, finished(nectar, {}, { plan: null }))).toEqual([]);
  });
});

describe('J7: the password of jtel’s user', () => {
  const password = (run: Run) => lapses(jtel, run)[1];
  const ticksAt = (at: string) => ({ ticks: { 'first-sign-in': done(at) } });

  test('has a clock that starts with the first sign-in', () => {
    expect(password(finished(jtel))).toBe(
      `password | ${NAME} | open | Its clock starts when the first sign-in is ticked.`,
    );
  });

  test.each<[string, string]>([
    ['2026-11-21T10:00:00.000Z', '2027-02-19T10:00:00.000Z'],
    ['2027-12-31T23:59:59.000Z', '2028-03-30T23:59:59.000Z'],
    ['2028-02-29T00:00:00.000Z', '2028-05-29T00:00:00.000Z'],
    ['2027-01-31T12:00:00.000Z', '2027-05-01T12:00:00.000Z'],
  ])('set on %s ends ninety days later, on %s', (at, ends) => {
    expect(password(finished(jtel, {}, ticksAt(at)))).toBe(`password | ${NAME} | ${ends}`);
  });

  test('lives as long as its own domain says, which may be for ever', () => {
    const run = finished(jtel, { userDomain: 'voice.contoso.example' }, ticksAt('2026-11-21T10:00:00Z'));
    expect(password(run)).toMatch(/open \| This tenant sets no end to passwords, or I may not read it\.$/);
    const facts = contoso({ domains: unreadable });
    const unknown = finished(jtel, { userDomain: 'contoso.example' }, {}, { facts });
    expect(password(unknown)).toMatch(/I may not read it\.$/);
  });

  test('never ends where that was chosen, ticked or not', () => {
    const run = finished(jtel, { neverExpires: 'true' }, ticksAt('2026-11-21T10:00:00Z'));
    expect(password(run)).toBe(`password | ${NAME} | open | It never expires.`);
  });

  test('of one that was there is counted as well', () => {
    const facts = contoso({ user: known(userFacts(ACCOUNT)) });
    const typed = { userWay: 'existing', userExisting: ACCOUNT };
    const run = finished(jtel, typed, ticksAt('2026-11-21T10:00:00.000Z'), { facts });
    expect(password(run)).toBe(`password | ${ACCOUNT} | 2027-02-19T10:00:00.000Z`);
  });
});

describe('C24: the sign-in of Cirrus’ account', () => {
  const facts = contoso({ user: known(userFacts(ACCOUNT)) });
  const signIn = (typed: Typed, change: Partial<Run> = {}) =>
    lapses(cirrus, finished(cirrus, ticked(['mail'], typed), change, { facts }));
  const ticks = (at: string) => ({ ticks: { 'console-sign-in': done(at) } });

  test('is repeated from the first one on', () => {
    expect(signIn({ signInRepeats: '30' })).toEqual([
      `sign-in | ${ACCOUNT} | open | Every 30 days, from the first sign-in on.`,
    ]);
  });

  test.each<[string, string, string]>([
    ['30', '2027-01-31T08:00:00.000Z', '2027-03-02T08:00:00.000Z'],
    ['30', '2028-01-31T08:00:00.000Z', '2028-03-01T08:00:00.000Z'],
    ['1', '2026-12-31T23:00:00.000Z', '2027-01-01T23:00:00.000Z'],
    ['365', '2027-03-01T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('every %s days after %s comes on %s', (days, at, ends) => {
    expect(signIn({ signInRepeats: days }, ticks(at))).toEqual([
      `sign-in | ${ACCOUNT} | ${ends} | Every ${days} days.`,
    ]);
  });

  test('starts anew with the last tick', () => {
    const later = { ticks: { 'console-sign-in': done('2027-02-10T08:00:00.000Z') } };
    expect(signIn({ signInRepeats: '10' }, later)[0]).toContain('2027-02-20T08:00:00.000Z');
  });

  test('is not told where no policy demands it, or no account signs in', () => {
    expect(signIn({}, ticks('2026-11-21T10:00:00Z'))).toEqual([]);
    expect(lapses(cirrus, finished(cirrus, ticked(['calendar'], { signInRepeats: '30' })))).toHaveLength(1);
  });

  test('its password is Cirrus’ affair and has no clock here', () => {
    expect(signIn({ signInRepeats: '30' }).join()).not.toContain('password');
  });
});
