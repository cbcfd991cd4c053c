import { describe, expect, test } from '@jest/globals';
import { spokenText, understand } from '../../src/bot/intents.ts';
import type { Intent } from '../../src/bot/intents.ts';

const table: readonly (readonly [string, Intent])[] = [
  ['help', { kind: 'help' }],
  ['HELP', { kind: 'help' }],
  [' Help! ', { kind: 'help' }],
  ['hlep', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['Hi', { kind: 'hello' }],
  ['HELLO', { kind: 'hello' }],
  ['helo', { kind: 'hello' }],
  ['list', { kind: 'list' }],
  ['What is registered?', { kind: 'list' }],
  ['list connectors', { kind: 'gallery' }],
  ['Connectors', { kind: 'gallery' }],
  ['conectors', { kind: 'gallery' }],
  ['GALLERY', { kind: 'gallery' }],
  ['What can you set up?', { kind: 'gallery' }],
  ['list the connectors', { kind: 'gallery' }],
  ['set up Nectar connector', { kind: 'set-up', words: 'nectar' }],
  ['SET UP THE NECTAR DXP CONNECTOR', { kind: 'set-up', words: 'nectar dxp' }],
  ['setup nectar', { kind: 'set-up', words: 'nectar' }],
  ['set-up nectar', { kind: 'set-up', words: 'nectar' }],
  ['stup nectar', { kind: 'set-up', words: 'nectar' }],
  ['ste up nectar', { kind: 'set-up', words: 'nectar' }],
  ['please register Cirrus Connect', { kind: 'set-up', words: 'cirrus connect' }],
  ['set up', { kind: 'set-up', words: '' }],
  ['set up a connector', { kind: 'set-up', words: '' }],
  ['renew', { kind: 'renew', words: '' }],
  ['Renew the Nectar secret', { kind: 'renew', words: 'nectar' }],
  ['rotate cirrus connect', { kind: 'renew', words: 'cirrus connect' }],
  ['renw jtel', { kind: 'renew', words: 'jtel' }],
  ['status', { kind: 'status', words: '' }],
  ['staus of nectar', { kind: 'status', words: 'nectar' }],
  ['alert here', { kind: 'alert-here' }],
  ['Alerts here again', { kind: 'alert-here' }],
  ['alerts on', { kind: 'alert-here' }],
  ['Alert settings', { kind: 'alert-settings' }],
  ['alert setings', { kind: 'alert-settings' }],
  ['alerts', { kind: 'alert-settings' }],
  ['alerts off', { kind: 'alerts-off' }],
  ['No more alerts here.', { kind: 'alerts-off' }],
  ['stop alerts', { kind: 'alerts-off' }],
  ['history', { kind: 'history', words: '' }],
  ['history of the Nectar connector', { kind: 'history', words: 'nectar' }],
  ['histroy nectar', { kind: 'history', words: 'nectar' }],
  ['warnings jtel', { kind: 'history', words: 'jtel' }],
  ['Who was warned about Nectar?', { kind: 'history', words: 'nectar' }],
  ['Did Anna get it?', { kind: 'history', words: 'anna' }],
  ['did the owner get it', { kind: 'history', words: '' }],
  ['cancel', { kind: 'cancel', words: '' }],
  ['Cancel the Nectar set up', { kind: 'cancel', words: 'nectar' }],
  ['not now', { kind: 'cancel', words: '' }],
  ['', { kind: 'empty' }],
  ['   \u200B ', { kind: 'empty' }],
  ['!!!', { kind: 'unknown', text: '!!!' }],
  ['tell me a joke', { kind: 'unknown', text: 'tell me a joke' }],
  ['Nectar', { kind: 'unknown', text: 'Nectar' }],
];

describe('understand', () => {
  test.each(table)('%j', (text, intent) => {
    expect(understand(text)).toEqual(intent);
  });

  test('survives a very long message', () => {
    expect(understand('a '.repeat(500_000)).kind).toBe('unknown');
  });
});

describe('the text of a message', () => {
  const recipient = { id: '28:bot', name: 'Registrar' };

  test('is without the mention of the bot, wherever it stands', () => {
    const entities = [{ type: 'mention', text: '<at>Registrar</at>', mentioned: { id: '28:bot' } }];
    const text = spokenText({ text: 'hey <at>Registrar</at> set up nectar', entities, recipient });
    expect(text.replace(/\s+/g, ' ')).toBe('hey set up nectar');
  });

  test('keeps the mention of anybody else', () => {
    const entities = [{ type: 'mention', text: '<at>Bo</at>', mentioned: { id: '29:bo' } }];
    expect(spokenText({ text: 'ask <at>Bo</at>', entities, recipient })).toContain('Bo');
  });

  test('is empty when there is none', () => {
    expect(
      spokenText({ entities: [{ type: 'mention' }], recipient } as unknown as Parameters<
        typeof spokenText
      >[0]),
    ).toBe('');
  });
});
