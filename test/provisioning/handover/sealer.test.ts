import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createSealer } from '../../../src/provisioning/handover/sealer.ts';

const KEY = Buffer.alloc(32, 7);
const BOUND = 'tenant-1/app-1/run-1';
const VALUE = 'canary~ü.value-with-€';
const BROKEN = expect.objectContaining({ code: 'SEAL_BROKEN' });

describe('a sealed value', () => {
  const sealer = createSealer(KEY);
  const envelope = sealer.seal(new Secret(VALUE), BOUND);

  test('opens with the same key and binding, also an empty one', () => {
    expect(sealer.open(envelope, BOUND).expose()).toBe(VALUE);
    expect(
      createSealer(KEY)
        .open(sealer.seal(new Secret(''), ''), '')
        .expose(),
    ).toBe('');
  });

  test('shows nothing of what is in it, and is never the same twice', () => {
    expect(envelope).toMatch(/^v1\.[\w-]{16}\.[\w-]+$/);
    expect(Buffer.from(envelope.split('.')[2] ?? '', 'base64url').toString()).not.toContain('canary');
    expect(sealer.seal(new Secret(VALUE), BOUND)).not.toBe(envelope);
  });

  test.each(['tenant-2/app-1/run-1', '', `${BOUND} `])('does not open bound to "%s"', (other) => {
    expect(() => sealer.open(envelope, other)).toThrow(BROKEN);
  });

  test('does not open with another key', () => {
    expect(() => createSealer(Buffer.alloc(32, 8)).open(envelope, BOUND)).toThrow(BROKEN);
  });

  test('does not open when any one character is another', () => {
    for (const [index, character] of [...envelope].entries()) {
      for (const other of [character === 'A' ? 'B' : 'A', character === '_' ? '-' : '_']) {
        const changed = envelope.slice(0, index) + other + envelope.slice(index + 1);
        expect(() => sealer.open(changed, BOUND)).toThrow(BROKEN);
      }
    }
  });

  test.each(['', 'v1', 'v1..', 'v2.AAAAAAAAAAAAAAAA.AAAA', `v1.${'A'.repeat(16)}.`, 'v1.a.b.c', '🙂'])(
    'is not "%s"',
    (text) => expect(() => sealer.open(text, BOUND)).toThrow(BROKEN),
  );

  test('does not open cut short or drawn out', () => {
    for (const changed of [envelope.slice(0, -1), envelope.slice(0, -8), `${envelope}AAAA`, `${envelope}=`]) {
      expect(() => sealer.open(changed, BOUND)).toThrow(BROKEN);
    }
  });
});

test('the sealer keeps its own copy of the key', () => {
  const key = Buffer.from(KEY);
  const sealer = createSealer(key);
  const envelope = sealer.seal(new Secret(VALUE), BOUND);
  key.fill(0);
  expect(sealer.open(envelope, BOUND).expose()).toBe(VALUE);
});

test.each([0, 16, 31, 33])('a key of %i bytes is refused', (bytes) => {
  expect(() => createSealer(Buffer.alloc(bytes))).toThrow(
    expect.objectContaining({ code: 'SEAL_KEY_WRONG', facts: { bytes } }),
  );
});
