/**
 * One sweep of one tenant, under a lease: changes are followed while the link lives, otherwise everything is read.
 * Nothing is said to be gone before the last page: a sweep that breaks off leaves things as they were, and the next
 * one begins again.
 */
import { RegistrarError, failure } from '../../errors.ts';
import type { Failure } from '../../errors.ts';
import type { InventoryEvent, InventoryReading, OwnRegistration, SweepHold, SweepPass } from '../../ports.ts';
import { keeping, knownApplications, type Keep } from './known.ts';
import type { SweepOptions, SweepPorts } from './ports.ts';
import { EVERY_SECONDS, linkToFollow, retrySeconds } from './turn.ts';

interface Sweep {
  readonly ports: SweepPorts;
  readonly options: SweepOptions;
  readonly reading: InventoryReading;
  readonly known: readonly OwnRegistration[];
  readonly keep: Keep;
  readonly signal: AbortSignal;
}

/** How it ended is on record afterwards. Rejects only with what cannot be put there. */
export async function sweep(
  ports: SweepPorts,
  options: SweepOptions,
  leased: SweepHold,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId } = leased;
  const reading = ports.inventory.open(tenantId, signal);
  const hold = { current: leased };
  try {
    const known = await knownApplications(ports, tenantId);
    const keep = keeping(known, options);
    await carryOut({ ports, options, reading, known, keep, signal }, hold);
  } catch (cause) {
    if (signal.aborted) return ports.store.release(hold.current);
    if (cause instanceof RegistrarError && cause.code.startsWith('STORE_')) {
      if (cause.code === 'STORE_STALE_WRITER') return;
      throw cause;
    }
    await breakOff({ ports, options, reading }, hold.current, cause);
  }
}

/** Follows the changes; where that is not possible, reads everything. */
async function carryOut(sweeping: Sweep, hold: { current: SweepHold }): Promise<void> {
  const { ports, options, reading } = sweeping;
  const record = await ports.store.read(hold.current.tenantId);
  const link = linkToFollow(record, options.everything, ports.clock.now());
  if (link !== null) {
    if (await pass(sweeping, hold, 'next', () => reading.changes(link))) return;
  }
  if (await pass(sweeping, hold, 'first', () => reading.all())) return;
  throw new RegistrarError('SWEEP_UNREADABLE');
}

/** False when the directory no longer knows where we were. */
async function pass(
  sweeping: Sweep,
  hold: { current: SweepHold },
  kind: SweepPass,
  pages: () => AsyncIterable<InventoryEvent>,
): Promise<boolean> {
  const { ports, options, reading } = sweeping;
  const startedAt = now(ports);
  hold.current = await ports.store.begin(hold.current, {
    pass: kind,
    everything: options.everything,
    at: startedAt,
  });
  const link = await take(sweeping, hold.current, pages());
  if (link === 'expired') return false;
  if (link === null) throw new RegistrarError('SWEEP_UNREADABLE');
  await lookForMissing(sweeping, hold.current);
  await lookClosely(sweeping, hold.current);
  const done = { link, linkAt: startedAt, requests: reading.requests(), at: now(ports) };
  await ports.store.finish(hold.current, done, EVERY_SECONDS);
  options.ended({ tenantId: hold.current.tenantId, requests: done.requests, failure: null });
  return true;
}

/** Page after page into the store, a pause where one is asked for. The newest link. */
async function take(
  { ports, keep, signal }: Sweep,
  hold: SweepHold,
  pages: AsyncIterable<InventoryEvent>,
): Promise<string | null> {
  let link: string | null = null;
  for await (const event of pages) {
    signal.throwIfAborted();
    if (event.kind === 'expired') return 'expired';
    if (event.kind === 'wait') await wait(ports, hold, event.ms, signal);
    else {
      await ports.store.write(hold, keep(event), now(ports));
      link = event.link ?? link;
    }
  }
  return link;
}

/** Shorter than the lease, which has to live through the longest pause. */
const SLICE_MS = 30_000;

async function wait(ports: SweepPorts, hold: SweepHold, ms: number, signal: AbortSignal): Promise<void> {
  for (let left = ms; left > 0; left -= SLICE_MS) {
    await ports.pause.pause(Math.min(left, SLICE_MS), signal);
    await ports.store.renew(hold);
  }
}

/**
 * Registrations of ours of which the pages said nothing: taken over without a change, or made a moment ago while a
 * replica lagged behind. They are asked for by name before anybody is told that they are gone.
 */
async function lookForMissing(sweeping: Sweep, hold: SweepHold): Promise<void> {
  const { ports, reading, known } = sweeping;
  const missing = await ports.store.missing(
    hold,
    known.map(({ appId }) => appId),
  );
  if (missing.length === 0) return;
  await take(sweeping, hold, reading.only(missing));
  const absent = new Set(await ports.store.missing(hold, missing));
  const gone = known.filter(({ appId }) => absent.has(appId));
  await ports.store.gone(hold, gone, now(ports));
}

/** Lists of changes do not say that a grant or a federated credential came or went, so that each is looked at anew. */
async function lookClosely({ ports, reading, known, signal }: Sweep, hold: SweepHold): Promise<void> {
  for (const registration of known) {
    for await (const event of reading.closely(registration)) {
      signal.throwIfAborted();
      if (event.kind === 'wait') await wait(ports, hold, event.ms, signal);
      else await ports.store.look(hold, event.look, now(ports));
    }
  }
}

async function breakOff(
  { ports, options, reading }: Pick<Sweep, 'ports' | 'options' | 'reading'>,
  hold: SweepHold,
  cause: unknown,
): Promise<void> {
  const why: Failure = cause instanceof RegistrarError ? cause.toFailure() : failure('SWEEP_BROKE');
  if (why.code === 'SWEEP_BROKE') options.failed(cause);
  const failures = (await ports.store.read(hold.tenantId))?.failures ?? 0;
  const ended = { failure: why, requests: reading.requests(), at: now(ports) };
  await ports.store.fail(hold, ended, retrySeconds(failures + 1));
  options.ended({ tenantId: hold.tenantId, requests: ended.requests, failure: why });
}

function now({ clock }: SweepPorts): string {
  return new Date(clock.now()).toISOString();
}
