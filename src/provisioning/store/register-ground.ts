/** What lines of the register are told from, read in the transaction that writes them. */
import type { Transaction } from 'kysely';
import type { TenantId } from '../core/ids.ts';
import type { RecordedRun, RegisterGround } from '../core/register/ground.ts';
import { NO_MARKS, type LapseMarks } from '../core/register/lapses.ts';
import type { Run, Step } from '../core/run.ts';
import type { KeptApplication } from '../core/watch/kept.ts';
import type { Catalog } from '../ports.ts';
import { keptOf } from './inventory-reads.ts';
import type { Tables } from './tables.ts';

export type Definitions = Pick<Catalog, 'byId'>;

/** By key; a key that no run has any more is missing. */
export async function readGrounds(
  tx: Transaction<Tables>,
  definitions: Definitions,
  tenantId: TenantId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RegisterGround>> {
  const runs = await readRuns(tx, tenantId, keys);
  const held = runs.filter(({ run }) => run.registration !== null);
  const steps = await readStepsOf(tx, tenantId, held);
  const kept = await readKept(tx, tenantId, held);
  const grounds = new Map<string, RegisterGround>();
  for (const [key, group] of Map.groupBy(runs, (one) => one.key)) {
    const [first, ...rest] = group.map(({ run }): RecordedRun => ({ run, steps: steps.get(run.id) ?? [] }));
    if (first === undefined) continue;
    grounds.set(key, {
      runs: [first, ...rest],
      definitionOf: (connectorId) => definitions.byId(connectorId),
      kept: kept.filter(({ appId }) => appId === key),
    });
  }
  return grounds;
}

interface KeyedRun {
  readonly key: string;
  readonly run: Run;
}

async function readRuns(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  keys: readonly string[],
): Promise<readonly KeyedRun[]> {
  const rows = await tx
    .selectFrom('runs')
    .select(['register_key', 'doc'])
    .where('tenant_id', '=', tenantId)
    .where('register_key', 'in', keys)
    .orderBy('created_at')
    .orderBy('run_id')
    .execute();
  return rows.map(({ register_key, doc }) => ({ key: register_key ?? '', run: doc }));
}

async function readStepsOf(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  runs: readonly KeyedRun[],
): Promise<ReadonlyMap<string, Step[]>> {
  if (runs.length === 0) return new Map();
  const rows = await tx
    .selectFrom('steps')
    .select(['run_id', 'doc'])
    .where('tenant_id', '=', tenantId)
    .where(
      'run_id',
      'in',
      runs.map(({ run }) => run.id),
    )
    .orderBy('position')
    .execute();
  const byRun = Map.groupBy(rows, ({ run_id }) => run_id);
  return new Map([...byRun].map(([id, group]) => [id, group.map(({ doc }) => doc)]));
}

async function readKept(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  runs: readonly KeyedRun[],
): Promise<readonly KeptApplication[]> {
  const appIds = [...new Set(runs.map(({ key }) => key))];
  return appIds.length === 0 ? [] : keptOf(tx, tenantId, appIds);
}

export async function readMarks(
  tx: Transaction<Tables>,
  tenantId: TenantId,
  lapseIds: readonly string[],
): Promise<LapseMarks> {
  if (lapseIds.length === 0) return NO_MARKS;
  const rows = await tx
    .selectFrom('lapse_marks')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('lapse_id', 'in', lapseIds)
    .execute();
  return new Map(rows.map((row) => [row.lapse_id, { snooze: row.snooze, notOurs: row.not_ours }]));
}
