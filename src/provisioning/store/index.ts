/** The store: what outlives a process, on PostgreSQL. */
import { sql } from 'kysely';
import type { ChatMemory, Outbox } from '../contract.ts';
import type { CalendarLinks } from '../contract/tab.ts';
import type { AlertStore, Catalog, InventoryStore, Ledger, RegisterStore, Vault } from '../ports.ts';
import { createAlertStore } from './alerts.ts';
import { createCalendarLinks } from './calendar-links.ts';
import { createChatMemory } from './chat-memory.ts';
import type { Database } from './database.ts';
import { createInventoryStore } from './inventory.ts';
import { createLedger } from './ledger.ts';
import { createOutbox } from './outbox.ts';
import { createRegisterStore } from './register.ts';
import { createVault } from './vault.ts';

export { openDatabase } from './database.ts';
export type { Database, DatabaseOptions } from './database.ts';
export { findTampering } from './history.ts';

export interface Store {
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly chat: ChatMemory;
  readonly outbox: Outbox;
  readonly inventory: InventoryStore;
  readonly alerts: AlertStore;
  readonly register: RegisterStore;
  readonly calendarLinks: CalendarLinks;
  /** For a process that has the database to itself, at its start: whoever held a lease is dead. */
  endLeases(): Promise<void>;
}

/** `definitions`: what the register calls a connector, and what of one lapses beside its credentials. */
export function createStore(database: Database, definitions: Pick<Catalog, 'byId'>): Store {
  return {
    ledger: createLedger(database),
    vault: createVault(database),
    chat: createChatMemory(database),
    outbox: createOutbox(database),
    inventory: createInventoryStore(database),
    alerts: createAlertStore(database),
    register: createRegisterStore(database, definitions),
    calendarLinks: createCalendarLinks(database),
    endLeases: async () => {
      await sql`update runs set lease_until = null`.execute(database.kysely);
      await sql`update sweeps set lease_until = null`.execute(database.kysely);
      await sql`update outbox_senders set lease_until = clock_timestamp() where lease_until is not null`.execute(
        database.kysely,
      );
    },
  };
}
