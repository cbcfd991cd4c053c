/** A watch in memory: it notes who listens and what was asked of it, and shows the warnings a test puts there. */
import { explain, failure, RegistrarError } from '../../src/provisioning/errors.ts';
import type {
  AlertSettings,
  AlertView,
  Outbox,
  ThinReach,
  WarnedLapse,
} from '../../src/provisioning/contract.ts';
import type { WarningRecord } from '../../src/provisioning/contract/register.ts';
import type { Actor, AlertPlace, Alerts } from '../../src/provisioning/index.ts';
import { SETTINGS } from './alert-views.ts';

export class FakeAlerts implements Alerts {
  readonly places = new Map<string, AlertPlace>();
  readonly dead = new Set<string>();
  /** What people asked for, in order. */
  readonly asked: string[] = [];
  views: AlertView[] = [];
  /** Ended by somebody. */
  readonly ended = new Set<string>();
  /** What is set, in every conversation. */
  set: AlertSettings = SETTINGS;
  thin: ThinReach[] = [];
  lapses: WarnedLapse[] = [];
  told: WarningRecord[] = [];
  /** What a decision puts into the outbox. */
  deciding: () => Promise<void> = () => Promise.resolve();

  tenants(): Promise<readonly string[]> {
    return Promise.resolve([...new Set([...this.places.values()].map(({ tenantId }) => tenantId))]);
  }

  async decide(): ReturnType<Alerts['decide']> {
    await this.deciding();
    return { wakeAt: null, unreachable: [] };
  }

  listen(place: AlertPlace, how: 'asked' | 'arrived'): ReturnType<Alerts['listen']> {
    if (how === 'arrived' && this.ended.has(place.id)) return Promise.resolve('ended');
    const before = this.places.has(place.id) ? 'known' : 'new';
    this.places.set(place.id, place);
    this.dead.delete(place.id);
    this.ended.delete(place.id);
    return Promise.resolve(before);
  }

  end(_tenantId: string, channelId: string, evenLast: boolean): ReturnType<Alerts['end']> {
    if (!this.places.has(channelId)) return Promise.resolve('none');
    if (this.places.size === 1 && !evenLast) return Promise.resolve('last');
    this.places.delete(channelId);
    this.ended.add(channelId);
    return Promise.resolve('ended');
  }

  settings(_tenantId: string, channelId: string): Promise<AlertSettings | null> {
    return Promise.resolve(this.places.has(channelId) ? { ...this.set, channelId } : null);
  }

  /** It reads nothing but the days, and those only when they are digits. */
  saveSettings(
    { displayName }: Actor,
    channelId: string,
    typed: Readonly<Record<string, string>>,
  ): ReturnType<Alerts['saveSettings']> {
    if (!this.places.has(channelId)) return Promise.reject(new RegistrarError('ALERTS_NOT_HERE'));
    const value = typed['ladder'] ?? '';
    const wrong = /^[\d, ]*$/.test(value) ? null : explain(failure('LADDER_UNREADABLE', { typed: value }));
    const settings = { ...this.set, channelId, ladder: { value, error: wrong } };
    if (wrong !== null) return Promise.resolve({ saved: false, settings });
    this.set = settings;
    this.asked.push(`${displayName} wants ${value} in ${channelId}`);
    return Promise.resolve({ saved: true, settings });
  }

  thinReaches(): Promise<readonly ThinReach[]> {
    return Promise.resolve(this.thin);
  }

  warned(): Promise<readonly WarnedLapse[]> {
    return Promise.resolve(this.lapses);
  }

  records(_tenantId: string, lapseIds: readonly string[]): Promise<readonly WarningRecord[]> {
    return Promise.resolve(this.told.filter(({ lapseId }) => lapseIds.includes(lapseId)));
  }

  awake(_tenantId: string, channelId: string): Promise<'none' | 'live' | 'dead'> {
    if (!this.places.has(channelId)) return Promise.resolve('none');
    return Promise.resolve(this.dead.delete(channelId) ? 'dead' : 'live');
  }

  refused(_tenantId: string, channelId: string): Promise<void> {
    this.dead.add(channelId);
    return Promise.resolve();
  }

  view(_tenantId: string, lapseId: string, channelId: string): Promise<AlertView | null> {
    const found = this.views.find(
      (view) => view.channelId === channelId && view.lapses.some((lapse) => lapse.lapseId === lapseId),
    );
    return Promise.resolve(found ?? null);
  }

  standing(): Promise<readonly AlertView[]> {
    return Promise.resolve(this.views.filter(({ root }) => root !== null));
  }

  snooze(
    { displayName }: Actor,
    lapseId: string,
    { until, reason }: { readonly until: string; readonly reason: string },
  ): Promise<void> {
    if (reason === '') return Promise.reject(new RegistrarError('SNOOZE_NO_REASON'));
    this.asked.push(`${displayName} snoozes ${lapseId} until ${until}: ${reason}`);
    return Promise.resolve();
  }

  notOurs({ displayName }: Actor, lapseId: string, owner: string): Promise<void> {
    this.asked.push(`${displayName} gives ${lapseId} to ${owner}`);
    return Promise.resolve();
  }

  unsnooze({ displayName }: Actor, lapseId: string): Promise<void> {
    this.asked.push(`${displayName} wants to hear of ${lapseId} again`);
    return Promise.resolve();
  }

  ours({ displayName }: Actor, lapseId: string): Promise<void> {
    this.asked.push(`${displayName} takes ${lapseId} back`);
    return Promise.resolve();
  }
}

/** For a bot that has nothing to send. */
export const emptyOutbox: Outbox = {
  put: () => Promise.resolve(0),
  close: () => Promise.resolve(),
  rows: () => Promise.resolve([]),
  history: () => Promise.resolve([]),
  purge: () => Promise.resolve(0),
  tenantsDue: () => Promise.resolve([]),
  lease: () => Promise.resolve(null),
  release: () => Promise.resolve(),
  due: () => Promise.resolve([]),
  begin: () => Promise.resolve(null),
  settle: () => Promise.resolve(false),
  pause: () => Promise.resolve(),
};
