import { expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/provisioning/store/index.ts';
import { asTestDatabase } from '../../fakes/database.ts';
import { newDatabase } from '../../fakes/shared-server.ts';
import { storeSuite } from './suite.ts';

storeSuite('on a PostgreSQL server', async () => {
  const { url, drop } = await newDatabase('empty');
  const database = await openDatabase({ kind: 'server', url });
  return asTestDatabase(database, async () => {
    await database.close();
    await drop();
  });
});

test('a server that does not answer is said to be unreachable', async () => {
  const nobody = openDatabase({ kind: 'server', url: 'postgres://registrar@127.0.0.1:1/registrar' });
  await expect(nobody).rejects.toMatchObject({ code: 'STORE_UNREACHABLE' });
});
