/** Registrations told from runs: which there are, what they are for, and whether they have a credential. */
import { describe, expect, test } from '@jest/globals';
import type { AppId } from '../../../src/provisioning/core/ids.ts';
import { knownRegistrations } from '../../../src/provisioning/core/registrations.ts';
import type { Phase, Run } from '../../../src/provisioning/core/run.ts';
import { ACCOUNT, ticked } from './cirrus.ts';
import { finished } from './finished.ts';
import {
  APP_ID,
  audiocodes,
  cirrus,
  contoso,
  known,
  nectar,
  NOW,
  oid,
  planFor,
  userFacts,
} from './ground.ts';
import { certificate } from './nectar.ts';
import { ANNA } from './runs.ts';

const OTHER = oid(43) as string as AppId;

function on(appId: AppId, run: Run): Run {
  return { ...run, registration: run.registration && { ...run.registration, appId } };
}

function service(description: string, createdAt: string, change: Partial<Run> = {}): Run {
  return finished(audiocodes, { name: 'Livestream', description }, { createdAt, ...change });
}

const first = service('Berlin', '2026-01-01T00:00:00.000Z', { requester: ANNA });
const second = service('Hamburg', '2026-02-01T00:00:00.000Z');

describe('A3, A4: one registration of several runs', () => {
  test('has all their services, its first day and who made it', () => {
    expect(knownRegistrations([second, first], audiocodes, NOW)).toEqual([
      {
        appId: APP_ID,
        name: 'Livestream',
        functions: [],
        descriptions: ['Berlin', 'Hamburg'],
        hasCredential: true,
        since: '2026-01-01T00:00:00.000Z',
        by: 'Anna',
      },
    ]);
  });

  test('is called as the last run called it', () => {
    const renamed = planFor(audiocodes, { name: 'Renamed', description: 'Hamburg' });
    const runs = [first, { ...second, plan: renamed }];
    expect(knownRegistrations(runs, audiocodes, NOW)[0]?.name).toBe('Renamed');
  });

  test('others are listed beside it, the one begun last first', () => {
    const third = on(OTHER, service('Munich', '2026-01-15T00:00:00.000Z'));
    expect(knownRegistrations([first, second, third], audiocodes, NOW).map(({ appId }) => appId)).toEqual([
      OTHER,
      APP_ID,
    ]);
  });
});

test('C3: functions come together in the order of the definition', () => {
  const facts = contoso({ user: known(userFacts(ACCOUNT)) });
  const runs = ['mail', 'directory'].map((id) => finished(cirrus, ticked([id]), {}, { facts }));
  expect(knownRegistrations(runs, cirrus, NOW)).toMatchObject([
    { functions: ['directory', 'mail'], descriptions: ['Cirrus Connect'], hasCredential: true },
  ]);
  expect(knownRegistrations(runs.slice(0, 1), cirrus, NOW)).toMatchObject([{ hasCredential: false }]);
});

describe('a run tells of a registration', () => {
  test.each<[Phase, boolean]>([
    ['choices', false],
    ['plan', false],
    ['working', true],
    ['needs-sign-in', true],
    ['needs-you', true],
    ['proven', true],
    ['handed-over', true],
    ['cancelling', false],
    ['cancelled', false],
    ['declined', false],
  ])('in %s: %s', (phase, tells) => {
    expect(knownRegistrations([{ ...first, phase }], audiocodes, NOW)).toHaveLength(tells ? 1 : 0);
  });

  test('not of another connector, and not before it is made', () => {
    expect(knownRegistrations([first], nectar, NOW)).toEqual([]);
    expect(knownRegistrations([{ ...first, registration: null }], audiocodes, NOW)).toEqual([]);
  });
});

describe('a credential is there', () => {
  const holds = (run: Run, now = NOW) => knownRegistrations([run], nectar, now)[0]?.hasCredential;
  const ends = Date.parse('2027-11-21T09:00:00.000Z');

  test('until its secret lapses, by what Graph returned', () => {
    const run = finished(nectar);
    expect([holds(run), holds(run, ends - 1), holds(run, ends)]).toEqual([true, true, false]);
    expect(holds({ ...run, credentialEnds: '2028-01-01T00:00:00Z' }, ends)).toBe(true);
  });

  test('until its certificate ends', () => {
    const run = finished(nectar, { credential: 'certificate' }, {}, { certificate });
    expect([holds(run), holds(run, Date.parse(certificate.notAfter))]).toEqual([true, false]);
  });

  test('not where nobody fetched the secret, so that it was destroyed', () => {
    const { handOver } = finished(nectar);
    expect(holds(finished(nectar, {}, { handOver: { ...handOver, state: 'shredded' } }))).toBe(false);
  });
});
