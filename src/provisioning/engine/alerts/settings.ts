/** How a conversation is warned, and how early of each connector: shown as a form has it, and changed as it was typed. */
import type { AlertSettings, TypedField } from '../../contract.ts';
import type { TenantId } from '../../core/ids.ts';
import { DEFAULT_LADDER } from '../../core/watch/ladder.ts';
import { isAlone } from '../../core/watch/reach.ts';
import {
  readOwnLadder,
  readSettings,
  typedLadder,
  typedSettings,
  type ChannelSettings,
} from '../../core/watch/read-settings.ts';
import type { AlertChannel, Ladder, WatchedLapse } from '../../core/watch/types.ts';
import { explain, RegistrarError, type Failure } from '../../errors.ts';
import type { Actor, Alerts } from '../../index.ts';
import type { ChosenLadder } from '../../ports.ts';
import { person } from '../records.ts';
import { channelOf, known } from './channels.ts';
import { lapsesIn } from './lapses.ts';
import type { AlertPorts } from './ports.ts';

type Typed = Readonly<Record<string, string>>;
type Wrong = Readonly<Partial<Record<string, Failure>>>;

/** What the form is about, as it is on record. */
interface Ground {
  readonly tenantId: TenantId;
  readonly channel: AlertChannel;
  readonly channels: readonly AlertChannel[];
  readonly lapses: readonly WatchedLapse[];
  readonly ladders: ReadonlyMap<string, ChosenLadder>;
  /** Those that can be ticked, and have days of their own. */
  readonly offered: AlertSettings['offered'];
}

/** More are more than a card holds, and a press carries. */
const MOST_OFFERED = 20;

export function createSettings(ports: AlertPorts): Pick<Alerts, 'settings' | 'saveSettings'> {
  return {
    settings: async (tenantId, channelId) => {
      const ground = await groundOf(ports, known(tenantId), channelId);
      return ground === null ? null : asTyped(ground, {}, {});
    },
    saveSettings: async (actor, channelId, typed) => {
      const ground = await groundOf(ports, known(actor.tenantId), channelId);
      if (ground === null) throw new RegistrarError('ALERTS_NOT_HERE');
      const read = readAll(ground, typed);
      if (read.kind === 'wrong') return { saved: false, settings: asTyped(ground, typed, read.wrong) };
      await ports.store.putChannel({ ...ground.channel, ...read.settings });
      await saveLadders(ports, actor, ground, read.ladders);
      const after = (await groundOf(ports, ground.tenantId, channelId)) ?? ground;
      return { saved: true, settings: asTyped(after, {}, {}) };
    },
  };
}

async function groundOf(ports: AlertPorts, tenantId: TenantId, channelId: string): Promise<Ground | null> {
  const channel = await channelOf(ports, tenantId, channelId);
  if (channel === undefined) return null;
  const channels = await ports.store.channels(tenantId);
  const lapses = await lapsesIn(ports, tenantId);
  const ladders = await ports.store.ladders(tenantId);
  const offered = offeredIn(ports, { channel, lapses, ladders });
  return { tenantId, channel, channels, lapses, ladders, offered };
}

/** First those that something here is chosen for or lapses of, so that what is left out is what matters least. */
function offeredIn(
  { catalog }: AlertPorts,
  { channel, lapses, ladders }: Pick<Ground, 'channel' | 'lapses' | 'ladders'>,
): AlertSettings['offered'] {
  const ids = [
    ...(channel.connectors ?? []),
    ...ladders.keys(),
    ...lapses.flatMap(({ connectorId }) => connectorId ?? []),
    ...catalog.all().map(({ id }) => id),
  ];
  return [...new Set(ids)]
    .slice(0, MOST_OFFERED)
    .map((id) => ({ id, title: catalog.byId(id)?.title ?? id }))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'en'));
}

function ladderField(connectorId: string): string {
  return `ladder:${connectorId}`;
}

/** The form: what was typed where something was, what is on record elsewhere. */
function asTyped(ground: Ground, typed: Typed, wrong: Wrong): AlertSettings {
  const { tenantId, channel, channels, lapses, ladders, offered } = ground;
  const stored = typedSettings(channel);
  const field = (id: string, value: string): TypedField => {
    const failed = wrong[id];
    return { value: typed[id] ?? value, error: failed === undefined ? null : explain(failed) };
  };
  return {
    ...{ tenantId, channelId: channel.id, offered },
    ladder: field('ladder', stored.ladder),
    connectors: field('connectors', stored.connectors),
    zone: field('zone', stored.zone),
    from: field('from', stored.from),
    to: field('to', stored.to),
    days: field('days', stored.days),
    byConnector: offered.map(({ id, title }) => {
      const chosen = ladders.get(id);
      return {
        ...{ id, title },
        ...field(ladderField(id), typedLadder(chosen?.ladder ?? null)),
        chosen: chosen === undefined ? null : { by: chosen.by.displayName, at: chosen.at },
      };
    }),
    usual: typedLadder(DEFAULT_LADDER),
    alone: isAlone(channel.id, lapses, channels),
  };
}

type Read =
  | {
      readonly kind: 'right';
      readonly settings: ChannelSettings;
      /** By connector; null: none of its own. */
      readonly ladders: ReadonlyMap<string, Ladder | null>;
    }
  | { readonly kind: 'wrong'; readonly wrong: Wrong };

/** What the form did not send stays as it is. */
function readAll({ channel, offered }: Ground, typed: Typed): Read {
  const ids = offered.map(({ id }) => id);
  const read = readSettings({ ...typedSettings(channel), ...typed }, ids);
  const wrong: Record<string, Failure> = read.ok ? {} : { ...read.wrong };
  const ladders = new Map<string, Ladder | null>();
  for (const { id } of offered) {
    const own = typed[ladderField(id)];
    if (own === undefined) continue;
    const ladder = readOwnLadder(own);
    if (ladder.ok) ladders.set(id, ladder.ladder);
    else wrong[ladderField(id)] = ladder.failure;
  }
  if (!read.ok || Object.keys(wrong).length > 0) return { kind: 'wrong', wrong };
  return { kind: 'right', settings: read.settings, ladders };
}

/** Only what is other than before, so that whoever chose the rest is still named for it. */
async function saveLadders(
  { store, clock }: AlertPorts,
  actor: Actor,
  { tenantId, ladders }: Ground,
  wanted: ReadonlyMap<string, Ladder | null>,
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  for (const [connectorId, ladder] of wanted) {
    if (typedLadder(ladder) === typedLadder(ladders.get(connectorId)?.ladder ?? null)) continue;
    await store.putLadder(tenantId, connectorId, ladder && { ladder, by: person(actor), at });
  }
}
