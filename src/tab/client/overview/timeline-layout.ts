/** Where each lapse stands on the timeline: twelve months from today, what has passed unrenewed before it. */
import type { RegisterLapse } from '../../../provisioning/contract/register.ts';
import { DAY, monthName } from '../dates.ts';

/** A place where one or several lapses stand, because they end at nearly the same time. */
export interface Spot {
  /** 0 is today, 1 is twelve months on. */
  readonly at: number;
  readonly lapses: readonly RegisterLapse[];
}

export interface MonthMark {
  readonly at: number;
  readonly label: string;
  /** Said where a year begins, and at the first. */
  readonly year: string | null;
}

export interface TimelineLayout {
  readonly months: readonly MonthMark[];
  readonly overdue: readonly RegisterLapse[];
  readonly spots: readonly Spot[];
}

/** `slots`: how many marks stand side by side before they have to be stacked. */
export function layOutTimeline(lapses: readonly RegisterLapse[], now: number, slots: number): TimelineLayout {
  const end = inTwelveMonths(now);
  const dated = lapses
    .map((lapse) => ({ lapse, end: Date.parse(lapse.ends ?? '') }))
    .filter((one) => !Number.isNaN(one.end))
    .sort((a, b) => a.end - b.end);
  return {
    months: monthMarks(now, end),
    overdue: dated.filter((one) => one.end < now).map(({ lapse }) => lapse),
    spots: spotsOf(
      dated
        .filter((one) => one.end >= now && one.end <= end)
        .map((one) => ({ lapse: one.lapse, at: share(one.end, now, end) })),
      slots,
    ),
  };
}

function spotsOf(placed: readonly { lapse: RegisterLapse; at: number }[], slots: number): Spot[] {
  const bySlot = new Map<number, RegisterLapse[]>();
  for (const { lapse, at } of placed) {
    const slot = Math.min(Math.floor(at * slots), slots - 1);
    bySlot.set(slot, [...(bySlot.get(slot) ?? []), lapse]);
  }
  return [...bySlot].map(([slot, lapses]) => ({ at: (slot + 0.5) / slots, lapses }));
}

/** The first of each month that begins within the twelve. */
function monthMarks(now: number, end: number): MonthMark[] {
  const marks: MonthMark[] = [];
  for (let month = monthNumber(now) + 1; ; month += 1) {
    const begins = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (begins > end) return marks;
    const year = month % 12 === 0 || marks.length === 0 ? String(Math.floor(month / 12)) : null;
    marks.push({ at: share(begins, now, end), label: monthName(month), year });
  }
}

function monthNumber(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** And a week, so that what was made for a year today still stands on it. */
function inTwelveMonths(now: number): number {
  return now + (365 + 7) * DAY;
}

function share(at: number, from: number, to: number): number {
  return (at - from) / (to - from);
}
