/** The product's part: it decides, notes, sends and settles. */
import { decide, type Message } from '../../src/provisioning/core/watch/decide.ts';
import { asksAt, HEARD, heard, maySend } from '../../src/provisioning/core/watch/hearing.ts';
import { channelAfter, claim, settle, type Outcome } from '../../src/provisioning/core/watch/settle.ts';
import type { AlertRow, WatchedLapse } from '../../src/provisioning/core/watch/types.ts';
import type { Agenda } from './watch-agenda.ts';
import type { Auditor } from './watch-auditor.ts';
import { Queue, type Queued } from './watch-queue.ts';
import type { FakeTeams } from './watch-teams.ts';
import type { Tenant } from './watch-tenants.ts';
import type { Outages } from './watch-weather.ts';

/** What shares a card. */
export interface Group extends Queued {
  readonly tenant: Tenant;
  lapses: readonly WatchedLapse[];
  rows: readonly AlertRow[];
  /** Grows with every wake-up that is set, so that an older one finds itself replaced. */
  looks: number;
}

export class Dispatcher {
  /** Called when people see a message. */
  onArrival: (group: Group, row: AlertRow) => void = () => undefined;
  readonly #agenda: Agenda;
  readonly #teams: FakeTeams;
  readonly #auditor: Auditor;
  readonly #queue: Queue<Group>;
  readonly #groups = new Map<Tenant, Group[]>();
  readonly #held = new Set<Group>();
  #hearing = HEARD;
  #asking = false;

  constructor(agenda: Agenda, teams: FakeTeams, database: Outages, auditor: Auditor) {
    this.#agenda = agenda;
    this.#teams = teams;
    this.#auditor = auditor;
    this.#queue = new Queue(agenda, database, (group) => this.#tend(group));
  }

  add(group: Group): void {
    this.#groups.set(group.tenant, [...this.of(group.tenant), group]);
  }

  of(tenant: Tenant): readonly Group[] {
    return this.#groups.get(tenant) ?? [];
  }

  /** As soon as it is its turn. */
  look(group: Group): void {
    this.#queue.add(group);
  }

  #tend(group: Group): number {
    const { lapses, rows, tenant } = group;
    const decision = decide({ lapses, rows, channels: tenant.channels, ladders: {} }, this.#agenda.now);
    keep(group, decision.writes);
    const allowed = decision.messages.filter(({ label }) => maySend(this.#hearing, label));
    for (const message of allowed) this.#send(group, message);
    if (allowed.length > 0) this.look(group);
    else if (decision.messages.length > 0) this.#held.add(group);
    else if (decision.wakeAt !== null) this.#wake(group, decision.wakeAt);
    return allowed.length;
  }

  #wake(group: Group, at: number): void {
    group.looks += 1;
    const look = group.looks;
    this.#agenda.at(at, () => {
      if (group.looks === look) this.look(group);
    });
  }

  #send(group: Group, message: Message): void {
    const { now } = this.#agenda;
    const claimed = message.rows.map((row) => claim(row, message.label, now));
    keep(group, claimed);
    const post = this.#teams.post(group.tenant, message, now);
    for (const row of claimed) {
      this.#auditor.posted(row, post);
      if (post.arrived) this.onArrival(group, row);
    }
    const { outcome } = post;
    if (outcome === null) return;
    const settled = claimed.map((row) => settle(row, outcome, now));
    keep(group, settled);
    this.#answered(group.tenant, message.channelId, outcome);
    this.#listen(outcome.kind);
  }

  #answered(tenant: Tenant, channelId: string, outcome: Outcome): void {
    const after = tenant.channels.map((one) =>
      one.id === channelId ? channelAfter(one, outcome, this.#agenda.now) : one,
    );
    const isBack = after.some(
      (one, place) => one.state === 'live' && tenant.channels[place]?.state === 'dead',
    );
    tenant.channels = after;
    if (isBack) for (const group of this.of(tenant)) this.look(group);
  }

  #listen(kind: Outcome['kind']): void {
    const { now } = this.#agenda;
    this.#hearing = heard(this.#hearing, { kind }, now);
    const at = asksAt(this.#hearing, now);
    if (at === null) {
      for (const group of this.#held) this.look(group);
      this.#held.clear();
    } else if (!this.#asking) {
      this.#asking = true;
      this.#agenda.at(at, () => this.#ask());
    }
  }

  #ask(): void {
    this.#asking = false;
    if (this.#hearing.silences > 0) this.#listen(this.#teams.answers(this.#agenda.now) ? 'sent' : 'not-sent');
  }
}

function keep(group: Group, writes: readonly AlertRow[]): void {
  if (writes.length === 0) return;
  const others = group.rows.filter((row) => !writes.some((one) => isSame(one, row)));
  group.rows = [...others, ...writes];
}

function isSame(a: AlertRow, b: AlertRow): boolean {
  return a.band === b.band && a.lapseId === b.lapseId && a.channelId === b.channelId && a.ends === b.ends;
}
