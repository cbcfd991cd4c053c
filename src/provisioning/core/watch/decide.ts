/**
 * What the watch does next about one registration: one pure decision, taken again after every send, after every
 * change of what it looks at, and at `wakeAt`. What it does not find on record has not happened, so it may be taken
 * at any time, twice, or after any pause.
 */
import { severityOf, type ConnectorLadders, type Severity } from './ladder.ts';
import { speaks } from './speaking.ts';
import { silentTurn, turnOf, type Sending, type Turn } from './turn.ts';
import type { AlertChannel, AlertLabel, AlertRow, WatchedLapse } from './types.ts';

export interface Watch {
  /** All of one group (`groupOf`), silent ones too. */
  readonly lapses: readonly WatchedLapse[];
  /** All of the tenant. */
  readonly channels: readonly AlertChannel[];
  /** All of these lapses. */
  readonly rows: readonly AlertRow[];
  readonly ladders: ConnectorLadders;
}

export interface Decision {
  /** To be committed before anything is sent. */
  readonly writes: readonly AlertRow[];
  /** To be claimed (settle.ts), committed, sent, settled and committed, in this order. */
  readonly messages: readonly Message[];
  /** Epoch ms: when to decide again if nothing happens before; null: when something happens. */
  readonly wakeAt: number | null;
  /** Ids of lapses people ought to hear of while no channel lives. */
  readonly unreachable: readonly string[];
}

/** One card in one channel: all that there is to say of a registration there now. */
export interface Message {
  readonly channelId: string;
  readonly label: AlertLabel;
  /** Of the most urgent of the rows. */
  readonly band: number;
  readonly severity: Severity;
  readonly rows: readonly AlertRow[];
  /** The last message about this registration in the channel, whose thread it belongs to. */
  readonly thread: string | null;
}

/** Lapses with the same key share a card: those of one registration. */
export function groupOf({ id, registration }: WatchedLapse): string {
  return registration === null ? `lapse:${id}` : `app:${registration.appId}`;
}

export function decide({ lapses, channels, rows, ladders }: Watch, now: number): Decision {
  const turns = lapses.map((lapse): Turn & { readonly id: string } => {
    const own = rows.filter(({ lapseId }) => lapseId === lapse.id);
    const turn = speaks(lapse, lapses)
      ? turnOf(lapse, { channels, rows: own, ladders }, now)
      : silentTurn(own, now);
    return { ...turn, id: lapse.id };
  });
  const wakeAt = Math.min(...turns.map((turn) => turn.wakeAt));
  return {
    writes: turns.flatMap((turn) => turn.writes),
    messages: messagesOf(
      turns.flatMap(({ send }) => send ?? []),
      rows,
    ),
    wakeAt: Number.isFinite(wakeAt) ? wakeAt : null,
    unreachable: turns.filter(({ unreachable }) => unreachable).map(({ id }) => id),
  };
}

/** One for each channel and label, because a label is about the whole card. */
function messagesOf(sendings: readonly Sending[], rows: readonly AlertRow[]): readonly Message[] {
  const cards = new Map<string, Sending[]>();
  for (const sending of sendings) {
    const key = `${sending.label} ${sending.row.channelId}`;
    cards.set(key, [...(cards.get(key) ?? []), sending]);
  }
  return [...cards.values()].flatMap((card) => messageOf(card, rows));
}

function messageOf(card: readonly Sending[], rows: readonly AlertRow[]): readonly Message[] {
  const [first] = card;
  if (first === undefined) return [];
  const { label, row } = first;
  const band = Math.min(...card.map((sending) => sending.row.band));
  return [
    {
      channelId: row.channelId,
      label,
      band,
      severity: severityOf(band),
      rows: card.map((sending) => sending.row),
      thread: threadIn(row.channelId, rows),
    },
  ];
}

function threadIn(channel: string, rows: readonly AlertRow[]): string | null {
  const sent = rows
    .filter(({ channelId, activityId }) => channelId === channel && activityId !== null)
    .sort((a, b) => b.at.localeCompare(a.at));
  return sent[0]?.activityId ?? null;
}
