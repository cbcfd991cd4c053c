/** A watch in memory: it notes who listens and what was asked of it, and shows the warnings a test puts there. */
import { RegistrarError } from '../../src/provisioning/errors.ts';
import type { AlertView, Outbox } from '../../src/provisioning/contract.ts';
import type { Actor, AlertPlace, Alerts } from '../../src/provisioning/index.ts';

export class FakeAlerts implements Alerts {
  readonly places = new Map<string, AlertPlace>();
  readonly dead = new Set<string>();
  /** What people asked for, in order. */
  readonly asked: string[] = [];
  views: AlertView[] = [];

  tenants(): Promise<readonly string[]> {
    return Promise.resolve([...new Set([...this.places.values()].map(({ tenantId }) => tenantId))]);
  }

  decide(): ReturnType<Alerts['decide']> {
    return Promise.resolve({ wakeAt: null, unreachable: [] });
  }

  listen(place: AlertPlace): Promise<'new' | 'known'> {
    const before = this.places.has(place.id) ? 'known' : 'new';
    this.places.set(place.id, place);
    this.dead.delete(place.id);
    return Promise.resolve(before);
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
