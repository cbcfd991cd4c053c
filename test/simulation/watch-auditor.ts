/**
 * The promise, held against the product by somebody who does not decide: for each lapse and rung that somebody hears
 * of it within a quarter of an hour of its time, or of the end of whatever prevented it, and nobody twice without being
 * told so. Takes from the product when a rung is due (test/provisioning/core/watch/due.test.ts) and nothing else.
 */
import { dueOf, type Timing } from '../../src/provisioning/core/watch/due.ts';
import { ladderFor, moreUrgent, thresholdOf } from '../../src/provisioning/core/watch/ladder.ts';
import { speaks } from '../../src/provisioning/core/watch/speaking.ts';
import type { AlertRow, WatchedLapse } from '../../src/provisioning/core/watch/types.ts';
import type { Agenda } from './watch-agenda.ts';
import { ableFrom, noteLoss, type Debt } from './watch-debt.ts';
import { Receipts, type Complaint } from './watch-receipts.ts';
import type { Post } from './watch-teams.ts';
import type { Tenant } from './watch-tenants.ts';
import type { Outages } from './watch-weather.ts';

const PROMISED = 15 * 60_000;

interface Account {
  readonly tenant: Tenant;
  readonly timing: Timing;
  readonly receipts: Receipts;
  debt: Debt | null;
}

export class Auditor {
  delivered = 0;
  missed = 0;
  /** Not sent because a more urgent one came first, the lapse was closed or somebody snoozed it, all in an outage. */
  overtaken = 0;
  repeats = 0;
  moved = 0;
  /** `early`: before its time, or a repeat within half an hour. */
  readonly complaints: Record<Complaint, number> = { duplicate: 0, early: 0 };
  latestMs = 0;
  readonly #agenda: Agenda;
  readonly #services: readonly Outages[];
  readonly #accounts = new Map<string, Account>();

  /** `services` are those without which nobody can be told. */
  constructor(agenda: Agenda, services: readonly Outages[]) {
    this.#agenda = agenda;
    this.#services = services;
  }

  /** From now on this is what is known of the lapse. */
  watch(lapse: WatchedLapse, tenant: Tenant): void {
    const key = keyOf(lapse);
    const before = this.#accounts.get(key);
    this.#accounts.delete(key);
    if (before?.debt != null) this.#giveUp(before, before.debt);
    if (!speaks(lapse, [])) return;
    const [hours] = tenant.channels;
    const timing: Timing = { lapse, ladder: ladderFor(lapse, hours, {}), hours: hours! };
    const known = before?.timing.lapse.ends === lapse.ends ? before : undefined;
    const account = { tenant, timing, receipts: known?.receipts ?? new Receipts(), debt: null };
    this.#accounts.set(key, account);
    this.#expect(account, moreUrgent(timing.ladder, Infinity));
  }

  /** A row as it was sent off, and what came of it. */
  posted(row: AlertRow, post: Post): void {
    const account = this.#accountOf(row);
    if (account === undefined) return;
    const { receipts, debt } = account;
    const { now } = this.#agenda;
    const isNews = post.arrived && row.band < receipts.told;
    for (const complaint of receipts.take(row, post, now)) this.complaints[complaint] += 1;
    if (dueOf(account.timing, row.band) > now) this.complaints.early += 1;
    if (post.arrived && row.label !== 'first') this[row.label === 'repeat' ? 'repeats' : 'moved'] += 1;
    if (isNews) this.delivered += 1;
    if (isNews && debt !== null && row.band <= debt.band) this.#pay(account, debt);
    if (!post.arrived) noteLoss(debt, row, post, now);
  }

  /** At the end: what is owed still. */
  close(): void {
    for (const account of this.#accounts.values())
      if (account.debt !== null) this.#giveUp(account, account.debt);
  }

  #accountOf(row: AlertRow): Account | undefined {
    const account = this.#accounts.get(`${row.tenantId} ${row.lapseId}`);
    return account?.timing.lapse.ends === row.ends ? account : undefined;
  }

  /** One rung after the other, each at its time. */
  #expect(account: Account, band: number): void {
    const { lapse, ladder } = account.timing;
    const dueAt = dueOf(account.timing, band);
    const next = (): void => this.#expect(account, moreUrgent(ladder, band));
    const concerns = thresholdOf(Date.parse(lapse.ends), band) > Date.parse(lapse.starts ?? '');
    if (dueAt < this.#agenda.now || !concerns) return next();
    this.#agenda.at(dueAt, () => {
      if (!this.#isCurrent(account)) return;
      if (account.receipts.told > band) this.#owe(account, { band, dueAt, lost: new Map() });
      next();
    });
  }

  #owe(account: Account, debt: Debt): void {
    if (account.debt !== null) this.#giveUp(account, account.debt);
    account.debt = debt;
    this.#remind(account, debt);
  }

  #remind(account: Account, debt: Debt): void {
    this.#agenda.at(this.#ableFrom(account, debt) + PROMISED + 1, () => {
      if (account.debt !== debt || !this.#isCurrent(account)) return;
      if (this.#isLate(account, debt)) this.#giveUp(account, debt);
      else this.#remind(account, debt);
    });
  }

  #pay(account: Account, debt: Debt): void {
    account.debt = null;
    this.latestMs = Math.max(this.latestMs, this.#agenda.now - this.#ableFrom(account, debt));
  }

  #giveUp(account: Account, debt: Debt): void {
    account.debt = null;
    if (this.#isLate(account, debt)) this.missed += 1;
    else this.overtaken += 1;
  }

  #isLate(account: Account, debt: Debt): boolean {
    return this.#agenda.now - this.#ableFrom(account, debt) > PROMISED;
  }

  #ableFrom({ tenant }: Account, debt: Debt): number {
    return ableFrom(debt, tenant, this.#services, this.#agenda.now);
  }

  #isCurrent(account: Account): boolean {
    return this.#accounts.get(keyOf(account.timing.lapse)) === account;
  }
}

function keyOf({ tenantId, id }: WatchedLapse): string {
  return `${tenantId} ${id}`;
}
