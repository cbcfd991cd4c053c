import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { takeLock } from '../../../src/provisioning/store/lock.ts';
import { thisProcess } from '../../../src/provisioning/store/process-identity.ts';
import { startChild } from './child.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registrar-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('one at a time, also within one process', async () => {
  const lock = await takeLock(folder);
  await expect(takeLock(folder)).rejects.toMatchObject({ code: 'STORE_LOCKED', facts: { pid: process.pid } });
  await lock.release();
  await (await takeLock(folder)).release();
  expect(await readdir(folder)).toEqual(['2']);
});

test('another process is refused while the holder lives, and takes over when it was killed', async () => {
  const child = await startChild('hold-lock.ts', folder);
  await expect(takeLock(folder)).rejects.toMatchObject({ code: 'STORE_LOCKED', facts: { pid: child.pid } });
  await child.kill();
  const lock = await takeLock(folder);
  await expect(takeLock(folder)).rejects.toMatchObject({ facts: { pid: process.pid } });
  await lock.release();
});

test('of many that find a dead holder at once, one takes over', async () => {
  const child = await startChild('hold-lock.ts', folder);
  await child.kill();
  const outcomes = await Promise.allSettled(Array.from({ length: 16 }, () => takeLock(folder)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await readdir(folder)).filter((name) => name.startsWith('draft'))).toEqual([]);
});

test.each(['', '\0\0\0', '{"pid":1'])('what a power cut left of a claim (%j) holds nothing', async (text) => {
  await writeFile(join(folder, '3'), text);
  await takeLock(folder);
  expect(await readdir(folder)).toEqual(['4']);
});

test('a process that was given the number of the holder is not taken for it', async () => {
  const { pid, started } = await thisProcess();
  await writeFile(join(folder, '7'), JSON.stringify({ pid, started: `${started}0` }));
  await takeLock(folder);
  expect(await readdir(folder)).toEqual(['8']);
  expect(JSON.parse(await readFile(join(folder, '8'), 'utf8'))).toEqual({ pid, started });
});
