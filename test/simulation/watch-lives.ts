/** Lapses from one renewal to the next, and the people who see to it when they are warned, or do not. */
import type { AppId } from '../../src/provisioning/core/ids.ts';
import type { AlertRow, WatchedLapse } from '../../src/provisioning/core/watch/types.ts';
import type { Agenda, Dice } from './watch-agenda.ts';
import type { Auditor } from './watch-auditor.ts';
import type { Dispatcher, Group } from './watch-dispatcher.ts';
import type { Tenant } from './watch-tenants.ts';
import { allBackAt, type Outages } from './watch-weather.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LIVES = [90, 180, 365, 730];
const SIGN_IN = 30;
const ME = { oid: 'me', displayName: 'Me' } as WatchedLapse['owner'] & object;

interface Services {
  readonly graph: Outages;
  readonly database: Outages;
}

export class Lives {
  readonly #agenda: Agenda;
  readonly #dice: Dice;
  readonly #services: Services;
  readonly #auditor: Auditor;
  readonly #dispatcher: Dispatcher;

  constructor(agenda: Agenda, dice: Dice, services: Services, auditor: Auditor, dispatcher: Dispatcher) {
    this.#agenda = agenda;
    this.#dice = dice;
    this.#services = services;
    this.#auditor = auditor;
    this.#dispatcher = dispatcher;
  }

  /** A new credential; or, in a fourth place, a sign-in, which keeps its id when it is repeated and moves its date. */
  begin(group: Group, slot: string, cycle: number): void {
    const { now } = this.#agenda;
    const dice = this.#dice;
    const isSignIn = slot.endsWith('.3');
    const life = (isSignIn ? SIGN_IN : dice.pick(LIVES)) * DAY;
    // At the beginning everything is somewhere in its life.
    const ends = now + (cycle === 0 ? dice.between(MINUTE, life) : life);
    const id = isSignIn ? slot : `${slot}#${cycle}`;
    this.know(group, {
      ...someLapse(group.tenant, id),
      kind: isSignIn ? 'sign-in' : 'secret',
      starts: iso(ends - life),
      ends: iso(ends),
    });
    this.#renew(group, id, ends + dice.spread(HOUR, 200 * DAY));
  }

  /** What is known replaces what was; what is closed is forgotten with the next that is known. */
  know(group: Group, lapse: WatchedLapse): void {
    group.lapses = [...group.lapses.filter(({ id, state }) => id !== lapse.id && state === 'live'), lapse];
    const known = new Map(group.lapses.map(({ id, ends }) => [id, ends]));
    group.rows = group.rows.filter((row) => known.get(row.lapseId) === row.ends);
    this.#auditor.watch(lapse, group.tenant);
    this.#dispatcher.look(group);
  }

  /** People who are warned do something about it, now and then. */
  react(group: Group, { lapseId }: AlertRow): void {
    const { now } = this.#agenda;
    const dice = this.#dice;
    const lapse = group.lapses.find(({ id, state }) => id === lapseId && state === 'live');
    if (lapse === undefined || lapse.kind === 'check') return;
    const luck = dice.unit();
    if (luck < 0.2) this.#renew(group, lapseId, now + dice.spread(10 * MINUTE, 20 * DAY));
    else if (luck < 0.24)
      this.#press(group, lapse, {
        snooze: { until: iso(now + dice.spread(DAY, 60 * DAY)), reason: 'Later', by: ME },
      });
    else if (luck < 0.25) this.#press(group, lapse, { notOurs: { owner: 'Finance', by: ME, at: iso(now) } });
  }

  #press(group: Group, lapse: WatchedLapse, change: Partial<WatchedLapse>): void {
    const soon = this.#agenda.now + this.#dice.spread(MINUTE, HOUR);
    this.#agenda.at(allBackAt([this.#services.database], soon), () => {
      if (group.lapses.includes(lapse)) this.know(group, { ...lapse, ...change });
    });
  }

  /** Known once the directory can be read and written down; the credential before is renewed, or found to be gone. */
  #renew(group: Group, id: string, at: number): void {
    const { graph, database } = this.#services;
    this.#agenda.at(allBackAt([graph, database], at), () => {
      const lapse = group.lapses.find((one) => one.id === id && one.state === 'live');
      if (lapse === undefined || Date.parse(lapse.starts ?? '') > at) return;
      const [slot = '', cycle = '1'] = id.split('#');
      const state = this.#dice.happens(0.9) ? 'renewed' : 'gone';
      if (lapse.kind === 'secret') this.know(group, { ...lapse, state });
      this.begin(group, slot, Number(cycle) + 1);
    });
  }
}

export function someLapse({ id: tenantId }: Tenant, id: string): WatchedLapse {
  return {
    ...{ tenantId, id, kind: 'secret', label: id, state: 'live', source: 'ours' },
    ...{ connectorId: 'nectar', connectorTitle: 'Nectar DXP', effect: '', places: [] },
    ...{ registration: { appId: 'app' as AppId, name: 'Nectar' }, owner: null, runId: null, keyId: null },
    ...{ starts: null, ends: null, checkedAt: null, snooze: null, notOurs: null },
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
