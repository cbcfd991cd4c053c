/** Noting what came of an attempt. Unnoted, an alert that was sent is one that may have been. */
import type { OutboxLease, OutboxOutcome, OutboxRow } from '../../provisioning/contract.ts';
import type { Sent } from '../chat.ts';
import { isoIn, type Desk } from './options.ts';

/** For a database that is gone for a moment. */
const TRIES = 5;
const FIRST_WAIT_MS = 500;
const OK = 200;

export async function settle(
  desk: Desk,
  lease: OutboxLease,
  row: OutboxRow,
  sent: Sent,
  outcome: OutboxOutcome,
): Promise<void> {
  const result = { at: isoIn(desk), ...answerOf(sent), outcome };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const noted = await desk.outbox.settle(lease, row, result);
      if (noted) desk.noted?.(row, outcome);
      else desk.log.warn({ lapseId: row.lapseId, band: row.band }, 'somebody else sends for this tenant now');
      return;
    } catch (error) {
      if (attempt === TRIES) throw error;
      await desk.delay(FIRST_WAIT_MS * 2 ** (attempt - 1));
    }
  }
}

/** As the history shows it: Teams' own code, or the bare status where it gave none. */
function answerOf(sent: Sent): { readonly status: number | null; readonly code: string } {
  if (sent.kind === 'sent') return { status: OK, code: '' };
  const { status, code } = sent;
  return { status, code: code !== '' ? code : `HTTP ${status ?? 0}` };
}
