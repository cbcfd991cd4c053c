import { describe, expect, test } from '@jest/globals';
import type { Text } from './find.ts';
import { leaks } from './leaks.ts';

const SECRET = { what: 'secretText', value: 'abC8Q~canary"canary-canary-canary.canary' };
const TOKEN = { what: 'access_token', value: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmVk' };
const CANARIES = [SECRET, TOKEN];

const somewhere = (text: string): Text => ({ place: 'the log', text });
const reveal = (text: string): Text => ({ place: 'the answer', text, reveal: true });

/** Encoded in the middle of something longer, which begins so many bytes before it. */
function amidst(before: number, encoding: BufferEncoding): string {
  return Buffer.from(`${'<'.repeat(before)}${SECRET.value}???`).toString(encoding);
}

describe('a canary is found', () => {
  test.each([
    ['as it is', `at ${SECRET.value} it`],
    ['as JSON writes it', JSON.stringify({ value: SECRET.value })],
    [
      'as Markdown escapes it, in JSON',
      JSON.stringify(SECRET.value.replaceAll(/[~".-]/g, (sign) => `\\${sign}`)),
    ],
    ['as a label without Markdown', SECRET.value.replaceAll('~', '')],
    ['as hex', amidst(1, 'hex')],
    ['in base64, alone', Buffer.from(SECRET.value).toString('base64')],
    ['in base64, at the first offset', amidst(3, 'base64')],
    ['in base64, at the second', amidst(4, 'base64')],
    ['in base64, at the third', amidst(5, 'base64')],
    ['in the base64 of addresses', amidst(4, 'base64url')],
  ])('%s', (_how, text) => {
    expect(leaks(CANARIES, [somewhere(text)])).toEqual(['secretText in the log']);
  });

  test('and named once for each place, a token as well', () => {
    const text = `${SECRET.value} ${TOKEN.value} ${SECRET.value}`;
    expect(leaks(CANARIES, [somewhere(text)])).toEqual(['secretText in the log', 'access_token in the log']);
  });
});

test.each([
  ['a secret that nobody knows of', `xyZ8Q~${'a'.repeat(34)}`],
  ['a secret that nobody knows of, on a card', JSON.stringify(`xyZ8Q\\~${'a'.repeat(34)}`)],
  ['a token that nobody knows of', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.eA'],
  ['a token that was cut', TOKEN.value.slice(0, -5)],
])('%s is found by its shape', (_what, text) => {
  expect(leaks(CANARIES, [somewhere(text)])).toEqual([
    'something shaped like a secret or a token in the log',
  ]);
});

test('nothing is found in what holds nothing', () => {
  expect(leaks(CANARIES, [somewhere('v1.QUJD.c2VhbGVk'), somewhere('')])).toEqual([]);
});

describe('a reveal', () => {
  const shown = reveal(JSON.stringify({ value: SECRET.value }));

  test('shows a secret once, and that is no leak', () => {
    expect(leaks(CANARIES, [shown, somewhere('nothing')])).toEqual([]);
  });

  test('that shows nothing is seen to', () => {
    const said = ['0 of 1 reveals showed a secret that stands nowhere else'];
    expect(leaks(CANARIES, [reveal('{}')])).toEqual(said);
  });

  test.each([
    ['of the same secret twice', [shown, shown]],
    ['that says it twice', [reveal(shown.text.repeat(2))]],
    ['of a secret that stands elsewhere too', [shown, somewhere(SECRET.value)]],
    ['of a token', [reveal(TOKEN.value)]],
  ])('%s is a leak', (_what, searched) => {
    const found = leaks(CANARIES, searched);
    expect(found.join()).toMatch(/^(secretText|access_token) in the (answer|log)/);
    expect(found.join()).not.toMatch(/canary|eyJ/);
  });
});
