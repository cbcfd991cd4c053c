import { expect, test } from '@jest/globals';
import { asset } from './asset.ts';

interface Links {
  whereTo(link: unknown): object;
  toPage(params?: object): object;
}

const { whereTo, toPage } = await asset<Links>('links.js');

function entity(context: object, host = 'teams.microsoft.com'): string {
  return `https://${host}/l/entity/an-app/register?context=${encodeURIComponent(JSON.stringify(context))}`;
}

test.each([
  [entity({ subEntityId: 'set-up/7' }), { to: 'tab', subPage: 'set-up/7', instance: 'personal' }],
  [
    entity({ subPageId: 'set-up/7' }, 'teams.cloud.microsoft'),
    { to: 'tab', subPage: 'set-up/7', instance: 'personal' },
  ],
  [
    entity({ subEntityId: 'a', channelId: '19:x@thread.tacv2' }),
    { to: 'tab', subPage: 'a', instance: 'channel' },
  ],
  ['https://teams.microsoft.com/l/entity/an-app/register', { to: 'tab', subPage: '', instance: 'personal' }],
  ['https://teams.microsoft.com/l/entity/a/b?context=%7B', { to: 'tab', subPage: '', instance: 'personal' }],
  ['https://teams.microsoft.com/l/chat/0/0?users=28:a', { to: 'chat' }],
  ['https://entra.microsoft.com/#home', { to: 'window', url: 'https://entra.microsoft.com/#home' }],
])('%s leads on', (link, where) => {
  expect(whereTo(link)).toEqual(where);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'nothing',
  7,
  undefined,
  'https://teams.microsoft.com/l/call/0/0',
])('%p leads nowhere, and it is said why', (link) => {
  expect(whereTo(link)).toEqual({ to: 'nowhere', why: expect.any(String) });
});

test('a page of the app is found by its parameters', () => {
  expect(toPage({ appId: 'a', pageId: 'register', subPageId: 'registration/1', channelId: '19:x' })).toEqual({
    to: 'tab',
    subPage: 'registration/1',
    instance: 'channel',
  });
  expect(toPage()).toEqual({ to: 'tab', subPage: '', instance: 'personal' });
});
