/** What a warning says, read from what is on record when it is drawn. */
import type { AlertView } from '../../contract.ts';
import type { TenantId } from '../../core/ids.ts';
import { alertFacts } from '../../core/watch/facts.ts';
import { momentNow } from '../../core/watch/due.ts';
import { ladderFor, type ConnectorLadders } from '../../core/watch/ladder.ts';
import { isAlone } from '../../core/watch/reach.ts';
import { silenceOf, speaks } from '../../core/watch/speaking.ts';
import type { AlertChannel, AlertRow, WatchedLapse } from '../../core/watch/types.ts';
import { rootIn } from './rows.ts';

export interface Scene {
  readonly tenantId: TenantId;
  readonly channel: AlertChannel;
  /** All of the tenant, this one among them. */
  readonly channels: readonly AlertChannel[];
  readonly ladders: ConnectorLadders;
  /** All of one registration. */
  readonly group: readonly WatchedLapse[];
  /** Of these. */
  readonly rows: readonly AlertRow[];
}

export function alertView(scene: Scene, now: number): AlertView | null {
  const { tenantId, channel, channels, group, rows } = scene;
  const [any] = group;
  if (any === undefined) return null;
  return {
    tenantId,
    channelId: channel.id,
    connectorTitle: any.connectorTitle,
    registration: any.registration,
    lapses: group
      .flatMap((lapse) => warned(lapse, scene, now))
      .toSorted((a, b) => a.ends.localeCompare(b.ends)),
    silent: group.flatMap((lapse) => silent(lapse, group, now)),
    root: rootIn(channel.id, rows),
    alone: isAlone(channel.id, group, channels),
  };
}

/** Once its time has come, and unless it is put off. */
function warned(lapse: WatchedLapse, { group, channel, ladders }: Scene, now: number): AlertView['lapses'] {
  if (!speaks(lapse, group)) return [];
  const timing = { lapse, ladder: ladderFor(lapse, channel, ladders), hours: channel };
  const moment = momentNow(timing, now);
  if (moment === null) return [];
  const { runId, checkedAt } = lapse;
  return [{ ...alertFacts(lapse, moment.band, channel.zone, now), runId, checkedAt }];
}

function silent(lapse: WatchedLapse, group: readonly WatchedLapse[], now: number): AlertView['silent'] {
  const { kind, label, snooze, notOurs } = lapse;
  const common = { kind, label, by: '', words: '', until: '' };
  const because = silenceOf(lapse, group);
  if (because === 'not-ours' && notOurs !== null)
    return [{ ...common, because, by: notOurs.by.displayName, words: notOurs.owner }];
  if (because === 'renewed' || because === 'gone') return [{ ...common, because }];
  if (because !== null || snooze === null || Date.parse(snooze.until) <= now) return [];
  const { by, reason, until } = snooze;
  return [{ ...common, because: 'snoozed', by: by.displayName, words: reason, until }];
}
