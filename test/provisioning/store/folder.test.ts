import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createSealer } from '../../../src/provisioning/handover/sealer.ts';
import { openDatabase } from '../../../src/provisioning/store/index.ts';
import type { Database } from '../../../src/provisioning/store/index.ts';
import { preparedDump, storeOn } from '../../fakes/database.ts';
import { startChild } from './child.ts';
import { CONTOSO, RUN, SEALED, aRun } from './records.ts';

let prepared: Blob;
let dataDir: string;
beforeAll(async () => {
  prepared = await preparedDump();
});
beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'registrar-data-')), 'data');
});
afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

const open = (): Promise<Database> => openDatabase({ kind: 'pglite', dataDir, prepared });
const damage = (): Promise<void> =>
  writeFile(join(dataDir, 'database', 'global', 'pg_control'), Buffer.alloc(8192));

test('a run outlives the process that was killed, and its folder is refused to a second process until then', async () => {
  const child = await startChild('hold-database.ts', dataDir);
  await expect(open()).rejects.toMatchObject({ code: 'STORE_LOCKED', facts: { pid: child.pid } });
  await child.kill();
  const database = await open();
  expect((await storeOn(database).ledger.read(CONTOSO, RUN))?.run).toEqual(aRun());
  expect(database.restoredFrom).toBeNull();
  await database.close();
  expect((await stat(dataDir)).mode & 0o077).toBe(0);
});

test('a folder that cannot be read is moved aside and restored from the newest dump', async () => {
  const database = await open();
  const { ledger } = storeOn(database);
  await ledger.create(aRun());
  await database.dump();
  await ledger.save({ run: aRun({ revision: 2 }) });
  expect(await database.dump()).toBe('000002.tar.gz');
  await database.close();
  await damage();
  const restored = await open();
  expect(restored.restoredFrom).toBe('000002.tar.gz');
  expect((await storeOn(restored).ledger.read(CONTOSO, RUN))?.run.revision).toBe(2);
  await restored.close();
  expect(await readdir(dataDir)).toContain('database.unreadable-1');
});

test('a damaged folder without a dump is left as it is', async () => {
  await (await open()).close();
  await damage();
  await expect(open()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  await expect(open()).rejects.toMatchObject({ code: 'STORE_UNREADABLE' });
  expect((await readdir(dataDir)).sort()).toEqual(['database', 'lock']);
});

test('three dumps are kept, for their owner only', async () => {
  const database = await open();
  for (let taken = 0; taken < 5; taken += 1) await database.dump();
  await database.close();
  const names = ['000003.tar.gz', '000004.tar.gz', '000005.tar.gz'];
  expect((await readdir(join(dataDir, 'dumps'))).sort()).toEqual(names);
  expect((await stat(join(dataDir, 'dumps', '000005.tar.gz'))).mode & 0o077).toBe(0);
});

test('neither the folder nor a dump holds the secret that was sealed', async () => {
  const canary = 'canary-9f1c~secret';
  const envelope = createSealer(Buffer.alloc(32, 9)).seal(new Secret(canary), 'run-1');
  const database = await open();
  const { ledger } = storeOn(database);
  await ledger.create(aRun());
  await ledger.save({
    run: aRun({ revision: 2, origin: 'marker-for-the-test' }),
    sealed: { ...SEALED, envelope },
  });
  const dump = gunzipSync(await readFile(join(dataDir, 'dumps', (await database.dump()) ?? '')));
  await database.close();
  expect(dump.includes('marker-for-the-test')).toBe(true);
  expect(dump.includes(canary)).toBe(false);
  for (const bytes of await everyFile(join(dataDir, 'database'))) expect(bytes.includes(canary)).toBe(false);
});

async function everyFile(folder: string): Promise<readonly Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
}
