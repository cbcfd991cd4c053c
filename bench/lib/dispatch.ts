/**
 * Alerts to many people through the real dispatcher, outbox and adapter, against a pretend Teams that refuses more than
 * 50 requests a second and has a bad day. Repeats and second channels are waited for on a business clock that is moved.
 */
import { openInMemory } from '../../test/fakes/database.ts';
import { DispatchStage, TENANT, type Seen } from '../../test/fakes/dispatch-stage.ts';
import { worst } from '../../test/fakes/teams-simulator.ts';
import type { StageTime } from '../../test/fakes/virtual-time.ts';
import type { OutboxNote } from '../../src/provisioning/contract.ts';
import type { Refused } from '../../src/bot/dispatch/index.ts';

export interface Figures {
  readonly alerts: number;
  /** Of these, nobody saw anything. */
  readonly lost: number;
  /** To one person about one alert: beyond the first message, and beyond the first that says it may be a repeat. */
  readonly duplicates: number;
  readonly labelledRepeats: number;
  /** First attempts. */
  readonly perSecond: number;
  readonly allowedPerSecond: number;
  /** The most requests of any kind that Teams saw within a second. */
  readonly worstSecond: number;
}

const ALLOWED = 45;
const MINUTE = 60_000;
/** For what Teams asked to wait for, for what follows from that, and for the repeats. */
const WAITS = [MINUTE, 5 * MINUTE, 31 * MINUTE];
const PUT_AT_ONCE = 500;

/** Of all requests 2 % are refused with 429, half of them without a time, and 1 % end in 502, half of them done. */
const BAD_DAY = [
  { match: { nth: 7, every: 100 }, effect: { error: 'Throttled', retryAfterSeconds: 2 } },
  { match: { nth: 57, every: 100 }, effect: { error: 'Throttled' } },
  { match: { nth: 31, every: 200 }, effect: { error: 'BadGateway', when: 'before' } },
  { match: { nth: 131, every: 200 }, effect: { error: 'BadGateway', when: 'after' } },
  { match: { conversation: 'blocked' }, effect: { error: 'ConversationBlockedByUser' } },
].map((rule) => ({ ...rule, times: 'always' }));
/** One person in two hundred has blocked the bot; what is for them goes to the team. */
const BLOCKED_EVERY = 200;

export async function measureDispatch(alerts: number, time: StageTime): Promise<Figures> {
  const database = await openInMemory();
  const outbox = database.store.outbox;
  const refused = async ({ row }: Refused): Promise<void> => {
    const dueAt = new Date(time.now()).toISOString();
    await outbox.put([{ ...row, channelId: secondOf(row.channelId), dueAt }]);
  };
  const stage = await DispatchStage.open({ outbox, time, perSecond: ALLOWED, refused });
  try {
    await prepare(stage, alerts);
    await stage.run();
    const first = stage.simulator.teams.state.requests.length;
    for (const ms of WAITS) await stage.after(ms);
    while (await somethingWaits(stage)) await stage.after(MINUTE);
    return { ...counted(stage.seen(), alerts), ...rates(stage, first) };
  } finally {
    await stage.close();
    await database.close();
  }
}

async function prepare(stage: DispatchStage, alerts: number): Promise<void> {
  const people = Array.from({ length: alerts }, (_, n) =>
    n % BLOCKED_EVERY === 100 ? `blocked-${n}` : `person-${n}`,
  );
  await stage.install(...people, ...people.map(secondOf));
  await stage.simulator.control('POST', 'faults', { rules: BAD_DAY });
  const notes: OutboxNote[] = people.map((channelId, n) => stage.alert({ lapseId: `lapse-${n}`, channelId }));
  for (let from = 0; from < alerts; from += PUT_AT_ONCE)
    await stage.outbox.put(notes.slice(from, from + PUT_AT_ONCE));
}

/** Who is told instead. */
function secondOf(channelId: string): string {
  return channelId.replace(/^[a-z]+/, 'second');
}

async function somethingWaits({ outbox }: DispatchStage): Promise<boolean> {
  const rows = await outbox.rows({ tenantId: TENANT });
  return rows.some(
    ({ state }) =>
      state.kind === 'pending' ||
      state.kind === 'retry' ||
      (state.kind === 'maybe-sent' && state.repeatAt !== null),
  );
}

function counted(seen: readonly Seen[], alerts: number) {
  const plain = new Map<string, number>();
  const labelled = new Map<string, number>();
  for (const { alert, channelId, labelled: isLabelled } of seen) {
    const counts = isLabelled ? labelled : plain;
    const key = `${alert} to ${channelId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const told = new Set(seen.map(({ alert }) => alert));
  const beyond = [...plain.values(), ...labelled.values()].reduce((sum, count) => sum + count - 1, 0);
  const labelledRepeats = [...labelled.values()].reduce((sum, count) => sum + count, 0);
  return { alerts, lost: alerts - told.size, duplicates: beyond, labelledRepeats };
}

/** @param first how many requests there were before the clock was moved */
function rates({ simulator }: DispatchStage, first: number) {
  const { requests } = simulator.teams.state;
  const attempts = new Map<string, number>();
  for (const { conversationId, at } of requests.slice(0, first))
    if (!attempts.has(conversationId)) attempts.set(conversationId, at);
  const times = [...attempts.values()];
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
  return {
    perSecond: (times.length - 1) / seconds,
    allowedPerSecond: ALLOWED,
    worstSecond: worst(requests, 1_000),
  };
}
