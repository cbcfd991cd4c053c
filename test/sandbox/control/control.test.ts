import { expect, test } from '@jest/globals';
import { createControl } from '../../../src/sandbox/control/index.ts';
import { createSwitches, type Switches } from '../../../src/sandbox/control/switches.ts';
import type { ServedRequest } from '../../../src/sandbox/ports.ts';
import { PEOPLE, rolesOf, seedWorld } from '../../../src/sandbox/seed.ts';
import { WATCH_SP_ID } from '../../../src/sandbox/seed/ids.ts';
import type { World } from '../../../src/sandbox/world.ts';

const MACHINE_NOW = Date.UTC(2026, 10, 20);
const DAY = 86_400_000;

interface Bench {
  readonly world: World;
  readonly switches: Switches;
  send(operation: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
}

function createBench(): Bench {
  const world = seedWorld({ now: MACHINE_NOW });
  const switches = createSwitches();
  const clock = { now: () => MACHINE_NOW + world.clockOffsetMs };
  const random = { guid: () => '', bytes: (length: number) => new Uint8Array(length) };
  const control = createControl({ world, clock, random, changed: () => undefined }, switches);
  return {
    world,
    switches,
    send: async (operation, body) => {
      const [method = '', url = ''] = operation.split(' ');
      const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
      const answer = await control.handle({ method, url, headers: {}, body: text });
      return { status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown> };
    },
  };
}

test('about names the tenant, the people with their roles, and the inspector', async () => {
  const { body } = await createBench().send('GET /sandbox/about');
  expect(body['tenantName']).toBe('Contoso');
  expect(body['people']).toHaveLength(6);
  expect(body['people']).toContainEqual(
    expect.objectContaining({ key: 'dana', displayName: 'Dana Developer', roles: ['Application Developer'] }),
  );
  expect(body['inspector']).toEqual({ clientId: expect.any(String), clientSecret: expect.any(String) });
});

test('the clock goes forward by a duration, and to a date', async () => {
  const bench = createBench();
  expect((await bench.send('POST /sandbox/clock', { advance: 'P60D' })).body).toEqual({
    now: new Date(MACHINE_NOW + 60 * DAY).toISOString(),
    offsetMs: 60 * DAY,
  });
  const set = await bench.send('POST /sandbox/clock', { set: '2027-01-01T00:00:00Z' });
  expect(set.body['now']).toBe('2027-01-01T00:00:00.000Z');
});

test('roles are replaced', async () => {
  const bench = createBench();
  const oid = PEOPLE.find((one) => one.key === 'anna')?.oid ?? '';
  await bench.send('POST /sandbox/roles', { person: 'anna', roles: ['Global Reader', 'Reports Reader'] });
  expect(rolesOf(bench.world, oid)).toEqual(['Global Reader', 'Reports Reader']);
});

test('policies keep what is not named', async () => {
  const bench = createBench();
  await bench.send('POST /sandbox/policies', { secrets: { maxLifetime: 'P180D' } });
  await bench.send('POST /sandbox/policies', { allowedToCreateApps: false, secrets: { forbidden: true } });
  expect(bench.world.policies.allowedToCreateApps).toBe(false);
  const types = (): string[] =>
    bench.world.policies.appManagement.passwordCredentials.map((one) => one.restrictionType);
  expect(types()).toEqual(['passwordLifetime', 'passwordAddition']);
  await bench.send('POST /sandbox/policies', { secrets: { forbidden: false, maxLifetime: null } });
  expect(types()).toEqual([]);
  expect(bench.world.policies.appManagement.isEnabled).toBe(false);
});

test('the tenant consents to the watch reading grants, and takes that back', async () => {
  const bench = createBench();
  const held = (): number =>
    Object.values(bench.world.appRoleAssignments).filter(({ principalId }) => principalId === WATCH_SP_ID)
      .length;
  for (const [readsGrants, permissions] of [
    [true, 2],
    [true, 2],
    [false, 1],
  ] as const) {
    expect((await bench.send('POST /sandbox/watch', { readsGrants })).body).toEqual({ readsGrants });
    expect(held()).toBe(permissions);
  }
  expect((await bench.send('POST /sandbox/watch', {})).status).toBe(400);
});

test('switches keep what is not named, and throttling is taken off with null', async () => {
  const bench = createBench();
  await bench.send('POST /sandbox/switches', { replicationLagMs: 5000, throttle: { requests: 3 } });
  await bench.send('POST /sandbox/switches', { latencyMs: 20 });
  expect(bench.switches).toMatchObject({
    replicationLagMs: 5000,
    latencyMs: 20,
    throttle: { requests: 3, perSeconds: 10, retryAfterSeconds: 10 },
  });
  await bench.send('POST /sandbox/switches', { throttle: null });
  expect(bench.switches.throttle).toBeNull();
});

test('faults are armed in the order given, and disarmed', async () => {
  const bench = createBench();
  await bench.send('POST /sandbox/faults', {
    rules: [
      { match: { path: '/v1.0' }, effect: { status: 503, body: { a: 1 } } },
      { name: 'lost', match: {}, effect: { reset: true, when: 'after' }, times: 'always' },
    ],
  });
  expect(bench.switches.faults.map(({ rule }) => [rule.name, rule.effect.kind, rule.effect.when])).toEqual([
    ['fault 1', 'answer', 'before'],
    ['lost', 'reset', 'after'],
  ]);
  expect(bench.switches.faults[0]?.rule.effect).toMatchObject({ body: '{"a":1}' });
  await bench.send('DELETE /sandbox/faults');
  expect(bench.switches.faults).toEqual([]);
});

test('the tenant grows to a size, and reset makes it the first day again', async () => {
  const bench = createBench();
  const before = Object.keys(bench.world.applications).length;
  await bench.send('POST /sandbox/grow', { applications: 5 });
  const grown = await bench.send('POST /sandbox/grow', { applications: 7, servicePrincipals: 3 });
  expect(grown.body['applications']).toBe(before + 7);
  await bench.send('POST /sandbox/clock', { advance: 'P1D' });
  await bench.send('POST /sandbox/switches', { conflictWindowMs: 5 });
  const { world } = bench;
  expect((await bench.send('POST /sandbox/reset')).status).toBe(200);
  expect(bench.world).toBe(world);
  expect(bench.world).toEqual(seedWorld({ now: MACHINE_NOW }));
  expect(bench.switches).toEqual(createSwitches());
});

test('the request log is read from an index and cleared', async () => {
  const bench = createBench();
  bench.switches.requests.push(...['/a', '/b', '/c'].map((path) => ({ path }) as ServedRequest));
  expect((await bench.send('GET /sandbox/requests?since=1')).body).toMatchObject([
    { path: '/b' },
    { path: '/c' },
  ]);
  await bench.send('DELETE /sandbox/requests');
  expect((await bench.send('GET /sandbox/requests')).body).toEqual([]);
});

test.each([
  ['POST /sandbox/clock', { advance: 'two days' }, 'not an ISO 8601 duration'],
  ['POST /sandbox/clock', '{', 'not JSON'],
  ['POST /sandbox/roles', { person: 'zoe', roles: [] }, 'no person "zoe"'],
  ['POST /sandbox/roles', { person: 'uma', roles: ['King'] }, 'not a role the sandbox knows'],
  ['POST /sandbox/switches', { replicationLag: 3 }, 'Unrecognized key'],
  ['POST /sandbox/switches', { latencyMs: -1 }, 'latencyMs'],
  [
    'POST /sandbox/faults',
    { rules: [{ match: { path: '^(' }, effect: { hang: true } }] },
    'rules.0.match.path',
  ],
  ['GET /sandbox/requests?since=x', undefined, 'since'],
])('%s with %j is refused: %s', async (operation, body, words) => {
  const answer = await createBench().send(operation, body);
  expect(answer.status).toBe(400);
  expect(answer.body['error']).toContain(words);
});

test('what it does not know is 404', async () => {
  expect((await createBench().send('GET /sandbox/nothing')).status).toBe(404);
});
