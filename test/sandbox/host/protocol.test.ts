/** What the pretend Teams answers on the wire, held against the library it is for. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { asset } from './asset.ts';

interface Outcome {
  readonly reply: readonly unknown[] | null;
  readonly effect: (Readonly<Record<string, unknown>> & { readonly kind: string }) | null;
}
interface Protocol {
  answerTo(call: { func: string; args?: unknown }, asker: { frame: string; world: object }): Outcome;
  isCall(data: unknown): boolean;
  answerMessage(call: object, args: readonly unknown[]): object;
  readonly SUCCEEDED_AND_WHY: ReadonlySet<string>;
}

const { answerTo, isCall, answerMessage, SUCCEEDED_AND_WHY } = await asset<Protocol>('protocol.js');

const ORIGIN = 'http://localhost:3978';
const ANNA = {
  displayName: 'Anna Admin',
  userPrincipalName: 'anna@contoso.example',
  oid: '0a000000-0000-4000-8000-000000000001',
};
const WORLD = {
  origin: ORIGIN,
  session: 'session-1',
  tenant: { id: '7d5b0b1a-95a1-4a33-9c44-3f4b2f0d5e01', name: 'Contoso' },
  person: ANNA,
  theme: 'dark',
  instance: 'personal',
  phone: false,
  subPage: 'registration/7',
  config: null as object | null,
};

function ask(func: string, args: unknown = [], frame = 'content', changes: object = {}): Outcome {
  return answerTo({ func, args }, { frame, world: { ...WORLD, ...changes } });
}

const library = readFileSync('node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.js', 'utf8');

/** Names of calls that teams-js makes by one of its ways of asking. */
function calledBy(way: string): string[] {
  const calls = library.matchAll(new RegExp(`${way}\\([^;]*?(?:\\), |apiVersionTag, )'([A-Za-z.]+)'`, 'g'));
  return [...new Set([...calls].map(([, name = '']) => name))].sort();
}

describe('a page that starts', () => {
  test('is told where it stands and what this Teams can do', () => {
    const [frame, client, runtime] = ask('initialize', ['2.58.0', 4], 'settings').reply ?? [];
    expect([frame, client]).toEqual(['settings', 'web']);
    expect(JSON.parse(String(runtime))).toEqual({
      apiVersion: 4,
      isLegacyTeams: false,
      supports: {
        pages: { config: {}, currentApp: {}, backStack: {} },
        dialog: { url: { parentCommunication: {} }, update: {} },
        clipboard: {},
      },
    });
    expect(ask('initialize', [], 'content', { phone: true }).reply?.[1]).toBe('android');
  });

  test('gets the person, the tenant, the theme and what a link asked for', () => {
    expect(ask('getContext').reply?.[0]).toMatchObject({
      frameContext: 'content',
      theme: 'dark',
      entityId: 'register',
      subEntityId: 'registration/7',
      userObjectId: ANNA.oid,
      userPrincipalName: ANNA.userPrincipalName,
      loginHint: ANNA.userPrincipalName,
      tid: WORLD.tenant.id,
    });
    expect(ask('getContext').reply?.[0]).not.toHaveProperty('channelId');
  });

  test('in a channel gets the channel and the team it belongs to', () => {
    const changes = { instance: 'channel', config: { entityId: 'register-1' } };
    expect(ask('getContext', [], 'content', changes).reply?.[0]).toMatchObject({
      entityId: 'register-1',
      channelId: '19:registrar-connectors@thread.tacv2',
      channelName: 'Connectors',
      channelType: 'Regular',
      teamName: 'Contoso IT',
      groupId: '00000001-95a1-4a33-9c44-3f4b2f0d5e01',
    });
  });

  test('is heard when it says that it is there, or why not', () => {
    expect(ask('appInitialization.success', ['2.58.0'])).toEqual({ reply: null, effect: { kind: 'shown' } });
    expect(ask('appInitialization.failure', ['AuthFailed', 'no token']).effect).toEqual({
      kind: 'failed',
      reason: 'AuthFailed',
      message: 'no token',
    });
  });

  test.each([
    'registerHandler',
    'appInitialization.appLoaded',
    'returnFocus',
    'shareDeepLink',
    'readyToUnload',
  ])('%s is heard, and nobody waits for an answer', (func) =>
    expect(ask(func, ['focusEnter'])).toEqual({ reply: null, effect: null }),
  );
});

describe('signing in', () => {
  test('a token is fetched, and the answer comes then', () => {
    expect(ask('authentication.getAuthToken')).toEqual({ reply: null, effect: { kind: 'token' } });
  });

  test('a window opens for a page of the app alone', () => {
    expect(ask('authentication.authenticate', [`${ORIGIN}/sign-in`, 500, 600]).effect).toEqual({
      kind: 'pop-up',
      url: `${ORIGIN}/sign-in`,
      width: 500,
      height: 600,
    });
    expect(ask('authentication.authenticate', ['https://localhost:3978/sign-in']).effect).toMatchObject({
      url: `${ORIGIN}/sign-in`,
    });
    expect(ask('authentication.authenticate', ['https://elsewhere.example/sign-in']).reply?.[0]).toBe(false);
  });

  test('what the window says ends the waiting', () => {
    const [yes, no] = ['success', 'failure'].map((how) =>
      ask(`authentication.authenticate.${how}`, ['run-1'], 'authentication'),
    );
    expect(yes?.effect).toEqual({ kind: 'authenticated', args: [true, 'run-1'] });
    expect(no?.effect).toEqual({ kind: 'authenticated', args: [false, 'run-1'] });
  });
});

describe('the configuration page', () => {
  const config = { contentUrl: `${ORIGIN}/tab?alerts=off`, entityId: 'register-1' };

  test('says whether it can be saved, and sets what is saved', () => {
    expect(ask('settings.setValidityState', [true], 'settings').effect).toEqual({
      kind: 'validity',
      valid: true,
    });
    expect(ask('settings.setSettings', [config], 'settings')).toEqual({
      reply: [true],
      effect: { kind: 'config', config },
    });
    expect(ask('settings.save.success', [], 'settings').effect).toEqual({ kind: 'saved' });
    expect(ask('settings.save.failure', ['No.'], 'settings').effect).toEqual({
      kind: 'not-saved',
      why: 'No.',
    });
    expect(ask('settings.remove.success', [], 'remove').effect).toEqual({ kind: 'removed' });
  });

  test('cannot set a page of another site', () => {
    const elsewhere = { contentUrl: 'https://elsewhere.example/tab' };
    expect(ask('settings.setSettings', [elsewhere], 'settings')).toEqual({
      reply: [false, expect.stringContaining('not a page of the app')],
      effect: null,
    });
  });

  test('is told what was set before', () => {
    expect(ask('settings.getSettings').reply).toEqual([{}]);
    expect(ask('settings.getSettings', [], 'settings', { config }).reply).toEqual([config]);
  });
});

describe('dialogs', () => {
  const info = { url: `${ORIGIN}/tab/hand-over`, title: 'Hand over', height: 'medium', width: 600 };

  test('are opened by a page and ended by what is in them', () => {
    expect(ask('tasks.startTask', [info])).toEqual({ reply: null, effect: { kind: 'dialog', info } });
    expect(ask('tasks.completeTask', ['sent', []], 'task').effect).toEqual({
      kind: 'dialog-done',
      result: 'sent',
    });
  });

  test('show pages of the app, no cards, and no further dialogs', () => {
    const wrong = { errorCode: 4000, message: expect.any(String) };
    expect(ask('tasks.startTask', [{ card: '{}' }]).reply).toEqual([wrong]);
    expect(ask('tasks.startTask', [{ ...info, url: 'https://elsewhere.example' }]).reply).toEqual([wrong]);
    expect(ask('tasks.startTask', [info], 'task').reply).toEqual([
      { errorCode: 100, message: expect.any(String) },
    ]);
  });

  test('and the page beneath talk to each other', () => {
    expect(ask('messageForParent', ['up'], 'task').effect).toMatchObject({ whom: 'opener', message: 'up' });
    expect(ask('messageForChild', ['down']).effect).toMatchObject({ whom: 'dialog', message: 'down' });
  });
});

describe('what it does not know', () => {
  test('it refuses by an error, in silence never', () => {
    expect(ask('location.getLocation').reply).toEqual([
      { errorCode: 100, message: 'This Teams does not know location.getLocation.' },
    ]);
    expect(ask('toString').reply).toEqual([{ errorCode: 100, message: expect.stringContaining('toString') }]);
  });

  test('every call that expects “succeeded, and why not” gets that, whatever its name', () => {
    const calls = calledBy('sendAndHandleStatusAndReason(?:WithDefaultError)?');
    expect(calls.length).toBeGreaterThan(10);
    for (const func of calls) {
      const [first] = ask(func, []).reply ?? [];
      expect([func, typeof first]).toEqual([func, 'boolean']);
    }
  });

  test('every call that expects an error first gets one, or null', () => {
    const calls = calledBy('sendAndHandleSdkError');
    expect(calls.length).toBeGreaterThan(30);
    for (const func of calls) {
      const { reply, effect } = ask(func, []);
      const told = reply === null ? effect !== null : reply[0] === null || typeof reply[0] === 'object';
      expect([func, told]).toEqual([func, true]);
    }
  });

  test('every name it keeps for that is one of the library’s', () => {
    expect([...SUCCEEDED_AND_WHY].filter((name) => !library.includes(`'${name}'`))).toEqual([]);
  });
});

describe('on the wire', () => {
  test('a call has a number and a name, and an answer echoes both ids', () => {
    expect(isCall({ id: 0, func: 'getContext' })).toBe(true);
    for (const other of [null, 'getContext', {}, { func: 'x' }, { id: '1', func: 'x' }])
      expect(isCall(other)).toBe(false);
    const call = { id: 3, uuidAsString: 'b1', func: 'getContext', args: [] };
    expect(answerMessage(call, [true])).toEqual({ id: 3, uuidAsString: 'b1', args: [true] });
  });

  test.each([undefined, null, 'text', {}])('arguments that are %p are none', (args) => {
    expect(ask('settings.setValidityState', args).effect).toEqual({ kind: 'validity', valid: false });
  });
});
