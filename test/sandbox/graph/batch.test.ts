import { describe, expect, test } from '@jest/globals';
import type { ArmedFault, FaultEffect, FaultMatch } from '../../../src/sandbox/control/faults.ts';
import { createBench, type Bench, type Reply } from './harness.ts';

const JSON_TYPE = { 'Content-Type': 'application/json' };

interface Response {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: { value?: unknown[]; error?: { code: string }; id?: string };
}

function send(bench: Bench, requests: object[], who = 'anna'): Promise<Reply> {
  return bench.send(who, 'POST /$batch', { requests });
}

function responses(reply: Reply): Response[] {
  return reply.body['responses'] as Response[];
}

test('steps answer one by one, and the whole is 200 though one fails', async () => {
  const reply = await send(createBench(), [
    { id: 'me', method: 'GET', url: '/me?$select=id' },
    { id: 'no', method: 'GET', url: '/applications/none' },
    { id: 'new', method: 'POST', url: 'applications', headers: JSON_TYPE, body: { displayName: 'x' } },
  ]);
  expect(reply.status).toBe(200);
  expect(responses(reply).map(({ id, status }) => [id, status])).toEqual([
    ['me', 200],
    ['no', 404],
    ['new', 201],
  ]);
  expect(reply.subRequests).toEqual([
    { id: 'me', method: 'GET', path: '/me?$select=id', status: 200 },
    { id: 'no', method: 'GET', path: '/applications/none', status: 404 },
    { id: 'new', method: 'POST', path: '/applications', status: 201 },
  ]);
});

test('a step has the rights of the caller, no more', async () => {
  const reply = await send(
    createBench(),
    [{ id: '1', method: 'GET', url: '/applications' }],
    'app:User.Read.All',
  );
  expect(responses(reply)[0]).toMatchObject({
    status: 403,
    body: { error: { code: 'Authorization_RequestDenied' } },
  });
});

test('what depends on a failure is 424', async () => {
  const reply = await send(createBench(), [
    { id: '1', method: 'GET', url: '/applications/none' },
    { id: '2', method: 'GET', url: '/me', dependsOn: ['1'] },
    { id: '3', method: 'GET', url: '/me', dependsOn: ['2'] },
    { id: '4', method: 'GET', url: '/me' },
  ]);
  expect(responses(reply).map(({ status }) => status)).toEqual([404, 424, 424, 200]);
});

test('throttling answers inside, with its own Retry-After', async () => {
  const bench = createBench();
  bench.switches.throttle = { requests: 1, perSeconds: 10, retryAfterSeconds: 7 };
  const steps = ['1', '2'].map((id) => ({ id, method: 'GET', url: '/me' }));
  const [first, second] = responses(await send(bench, steps));
  expect(first?.status).toBe(200);
  expect(second).toMatchObject({ status: 429, headers: { 'Retry-After': '7' } });
  bench.advance(10_000);
  expect((await bench.send('anna', 'GET /me')).status).toBe(200);
});

describe('wrong batches are 400 as a whole', () => {
  const step = { id: '1', method: 'GET', url: '/me' };
  test.each([
    ['no steps', []],
    ['ids twice', [step, step]],
    ['more than 20', Array.from({ length: 21 }, (_, id) => ({ ...step, id: id.toString() }))],
    ['a body without its type', [{ ...step, method: 'POST', body: {} }]],
    ['an absolute address', [{ ...step, url: 'https://graph.microsoft.com/v1.0/me' }]],
    ['an unknown dependency', [{ ...step, dependsOn: ['9'] }]],
  ])('%s', async (_, requests) => {
    const answer = await createBench().send('anna', 'POST /$batch', { requests });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).not.toBe('');
  });
});

describe('faults on a step', () => {
  const steps = [
    { id: '1', method: 'POST', url: '/applications', headers: JSON_TYPE, body: { displayName: 'one' } },
    { id: '2', method: 'GET', url: '/me' },
  ];

  test('answer in its place, and are named for the log', async () => {
    const bench = createBench();
    bench.switches.faults = [
      fault(
        { path: '/v1.0/me' },
        { kind: 'answer', when: 'before', status: 503, headers: {}, body: '<html>' },
      ),
    ];
    const reply = await send(bench, steps);
    expect(responses(reply).map(({ status }) => status)).toEqual([201, 503]);
    expect(reply.fault).toBe('the fault');
  });

  test('cut the whole batch off after carrying out what came before', async () => {
    const bench = createBench();
    bench.switches.faults = [
      fault({ method: 'POST', path: '/v1.0/applications' }, { kind: 'reset', when: 'after' }),
    ];
    const before = Object.keys(bench.world.applications).length;
    await expect(send(bench, steps)).rejects.toMatchObject({ name: 'ConnectionLost', how: 'reset' });
    expect(Object.keys(bench.world.applications)).toHaveLength(before + 1);
  });
});

function fault(match: FaultMatch, effect: FaultEffect): ArmedFault {
  return { rule: { name: 'the fault', match, effect, times: 1 }, seen: 0 };
}
