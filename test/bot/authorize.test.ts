/** Activities that Teams would not send: turned away before anything is looked up for them. */
import { describe, expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { authorize } from '../../src/bot/authorize.ts';
import { ANNA, TENANT } from '../fakes/run-views.ts';

const OTHER = '22222222-2222-4222-8222-222222222222';
const GOOD = {
  type: 'message',
  id: 'in-1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/emea/',
  from: { id: '29:anna', name: 'Anna Admin', aadObjectId: ANNA.oid },
  recipient: { id: '28:bot', name: 'Registrar' },
  conversation: { id: 'a:1', conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
};

function asked(changes: object) {
  return authorize({ ...GOOD, ...changes } as unknown as Activity);
}

function turnOf(changes: object) {
  const answer = asked(changes);
  if (answer.kind === 'refused') throw new TypeError(answer.why);
  return answer.turn;
}

test('one as Teams sends it says who speaks, and where', () => {
  expect(turnOf({})).toMatchObject({
    tenantId: TENANT,
    activityId: 'in-1',
    actor: { oid: ANNA.oid, displayName: 'Anna Admin', tenantId: TENANT },
    conversation: { key: 'a:1', kind: 'personal', oid: ANNA.oid },
  });
});

describe('is refused', () => {
  const { from, recipient, conversation } = GOOD;
  test.each<[string, object]>([
    ['another channel', { channelId: 'emulator' }],
    ['no channel', { channelId: undefined }],
    ['a channel that is no text', { channelId: ['msteams'] }],
    ['nobody', { from: undefined }],
    ['null for a person', { from: null }],
    ['a number for a person', { from: { ...from, id: 7 } }],
    ['an empty id', { from: { ...from, id: '' } }],
    ['an id without end', { from: { ...from, id: 'x'.repeat(1_001) } }],
    ['a list for an id', { from: { ...from, id: ['29:anna'] } }],
    ['no recipient', { recipient: undefined }],
    ['no conversation', { conversation: undefined }],
    ['a conversation without id', { conversation: { ...conversation, id: undefined } }],
    ['no service address', { serviceUrl: undefined }],
    ['a service address without end', { serviceUrl: `https://x/${'y'.repeat(1_001)}` }],
    ['no id of its own', { id: undefined }],
    ['a number for its own id', { id: 1 }],
    ['the bot speaking to itself', { from: { ...from, id: recipient.id } }],
    ['another bot', { from: { ...from, role: 'bot' } }],
    ['no object id', { from: { ...from, aadObjectId: undefined } }],
    ['an object id that is none', { from: { ...from, aadObjectId: 'anna' } }],
    ['an object id in a list', { from: { ...from, aadObjectId: [ANNA.oid] } }],
    ['no tenant', { channelData: {}, conversation: { ...conversation, tenantId: undefined } }],
    ['a tenant that is none', { channelData: { tenant: { id: 'common' } } }],
    ['a tenant of the wrong type', { channelData: { tenant: { id: { a: TENANT } } } }],
    ['two tenants', { channelData: { tenant: { id: OTHER } } }],
    ['an invoke without a person', { type: 'invoke', from: { ...from, aadObjectId: '' } }],
  ])('%s', (_, changes) => {
    expect(asked(changes)).toEqual({ kind: 'refused', why: expect.any(String) });
  });
});

describe('is taken, cleaned', () => {
  test('a group chat is no personal chat, whatever else it calls itself', () => {
    const { conversation } = GOOD;
    for (const conversationType of ['groupChat', 'meeting', undefined, 7, '__proto__'])
      expect(turnOf({ conversation: { ...conversation, conversationType } }).conversation).toMatchObject({
        kind: 'groupChat',
        oid: null,
      });
  });

  test.each([
    ['a name that turns text round', 'Anna\u202E\u0000 Admin', 'Anna Admin'],
    ['no name', undefined, 'Somebody'],
    ['a name that is no text', { a: 1 }, 'Somebody'],
    ['only hidden characters', '\u200B\u2066', 'Somebody'],
  ])('%s', (_, name, shown) => {
    expect(turnOf({ from: { ...GOOD.from, name } }).actor?.displayName).toBe(shown);
  });

  test('a name without end is cut', () => {
    const { actor } = turnOf({ from: { ...GOOD.from, name: 'x'.repeat(100_000) } });
    expect(actor?.displayName.length).toBeLessThanOrEqual(121);
  });

  test('an id in capitals is the same person', () => {
    expect(turnOf({ from: { ...GOOD.from, aadObjectId: ANNA.oid.toUpperCase() } }).actor?.oid).toBe(ANNA.oid);
  });
});
