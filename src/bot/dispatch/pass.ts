/** One pass through what is due in a tenant, under the lease that makes us the only one who sends there. */
import type { OutboxLease } from '../../provisioning/contract.ts';
import { causeOf } from '../adapter.ts';
import { attempt } from './attempt.ts';
import { Hand } from './hand.ts';
import { isoIn, type Desk } from './options.ts';

/** Longer than an answer is waited for; a process that died is missed for no longer. */
const LEASE_SECONDS = 60;
const BATCH = 60;
/** It is filled up again when it holds fewer: two seconds' worth, and what is in the air. */
const ENOUGH = 100;

/** Resolves when nothing more is due, or somebody else has taken over. */
export async function sendFor(desk: Desk, tenantId: string): Promise<void> {
  const lease = await desk.outbox.lease(tenantId, LEASE_SECONDS);
  if (lease === null) return;
  desk.gate.enter(lease);
  const hand = new Hand(({ lapseId, band }, error) =>
    desk.log.error({ lapseId, band, cause: causeOf(error) }, 'an alert could not be sent'),
  );
  try {
    await feed(desk, lease, hand);
  } finally {
    await hand.below(1);
    await desk.outbox.release(lease);
  }
}

async function feed(desk: Desk, lease: OutboxLease, hand: Hand): Promise<void> {
  while (!desk.stopping.aborted) {
    const ask = { now: isoIn(desk), limit: hand.known + BATCH, except: hand.full() };
    const rows = await desk.outbox.due(lease, LEASE_SECONDS, ask);
    if (rows === null) return;
    const taken = hand.take(rows, (row) => attempt(desk, lease, row));
    if (hand.size === 0) return;
    await hand.below(taken === 0 ? Math.floor(hand.size / 2) + 1 : ENOUGH);
  }
}
