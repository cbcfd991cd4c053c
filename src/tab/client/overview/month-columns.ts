/** How many lapse in each month, where single marks would be a smear: for the bars and for the table alike. */
import type { LapseCounts, RegisterSummary } from '../../../provisioning/contract/register.ts';
import { count, monthName } from '../dates.ts';
import { KIND_MARKS } from '../marks.ts';
import type { LapseKind } from '../marks.ts';
import { words } from '../words.ts';

export interface MonthColumn {
  /** `Nov ’26`; what has passed unrenewed stands before the first month, if there is any. */
  readonly label: string;
  readonly counts: LapseCounts;
}

export const KINDS = Object.keys(KIND_MARKS) as readonly LapseKind[];

export function columnsOf({
  months,
  overdue,
}: Pick<RegisterSummary, 'months' | 'overdue'>): readonly MonthColumn[] {
  const columns = months.map(({ month, counts }) => ({ label: labelOf(month), counts }));
  return totalOf(overdue) === 0 ? columns : [{ label: words.overdueColumn, counts: overdue }, ...columns];
}

export function totalOf(counts: LapseCounts): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

/** `320 secrets, 1 sign-in`, the kinds in one order. */
export function inWords(counts: LapseCounts): string {
  return KINDS.flatMap((kind) => {
    const n = counts[kind] ?? 0;
    const { word, words: many } = KIND_MARKS[kind];
    return n === 0 ? [] : [`${n.toLocaleString('en-GB')} ${(n === 1 ? word : many).toLowerCase()}`];
  }).join(', ');
}

/** `450 lapses`. */
export function totalInWords(counts: LapseCounts): string {
  return count(totalOf(counts), 'lapse');
}

/** `2026-11` as `Nov ’26`. */
function labelOf(month: string): string {
  const [year = '', number = '1'] = month.split('-');
  return `${monthName(Number(number) - 1)} ’${year.slice(2)}`;
}
