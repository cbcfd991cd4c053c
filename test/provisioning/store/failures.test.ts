import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { toStoreFailure, withStoreFailures } from '../../../src/provisioning/store/failures.ts';
import { openDatabase } from '../../../src/provisioning/store/index.ts';

test.each([
  ['ECONNREFUSED', 'STORE_UNREACHABLE'],
  ['ENOTFOUND', 'STORE_UNREACHABLE'],
  ['28P01', 'STORE_UNREACHABLE'],
  ['3D000', 'STORE_UNREACHABLE'],
  ['57P01', 'STORE_UNREACHABLE'],
  ['ENOSPC', 'STORE_UNWRITABLE'],
  ['EROFS', 'STORE_UNWRITABLE'],
  ['EACCES', 'STORE_UNWRITABLE'],
  ['53100', 'STORE_UNWRITABLE'],
])('%s is told as %s, with the cause kept', (code, told) => {
  const beneath = Object.assign(new TypeError('beneath'), { code });
  expect(toStoreFailure(beneath)).toMatchObject({ code: told, facts: { cause: code }, cause: beneath });
});

test.each([new TypeError('odd'), { code: 42 }, { code: '23505' }, 'text', null])(
  'what is neither stays as it is: %p',
  async (thrown) => {
    await expect(withStoreFailures(() => Promise.reject(thrown))).rejects.toBe(thrown);
  },
);

test('a data folder that cannot be a folder is said in words, not by a stack', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'registrar-data-'));
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const opened = openDatabase({ kind: 'pglite', dataDir: join(file, 'data') });
  await expect(opened).rejects.toMatchObject({ code: 'STORE_UNWRITABLE', facts: { cause: 'ENOTDIR' } });
  await rm(folder, { recursive: true });
});
