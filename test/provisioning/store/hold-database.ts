/** Opens a data folder, writes a run into it, says so, and goes on holding it until it is killed. */
import { openDatabase } from '../../../src/provisioning/store/index.ts';
import { preparedDump, storeOn } from '../../fakes/database.ts';
import { aRun } from './records.ts';

const dataDir = process.argv[2] ?? '';
const database = await openDatabase({ kind: 'pglite', dataDir, prepared: await preparedDump() });
await storeOn(database).ledger.create(aRun());
process.send?.('held');
setInterval(() => undefined, 60_000);
