/**
 * Warnings on their way to people: decides what is due in each tenant, hands it to the dispatcher, and keeps the card
 * at the head of each thread as things are.
 */
import { createHash } from 'node:crypto';
import type { AlertView, ChatMemory, Outbox, OutboxOutcome, OutboxRow } from '../provisioning/contract.ts';
import type { Alerts } from '../provisioning/index.ts';
import { causeOf } from './adapter.ts';
import { alertCard, alertReply } from './cards/alert.ts';
import { noteCard } from './cards/menu.ts';
import type { Chat, Content } from './chat.ts';
import { createDispatcher } from './dispatch/index.ts';
import { Coalescer } from './lanes.ts';
import { withMention } from './mention.ts';
import { threadOf } from './places.ts';
import type { Delay, Log } from './ports.ts';
import type { Aside, Presenter } from './presenter.ts';
import { words } from './words.ts';

export interface WarningsOptions {
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  readonly memory: ChatMemory;
  readonly chat: Chat;
  readonly presenter: Presenter;
  readonly now: () => number;
  readonly ticks: () => number;
  readonly delay: Delay;
  readonly unit: () => number;
  readonly log: Log;
}

export interface Warnings {
  /** Something about this tenant is new: decide again at the next tick. */
  changed(tenantId: string): void;
  /** To be called every second or so. */
  tick(): Promise<void>;
  /** The card of a registration as it is now; null: there is nothing to show. */
  card(view: AlertView, aside?: Aside): Promise<Content>;
  /** Nobody is warned there any more, so that nothing would keep these cards as things are. */
  close(views: readonly AlertView[]): Promise<void>;
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A card says in how many days; looked at tomorrow, it is wrong. */
const DRAWN_FOR_MS = 24 * 60 * 60_000;
/** An answer that is no refusal changes little; many of them are looked at together. */
const NOTED_FOR_MS = 10_000;
/** All rounds are one after the other. */
const ROUND = '';

export function createWarnings(options: WarningsOptions): Warnings {
  const { alerts, now, log } = options;
  const wakes = new Map<string, number>();
  const drawn = new Map<string, string>();
  /** What each row on its way says. */
  const leaving = new Map<string, string>();
  let stopped = false;
  const changed = (tenantId: string): void => void wakes.delete(tenantId);
  const dispatcher = createDispatcher({
    ...options,
    conversation: (row) => conversationOf(options, row),
    content: async (row) => {
      const { bare, content } = await contentOf(options, row);
      leaving.set(rowKey(row), saysOf(bare));
      return content;
    },
    refused: async ({ row, by }) => {
      if (by === 'channel') await alerts.refused(row.tenantId, row.channelId);
    },
    noted: (row, outcome) => noted(row, outcome),
    moved: (note) => options.memory.putConversation(note),
  });

  const lookAt = async (tenantId: string): Promise<void> => {
    if ((wakes.get(tenantId) ?? 0) > now()) return;
    wakes.set(tenantId, now() + DRAWN_FOR_MS);
    const { wakeAt, unreachable } = await alerts.decide(tenantId);
    wakes.set(tenantId, Math.min(wakes.get(tenantId) ?? 0, wakeAt ?? Infinity));
    if (unreachable.length > 0) log.warn({ tenantId, lapses: unreachable.length }, 'nobody can be warned');
    for (const view of await alerts.standing(tenantId)) await redraw(options, drawn, view);
  };
  const round = async (): Promise<void> => {
    for (const tenantId of await alerts.tenants()) {
      await lookAt(tenantId).catch((error: unknown) => {
        changed(tenantId);
        log.error({ tenantId, cause: causeOf(error) }, 'what is due could not be decided');
      });
    }
    await dispatcher.dispatch();
  };
  const rounds = new Coalescer(() =>
    round().catch((error: unknown) =>
      log.error({ cause: causeOf(error) }, 'nobody could be warned just now'),
    ),
  );
  const noted = (row: OutboxRow, outcome: OutboxOutcome): void => {
    const { tenantId, channelId } = row;
    const says = leaving.get(rowKey(row));
    leaving.delete(rowKey(row));
    // It need not be edited into what it is; somebody may be typing on it.
    if (outcome.kind === 'sent' && says !== undefined)
      drawn.set(keyOf({ channelId, root: outcome.activityId }), says);
    if (!isNo(outcome)) {
      wakes.set(tenantId, Math.min(wakes.get(tenantId) ?? 0, now() + NOTED_FOR_MS));
      return;
    }
    changed(tenantId);
    if (!stopped) rounds.poke(ROUND);
  };
  return {
    changed,
    tick() {
      rounds.poke(ROUND);
      return rounds.idle();
    },
    card: (view, aside) => cardOf(options, view, aside),
    close: async (views) => {
      for (const view of views) await close(options, drawn, view);
    },
    async idle() {
      do {
        await rounds.idle();
        await dispatcher.idle();
      } while (rounds.busy);
    },
    async stop() {
      stopped = true;
      await dispatcher.stop();
      await rounds.idle();
    },
  };
}

/** It is not there, and will not be: others are to hear at once. */
function isNo(outcome: OutboxOutcome): boolean {
  return outcome.kind === 'dead' || (outcome.kind === 'maybe-sent' && outcome.repeatAt === null);
}

async function conversationOf({ memory, alerts }: WarningsOptions, row: OutboxRow) {
  const channel = await memory.conversation(row.tenantId, row.channelId);
  const view = await alerts.view(row.tenantId, row.lapseId, row.channelId);
  return channel === null ? null : threadOf(channel, view?.root ?? null);
}

/** The first is the card; what follows are short answers to it. `bare`: before anybody is mentioned. */
async function contentOf(
  options: WarningsOptions,
  row: OutboxRow,
): Promise<{ readonly bare: Content; readonly content: Content }> {
  const { alerts, memory, presenter } = options;
  const view = await alerts.view(row.tenantId, row.lapseId, row.channelId);
  const channel = await memory.conversation(row.tenantId, row.channelId);
  if (view === null || channel === null) throw new RangeError('the lapse or its channel is gone');
  const bare =
    view.root === null && !row.short ? await cardOf(options, view) : presenter.still(alertReply(view));
  return { bare, content: channel.kind === 'personal' ? bare : withMention(bare, ownerOf(view)) };
}

function cardOf({ presenter, now }: WarningsOptions, view: AlertView, aside: Aside = {}): Promise<Content> {
  const { notice = null, typed = {} } = aside;
  return presenter.about(alertCard(view, { now: now(), notice, typed }), {
    tenantId: view.tenantId,
    // Of its own, so that no card of the run takes its buttons away.
    runId: `alert:${view.registration?.appId ?? view.lapses[0]?.lapseId ?? ''}`,
    conversationKey: view.channelId,
    oid: null,
  });
}

/** Edits notify nobody, so that it is done whenever the card would say something else. */
async function redraw(options: WarningsOptions, drawn: Map<string, string>, view: AlertView): Promise<void> {
  const { memory, chat } = options;
  const channel = await memory.conversation(view.tenantId, view.channelId);
  if (channel === null || view.root === null) return;
  const content = await cardOf(options, view);
  const key = keyOf(view);
  const says = saysOf(content);
  if (drawn.get(key) === says) return;
  const sent = await chat.update(threadOf(channel, view.root), view.root, content);
  if (sent.kind === 'sent') drawn.set(key, says);
}

/** One line stays, and nothing to press. Drawn anew once warnings come there again. */
async function close(
  { memory, chat, presenter }: WarningsOptions,
  drawn: Map<string, string>,
  view: AlertView,
): Promise<void> {
  const channel = await memory.conversation(view.tenantId, view.channelId);
  if (channel === null || view.root === null) return;
  const line = presenter.still(noteCard(words.alertsEnded(view.connectorTitle)));
  drawn.delete(keyOf(view));
  await chat.update(threadOf(channel, view.root), view.root, line);
}

function saysOf(content: Content): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function rowKey({ tenantId, lapseId, ends, band, channelId }: OutboxRow): string {
  return JSON.stringify([tenantId, lapseId, ends, band, channelId]);
}

function keyOf({ channelId, root }: Pick<AlertView, 'channelId' | 'root'>): string {
  return `${channelId} ${root ?? ''}`;
}

function ownerOf({ lapses }: AlertView) {
  return lapses.find(({ owner }) => owner !== null)?.owner ?? null;
}
