/** Where it happens: services and their outages, tenants and their channels. */
import { revived } from '../../src/provisioning/core/watch/settle.ts';
import { checkLapse } from '../../src/provisioning/core/watch/unchecked.ts';
import { Agenda, Dice } from './watch-agenda.ts';
import { Auditor } from './watch-auditor.ts';
import { Dispatcher, type Group } from './watch-dispatcher.ts';
import { Lives, someLapse } from './watch-lives.ts';
import { FakeTeams, type Manners } from './watch-teams.ts';
import { randomTenant, type Tenant } from './watch-tenants.ts';
import { allBackAt, Outages, type Outage } from './watch-weather.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Every seven weeks each service is out, for a minute up to a fortnight. */
const WEATHER = { mean: 50 * DAY, least: MINUTE, most: 14 * DAY };
const IN_A_TENANT = 40;

export class World {
  readonly #span: Outage;
  readonly #dice: Dice;
  readonly #agenda: Agenda;
  readonly #graph: Outages;
  readonly #database: Outages;
  readonly #teams: Outages;
  readonly #auditor: Auditor;
  readonly #dispatcher: Dispatcher;
  readonly #lives: Lives;

  constructor(seed: number, span: Outage, manners: Manners) {
    this.#span = span;
    this.#dice = new Dice(seed);
    this.#agenda = new Agenda(span.from);
    const weather = (): Outages => Outages.random(this.#dice, span, WEATHER);
    [this.#graph, this.#database, this.#teams] = [weather(), weather(), weather()];
    this.#auditor = new Auditor(this.#agenda, [this.#database, this.#teams]);
    const teams = new FakeTeams(this.#dice, this.#teams, manners);
    this.#dispatcher = new Dispatcher(this.#agenda, teams, this.#database, this.#auditor);
    const services = { graph: this.#graph, database: this.#database };
    this.#lives = new Lives(this.#agenda, this.#dice, services, this.#auditor, this.#dispatcher);
    this.#dispatcher.onArrival = (group, row) => this.#lives.react(group, row);
  }

  run(): { auditor: Auditor; outages: number } {
    this.#agenda.run(this.#span.to);
    this.#auditor.close();
    const outages = [this.#graph, this.#database, this.#teams].flatMap(({ all }) => all).length;
    return { auditor: this.#auditor, outages };
  }

  /** One to four lapses in a registration. */
  populate(lapses: number): void {
    for (let left = lapses; left > 0; left -= IN_A_TENANT) {
      const tenant = this.#settle(`t${left}`);
      let ours = Math.min(left, IN_A_TENANT);
      while (ours > 0) {
        const group = this.#group(tenant);
        const several = Math.min(ours, this.#dice.between(1, 5));
        for (let slot = 0; slot < several; slot += 1) this.#lives.begin(group, `${ours}.${slot}`, 0);
        ours -= several;
      }
    }
  }

  #settle(name: string): Tenant {
    const tenant = randomTenant(name, this.#dice, this.#span);
    for (const [id, closed] of tenant.closed)
      for (const { to } of closed.all)
        this.#agenda.at(allBackAt([this.#database], to), () => this.#welcome(tenant, id));
    this.#watchTheWatch(tenant);
    return tenant;
  }

  #group(tenant: Tenant): Group {
    const group: Group = { tenant, lapses: [], rows: [], looks: 0, queued: false };
    this.#dispatcher.add(group);
    return group;
  }

  /** Somebody installs the bot again. */
  #welcome(tenant: Tenant, id: string): void {
    if (tenant.closed.get(id)?.isOut(this.#agenda.now) === true) return;
    tenant.channels = tenant.channels.map((one) => (one.id === id ? revived(one) : one));
    for (const group of this.#dispatcher.of(tenant)) this.#dispatcher.look(group);
  }

  /** While Graph is away nobody looks, which is a lapse of its own. */
  #watchTheWatch(tenant: Tenant): void {
    const group = this.#group(tenant);
    for (const { from, to } of this.#graph.all.filter((one) => one.to - one.from > DAY)) {
      const seen = { ...someLapse(tenant, 'seen'), checkedAt: new Date(from).toISOString() };
      const lapse = checkLapse(tenant.id, [seen], from);
      if (lapse === null) continue;
      const over = { ...lapse, state: 'renewed' } as const;
      this.#agenda.at(from, () => this.#lives.know(group, lapse));
      this.#agenda.at(allBackAt([this.#database], to), () => this.#lives.know(group, over));
    }
  }
}
