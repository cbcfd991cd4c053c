/**
 * The history of a run: appended to, never changed, each line bound to the one before by its hash. The run keeps
 * the count and the newest hash, so a missing tail is noticed too.
 */
import { createHash } from 'node:crypto';
import type { Selectable, Transaction } from 'kysely';
import type { RunId, TenantId } from '../core/ids.ts';
import type { HistoryEvent } from '../ports.ts';
import type { Database } from './database.ts';
import type { HistoryTable, Tables } from './tables.ts';

export interface ChainEnd {
  readonly count: number;
  /** Empty before the first line. */
  readonly head: string;
}

/** Adds the events after `end` and answers the new end of the chain. */
export async function appendHistory(
  tx: Transaction<Tables>,
  place: { readonly tenantId: TenantId; readonly runId: RunId },
  end: ChainEnd,
  events: readonly HistoryEvent[],
): Promise<ChainEnd> {
  let { count, head } = end;
  for (const event of events) {
    count += 1;
    const line = { ...toLine(place, count, event), prev_hash: head };
    head = hashOf(line);
    const actor = line.actor === null ? null : JSON.stringify(line.actor);
    await tx
      .insertInto('history')
      .values({ ...line, actor, hash: head })
      .execute();
  }
  return { count, head };
}

type Line = Omit<Selectable<HistoryTable>, 'hash'>;

function toLine(
  { tenantId, runId }: { readonly tenantId: TenantId; readonly runId: RunId },
  seq: number,
  event: HistoryEvent,
): Omit<Line, 'prev_hash'> {
  const { at, actor, what, requestId } = event;
  return { tenant_id: tenantId, run_id: runId, seq, at, actor, what, request_id: requestId };
}

function hashOf(line: Line): string {
  const actor = line.actor === null ? null : [line.actor.oid, line.actor.displayName];
  const parts = [
    line.tenant_id,
    line.run_id,
    line.seq,
    line.at,
    actor,
    line.what,
    line.request_id,
    line.prev_hash,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export async function readHistory(
  tx: Transaction<Tables>,
  runId: RunId,
): Promise<readonly Selectable<HistoryTable>[]> {
  return tx.selectFrom('history').selectAll().where('run_id', '=', runId).orderBy('seq').execute();
}

/** Reads a run's chain again. Answers the number of the first line that is not as it was written, or null. */
export async function findTampering(
  database: Database,
  tenantId: TenantId,
  runId: RunId,
): Promise<number | null> {
  return database.asTenant(tenantId, async (tx) => {
    const lines = await readHistory(tx, runId);
    const run = await tx
      .selectFrom('runs')
      .select(['history_count', 'history_head'])
      .where('run_id', '=', runId)
      .executeTakeFirst();
    const end = { count: run?.history_count ?? 0, head: run?.history_head ?? '' };
    return firstBroken(lines, end);
  });
}

function firstBroken(lines: readonly Selectable<HistoryTable>[], end: ChainEnd): number | null {
  let head = '';
  for (const [index, line] of lines.entries()) {
    const intact = line.seq === index + 1 && line.prev_hash === head && line.hash === hashOf(line);
    if (!intact) return index + 1;
    head = line.hash;
  }
  return lines.length === end.count && head === end.head ? null : Math.min(lines.length, end.count) + 1;
}
