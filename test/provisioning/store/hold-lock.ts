/** Takes the lock on a folder, says so, and holds it until it is killed. */
import { takeLock } from '../../../src/provisioning/store/lock.ts';

await takeLock(process.argv[2] ?? '');
process.send?.('held');
setInterval(() => undefined, 60_000);
