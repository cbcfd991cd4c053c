/** The store: what outlives a process, on PostgreSQL. */
import { sql } from 'kysely';
import type { ChatMemory } from '../contract.ts';
import type { Ledger, Vault } from '../ports.ts';
import { createChatMemory } from './chat-memory.ts';
import type { Database } from './database.ts';
import { createLedger } from './ledger.ts';
import { createVault } from './vault.ts';

export { openDatabase } from './database.ts';
export type { Database, DatabaseOptions } from './database.ts';
export { findTampering } from './history.ts';

export interface Store {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly chat: ChatMemory;
  /** For a process that has the database to itself, at its start: whoever held a lease is dead. */
  endLeases(): Promise<void>;
}

export function createStore(database: Database): Store {
  return {
    ledger: createLedger(database),
    vault: createVault(database),
    chat: createChatMemory(database),
    endLeases: async () => {
      await sql`update runs set lease_until = null`.execute(database.kysely);
    },
  };
}
