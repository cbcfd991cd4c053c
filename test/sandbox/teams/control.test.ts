import { expect, test } from '@jest/globals';
import { createSandbox } from '../../../src/sandbox/sandbox.ts';
import { machineRandom } from '../../../src/sandbox/machine.ts';
import { TestClock } from '../../fakes/clock.ts';

async function sandbox() {
  const { handle, world } = await createSandbox({
    ...{ clock: new TestClock(), random: machineRandom },
    ...{ loginBaseUrl: 'https://localhost:1', browserBaseUrl: 'http://localhost:2' },
  });
  const ask = async (method: string, url: string, body: object = {}) => {
    const answer = await handle({ method, url, headers: {}, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) as unknown };
  };
  return { ask, world };
}

const anna = { conversations: [{ id: 'a:anna' }] };

test('a bot speaks in the tenant of the sandbox, and what it said can be read', async () => {
  const { ask, world } = await sandbox();
  expect(await ask('POST', '/sandbox/teams/conversations', anna)).toMatchObject({ body: { installed: 1 } });
  await ask('POST', '/teams/v3/conversations/a:anna/activities', { text: 'hello' });
  expect(await ask('GET', '/sandbox/teams/messages')).toMatchObject({
    body: [
      { conversationId: 'a:anna', tenantId: world.tenantId, versions: [{ activity: { text: 'hello' } }] },
    ],
  });
  const requests = [{ operation: 'post', status: 201, conversationId: 'a:anna', fault: null }];
  expect(await ask('GET', '/sandbox/teams/requests?since=0')).toMatchObject({ body: requests });
  expect(await ask('GET', '/sandbox/teams/requests?since=1')).toEqual({ status: 200, body: [] });
});

test('what was switched, armed, installed and shown is gone after a reset', async () => {
  const { ask } = await sandbox();
  await ask('POST', '/sandbox/teams/conversations', anna);
  await ask('POST', '/sandbox/teams/switches', { perSecond: 1 });
  await ask('POST', '/sandbox/teams/faults', { rules: [{ effect: { hang: true } }] });
  await ask('POST', '/sandbox/teams/reset');
  for (const path of ['conversations', 'messages', 'requests'])
    expect(await ask('GET', `/sandbox/teams/${path}`)).toEqual({ status: 200, body: [] });
  expect(await ask('GET', '/sandbox/teams/faults')).toMatchObject({ body: { faults: [] } });
  expect(await ask('GET', '/sandbox/teams/switches')).toMatchObject({ body: { perSecond: 50 } });
});

test.each([
  ['switches', { perSecond: -1 }, 'perSecond: '],
  ['switches', { colour: 'blue' }, 'The body: '],
  ['faults', { rules: [{ effect: { error: 'Sunspots' } }] }, 'rules.0.effect: '],
  [
    'faults',
    { rules: [{ effect: { hang: true }, match: { conversation: '^(' } }] },
    'rules.0.match.conversation',
  ],
  ['conversations', { conversations: [] }, 'conversations: '],
])('a wrong body for %s is refused: %j', async (path, body, place) => {
  const { ask } = await sandbox();
  const { status, body: answer } = await ask('POST', `/sandbox/teams/${path}`, body);
  expect([status, (answer as { error: string }).error]).toEqual([400, expect.stringContaining(place)]);
});

test('what it does not know it says it does not know', async () => {
  const { ask } = await sandbox();
  expect(await ask('GET', '/sandbox/teams/weather')).toMatchObject({ status: 404 });
  expect(await ask('GET', '/sandbox/teams/requests?since=x')).toMatchObject({ status: 400 });
  expect(await ask('GET', '/teams/v3/attachments/1')).toMatchObject({ status: 501 });
});
