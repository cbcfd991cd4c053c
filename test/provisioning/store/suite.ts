/** What a store must do on any PostgreSQL: run against PGlite and against a real server. */
import { afterAll, beforeAll, beforeEach, describe } from '@jest/globals';
import type { TestDatabase } from '../../fakes/database.ts';
import { alertsBehaviour } from './suite-alerts.ts';
import { calendarLinksBehaviour } from './suite-calendar-links.ts';
import { chatBehaviour } from './suite-chat.ts';
import { inventoryBehaviour } from './suite-inventory.ts';
import { ledgerBehaviour } from './suite-ledger.ts';
import { outboxBehaviour } from './suite-outbox.ts';
import { registerBehaviour } from './suite-register.ts';
import { securityBehaviour } from './suite-security.ts';
import { vaultBehaviour } from './suite-vault.ts';
import { sweepTurnsBehaviour } from './suite-sweep-turns.ts';
import { wakesBehaviour } from './suite-wakes.ts';

export function storeSuite(name: string, open: () => Promise<TestDatabase>): void {
  describe(name, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
    }, 60_000);
    beforeEach(() => database.clear());
    afterAll(() => database.close(), 60_000);

    const current = (): TestDatabase => database;
    describe('ledger', () => ledgerBehaviour(current));
    describe('vault', () => vaultBehaviour(current));
    describe('chat memory', () => chatBehaviour(current));
    describe('outbox', () => outboxBehaviour(current));
    describe('inventory', () => inventoryBehaviour(current));
    describe('alerts', () => alertsBehaviour(current));
    describe('calendar links', () => calendarLinksBehaviour(current));
    describe('register', () => registerBehaviour(current));
    describe('tenants apart', () => securityBehaviour(current));
    describe('wakes', () => wakesBehaviour(current));
    describe('turns of sweeps', () => sweepTurnsBehaviour(current));
  });
}
