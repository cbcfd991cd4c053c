import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createWorldFile, loadSigningKey, writeAtomically } from '../../src/sandbox/files.ts';
import { seedWorld } from '../../src/sandbox/seed.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the world file', () => {
  test('is not there at first', async () => {
    expect(await createWorldFile(folder).load()).toBeUndefined();
  });

  test('gives back what was saved last, however often it was saved', async () => {
    const file = createWorldFile(join(folder, 'sandbox'));
    const world = seedWorld();
    for (let offset = 1; offset <= 50; offset++) {
      world.clockOffsetMs = offset;
      file.save(world);
    }
    await file.settled();
    expect(await createWorldFile(join(folder, 'sandbox')).load()).toEqual(world);
  });

  test('can be saved again after it was settled', async () => {
    const file = createWorldFile(folder);
    const world = seedWorld();
    file.save(world);
    await file.settled();
    world.clockOffsetMs = 7;
    file.save(world);
    await file.settled();
    expect((await file.load())?.clockOffsetMs).toBe(7);
  });

  test('that cannot be written says so when asked', async () => {
    await writeFile(join(folder, 'in-the-way'), '');
    const file = createWorldFile(join(folder, 'in-the-way'));
    file.save(seedWorld());
    await expect(file.settled()).rejects.toMatchObject({ code: 'EEXIST' });
  });

  test('that is damaged is not taken for an empty tenant', async () => {
    await writeFile(join(folder, 'world.json'), '{"tenantId": "7c');
    await expect(createWorldFile(folder).load()).rejects.toThrow(SyntaxError);
  });
});

test('an atomic write leaves one file, for its owner alone', async () => {
  const path = join(folder, 'one.json');
  await writeAtomically(path, 'old');
  await writeAtomically(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['one.json']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('the signing key is made once', async () => {
  const first = await loadSigningKey(folder);
  expect(await loadSigningKey(folder)).toEqual(first);
  expect((await stat(join(folder, 'signing-key.json'))).mode & 0o777).toBe(0o600);
});
