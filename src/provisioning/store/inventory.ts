/** What sweeps found, and where they stand. */
import type { InventoryStore } from '../ports.ts';
import type { Database } from './database.ts';
import { enrol, lease, release, renew, resting } from './inventory-lease.ts';
import { look } from './inventory-look-write.ts';
import { applications, lapsing, lapsingElsewhere, missing } from './inventory-reads.ts';
import { gone, write } from './inventory-rows.ts';
import { begin, fail, finish, read } from './inventory-sweeps.ts';

export function createInventoryStore(database: Database): InventoryStore {
  return {
    enrol: (tenantId) => enrol(database, tenantId),
    resting: () => resting(database),
    read: (tenantId) => read(database, tenantId),
    lease: (tenantId) => lease(database, tenantId),
    begin: (hold, sweep) => begin(database, hold, sweep),
    write: (hold, page, at) => write(database, hold, page, at),
    renew: (hold) => renew(database, hold),
    missing: (hold, appIds) => missing(database, hold, appIds),
    gone: (hold, known, at) => gone(database, hold, known, at),
    look: (hold, seen, at) => look(database, hold, seen, at),
    finish: (hold, sweep, nextInSeconds) => finish(database, hold, sweep, nextInSeconds),
    fail: (hold, sweep, nextInSeconds) => fail(database, hold, sweep, nextInSeconds),
    release: (hold) => release(database, hold),
    lapsing: (tenantId, ends) => lapsing(database, tenantId, ends),
    lapsingElsewhere: (tenantId, which) => lapsingElsewhere(database, tenantId, which),
    applications: (tenantId, appIds) => applications(database, tenantId, appIds),
  };
}
