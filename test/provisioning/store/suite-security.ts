import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { Tables } from '../../../src/provisioning/store/tables.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { sweepOne } from './records-inventory.ts';
import { ANNA, CONTOSO, FABRIKAM, RUN, SEALED, aPending, aPress, aRun, aStep, anAlert } from './records.ts';
import { A_LADDER, A_MARK, aChannel } from './suite-alerts.ts';
import { A_LINK } from './suite-calendar-links.ts';

/** SQLSTATE insufficient_privilege: also what row-level security answers to a row it will not let in. */
const DENIED = { code: '42501' };
const TABLES = [
  'runs',
  'steps',
  'history',
  'sign_ins',
  'pending_sign_ins',
  'secrets',
  'conversations',
  'cards',
  'presses',
  'activities_seen',
  'outbox',
  'outbox_attempts',
  'outbox_senders',
  'outbox_pauses',
  'inventory_applications',
  'inventory_credentials',
  'inventory_looks',
  'sweeps',
  'alert_channels',
  'lapse_marks',
  'connector_ladders',
  'calendar_links',
  'register',
  'register_lapses',
] as const satisfies readonly (keyof Tables)[];

export function securityBehaviour(current: () => TestDatabase): void {
  beforeEach(async () => {
    const { ledger, vault, chat, outbox, alerts } = current().store;
    await ledger.create(aRun());
    const history = [{ at: 'then', actor: ANNA, what: 'plan-approved', requestId: null }];
    await ledger.save({ run: aRun({ revision: 2 }), steps: [aStep('a')], sealed: SEALED, history });
    await vault.putSignIn(RUN, { tenantId: CONTOSO, person: ANNA, envelope: 'v1.a.b', expiresAt: 5 });
    await vault.putPending(aPending());
    const place = { tenantId: CONTOSO, runId: RUN, conversationKey: 'chat-1' };
    await chat.putConversation({
      tenantId: CONTOSO,
      key: 'k',
      kind: 'personal',
      oid: ANNA.oid,
      reference: '{}',
    });
    await chat.putCard({ ...place, role: 'requester', activityId: 'a', oid: ANNA.oid, drawn: 1 });
    await chat.putPresses(place, [aPress('n1')]);
    await chat.firstSight(CONTOSO, 'chat-1', 'a');
    await outbox.put([anAlert()]);
    const lease = (await outbox.lease(CONTOSO, 60)) ?? { tenantId: CONTOSO, fence: 0 };
    await outbox.begin(lease, anAlert(), anAlert().dueAt, null);
    const refused = { at: anAlert().dueAt, status: 400, code: 'BadArgument' };
    await outbox.settle(lease, anAlert(), { ...refused, outcome: { kind: 'dead', by: 'message' } });
    await outbox.pause(lease, 'anna', anAlert().dueAt, anAlert().ends);
    await sweepOne(current().store.inventory);
    await alerts.putChannel(aChannel());
    await alerts.putMark(CONTOSO, 'lapse-1', A_MARK);
    await alerts.putLadder(CONTOSO, 'nectar', A_LADDER);
    await current().store.calendarLinks.put(A_LINK);
    await current().store.register.fill(Date.parse(aRun().updatedAt));
    await asTenant(
      CONTOSO,
      sql`insert into register_lapses (tenant_id, lapse_id, registration_id, kind, label, live, source)
        values (${CONTOSO}, 'key:1', ${RUN}, 'secret', '', true, 'ours')`,
    );
  });

  const count = async (db: Kysely<Tables>, table: string): Promise<number> => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db);
    return rows[0]?.n ?? -1;
  };
  const asTenant = (tenantId: string, statement: RawBuilder<unknown>): Promise<unknown> =>
    current().database.asTenant(tenantId, (tx) => statement.execute(tx));
  const asWorker = (statement: RawBuilder<unknown>): Promise<unknown> =>
    current().database.asWorker((tx) => statement.execute(tx));

  test.each(TABLES)('a row of %s is seen by its tenant and by no other', async (table) => {
    const { database } = current();
    expect(await count(database.kysely, table)).toBe(1);
    expect(await database.asTenant(CONTOSO, (tx) => count(tx, table))).toBe(1);
    expect(await database.asTenant(FABRIKAM, (tx) => count(tx, table))).toBe(0);
    expect(await database.asTenant('', (tx) => count(tx, table))).toBe(0);
  });

  test('a foreign row can be neither changed, removed nor planted', async () => {
    const { database } = current();
    await asTenant(FABRIKAM, sql`update runs set phase = 'cancelled'`);
    await asTenant(FABRIKAM, sql`delete from secrets`);
    expect(await count(database.kysely, 'secrets')).toBe(1);
    expect((await current().store.ledger.read(CONTOSO, RUN))?.run.phase).toBe('choices');
    const plant = sql`insert into activities_seen (tenant_id, conversation_key, activity_id) values (${CONTOSO}, 'c', 'x')`;
    await expect(asTenant(FABRIKAM, plant)).rejects.toMatchObject(DENIED);
  });

  test('the tenant of one transaction does not reach into the next', async () => {
    const { database } = current();
    await database.asTenant(CONTOSO, (tx) => count(tx, 'runs'));
    const left = sql<{
      tenant: string;
    }>`select coalesce(current_setting('registrar.tenant', true), '') as tenant`;
    expect((await database.asWorker((tx) => left.execute(tx))).rows).toEqual([{ tenant: '' }]);
  });

  test.each([
    ['change the history', sql`update history set what = 'nothing'`],
    ['remove from the history', sql`delete from history`],
    ['remove a run', sql`delete from runs`],
    ['switch the policies off', sql`alter table runs disable row level security`],
    ['change an attempt', sql`update outbox_attempts set outcome = 'sent'`],
    ['remove an alert', sql`delete from outbox`],
    ['remove what was said about a lapse', sql`delete from lapse_marks`],
    ['make tables', sql`create table mine (a int)`],
  ])('the app may not %s', async (_, statement) => {
    await expect(asTenant(CONTOSO, statement)).rejects.toMatchObject(DENIED);
  });

  test.each([
    ['read a run', sql`select doc from runs`],
    ['read an envelope', sql`select envelope from secrets`],
    ['read sign-ins', sql`select * from sign_ins`],
    ['read the history', sql`select * from history`],
    ['change a run', sql`update runs set phase = 'cancelled'`],
    ['remove a secret', sql`delete from secrets`],
    ['read an alert', sql`select facts from outbox`],
    ['change an alert', sql`update outbox set state = 'sent'`],
    ['read what a sweep found', sql`select key_id from inventory_credentials`],
    ['read where a sweep stands', sql`select link from sweeps`],
    ['read where warnings go', sql`select id from alert_channels`],
    ['remove a channel', sql`delete from alert_channels`],
    ['read what was said about a lapse', sql`select snooze from lapse_marks`],
    ['read what is registered', sql`select name from register`],
    ['read what of it lapses', sql`select label from register_lapses`],
    ['read who has a calendar', sql`select hash from calendar_links`],
  ])('the worker, who sees every tenant, may not %s', async (_, statement) => {
    await expect(asWorker(statement)).rejects.toMatchObject(DENIED);
  });

  test('every table begins its key with the tenant and has its policy on', async () => {
    const { rows } = await sql<{ name: string; first: string; secured: boolean }>`
      select t.relname as name, a.attname as first, t.relrowsecurity as secured
      from pg_class t
      join pg_index i on i.indrelid = t.oid and i.indisprimary
      join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
      where t.relnamespace = 'public'::regnamespace and t.relname not like 'kysely%'
    `.execute(current().database.kysely);
    expect(rows.map(({ name }) => name).sort()).toEqual([...TABLES].sort());
    expect(rows.filter(({ first, secured }) => first !== 'tenant_id' || !secured)).toEqual([]);
  });
}
