/**
 * Warnings on their way to people: decides what is due in each tenant, hands it to the dispatcher, and keeps the card
 * at the head of each thread as things are.
 */
import { createHash } from 'node:crypto';
import type { AlertView, ChatMemory, Outbox, OutboxRow } from '../provisioning/contract.ts';
import type { Alerts } from '../provisioning/index.ts';
import { causeOf } from './adapter.ts';
import { alertCard, alertReply } from './cards/alert.ts';
import type { Chat, Content } from './chat.ts';
import { createDispatcher } from './dispatch/index.ts';
import { withMention } from './mention.ts';
import { threadOf } from './places.ts';
import type { Delay, Log } from './ports.ts';
import type { Aside, Presenter } from './presenter.ts';

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
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** A card says in how many days; looked at tomorrow, it is wrong. */
const DRAWN_FOR_MS = 24 * 60 * 60_000;

export function createWarnings(options: WarningsOptions): Warnings {
  const { alerts, now, log } = options;
  const wakes = new Map<string, number>();
  const drawn = new Map<string, string>();
  const changed = (tenantId: string): void => void wakes.delete(tenantId);
  const dispatcher = createDispatcher({
    ...options,
    conversation: (row) => conversationOf(options, row),
    content: (row) => contentOf(options, row),
    refused: async ({ row, by }) => {
      if (by === 'channel') await alerts.refused(row.tenantId, row.channelId);
      changed(row.tenantId);
    },
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
  return {
    changed,
    async tick() {
      for (const tenantId of await alerts.tenants()) {
        await lookAt(tenantId).catch((error: unknown) => {
          changed(tenantId);
          log.error({ tenantId, cause: causeOf(error) }, 'what is due could not be decided');
        });
      }
      await dispatcher.dispatch();
    },
    card: (view, aside) => cardOf(options, view, aside),
    idle: () => dispatcher.idle(),
    stop: () => dispatcher.stop(),
  };
}

async function conversationOf({ memory, alerts }: WarningsOptions, row: OutboxRow) {
  const channel = await memory.conversation(row.tenantId, row.channelId);
  const view = await alerts.view(row.tenantId, row.lapseId, row.channelId);
  return channel === null ? null : threadOf(channel, view?.root ?? null);
}

/** The first is the card; what follows are short answers to it. */
async function contentOf(options: WarningsOptions, row: OutboxRow): Promise<Content> {
  const { alerts, memory, presenter } = options;
  const view = await alerts.view(row.tenantId, row.lapseId, row.channelId);
  const channel = await memory.conversation(row.tenantId, row.channelId);
  if (view === null || channel === null) throw new RangeError('the lapse or its channel is gone');
  const content =
    view.root === null && !row.short ? await cardOf(options, view) : presenter.still(alertReply(view));
  return channel.kind === 'personal' ? content : withMention(content, ownerOf(view));
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
  const key = `${view.channelId} ${view.root}`;
  const says = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  if (drawn.get(key) === says) return;
  const sent = await chat.update(threadOf(channel, view.root), view.root, content);
  if (sent.kind === 'sent') drawn.set(key, says);
}

function ownerOf({ lapses }: AlertView) {
  return lapses.find(({ owner }) => owner !== null)?.owner ?? null;
}
