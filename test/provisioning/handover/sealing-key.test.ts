import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { loadOrMakeKeyFile, readSealingKey } from '../../../src/provisioning/handover/sealing-key.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registrar-key-'));
  path = join(folder, 'data', 'sealing.key');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const KEY = Buffer.alloc(32, 5);

test('a key is 32 bytes in base64', () => {
  expect(readSealingKey(` ${KEY.toString('base64')}\n`)).toEqual(KEY);
});

test.each([
  ['nothing', ''],
  ['too short', Buffer.alloc(16).toString('base64')],
  ['too long', Buffer.alloc(33).toString('base64')],
  ['hexadecimal', KEY.toString('hex')],
  ['not base64', '!'.repeat(44)],
])('%s is refused, and not repeated in the message', (_, text) => {
  const refused = expect.objectContaining({ code: 'SEAL_KEY_WRONG' });
  expect(() => readSealingKey(text)).toThrow(refused);
  if (text !== '') expect(() => readSealingKey(text)).not.toThrow(text);
});

test('the key file is made on first use, for its owner only, and kept', async () => {
  const key = await loadOrMakeKeyFile(path);
  expect(key).toHaveLength(32);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await loadOrMakeKeyFile(path)).toEqual(key);
  expect(await readdir(join(folder, 'data'))).toEqual(['sealing.key']);
});

test('many that come first at once get the same key', async () => {
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadOrMakeKeyFile(path)));
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
});

test('a key file that others may read is refused', async () => {
  await loadOrMakeKeyFile(path);
  await chmod(path, 0o644);
  await expect(loadOrMakeKeyFile(path)).rejects.toMatchObject({
    code: 'SEAL_KEY_EXPOSED',
    facts: { mode: '644' },
  });
});

test('a key file that holds no key is refused and left as it is', async () => {
  await loadOrMakeKeyFile(path);
  await writeFile(path, 'short');
  await expect(loadOrMakeKeyFile(path)).rejects.toMatchObject({ code: 'SEAL_KEY_WRONG' });
});
