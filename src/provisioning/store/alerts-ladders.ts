/** Days before the end that somebody chose for a connector. */
import type { TenantId } from '../core/ids.ts';
import type { AlertStore, ChosenLadder } from '../ports.ts';
import type { Database } from './database.ts';

export function createLadderStore(database: Database): Pick<AlertStore, 'putLadder' | 'ladders'> {
  return {
    putLadder: (tenantId, connectorId, chosen) =>
      chosen === null
        ? removeLadder(database, tenantId, connectorId)
        : putLadder(database, tenantId, connectorId, chosen),
    ladders: (tenantId) => ladders(database, tenantId),
  };
}

function putLadder(
  database: Database,
  tenantId: TenantId,
  connectorId: string,
  { ladder, by, at }: ChosenLadder,
): Promise<void> {
  const changed = { ladder: JSON.stringify(ladder), chosen_by: JSON.stringify(by), chosen_at: at };
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .insertInto('connector_ladders')
      .values({ tenant_id: tenantId, connector_id: connectorId, ...changed })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'connector_id']).doUpdateSet(changed))
      .execute();
  });
}

function removeLadder(database: Database, tenantId: TenantId, connectorId: string): Promise<void> {
  return database.asTenant(tenantId, async (tx) => {
    await tx
      .deleteFrom('connector_ladders')
      .where('tenant_id', '=', tenantId)
      .where('connector_id', '=', connectorId)
      .execute();
  });
}

function ladders(database: Database, tenantId: TenantId): ReturnType<AlertStore['ladders']> {
  return database.asTenant(tenantId, async (tx) => {
    const chosen = tx.selectFrom('connector_ladders').selectAll().where('tenant_id', '=', tenantId);
    const rows = await chosen.execute();
    return new Map(
      rows.map((row) => [row.connector_id, { ladder: row.ladder, by: row.chosen_by, at: row.chosen_at }]),
    );
  });
}
