/** The list as a column of rows: headings of groups, and lines between them. */
import type { RegisterPage } from '../../../provisioning/contract/register.ts';

export type RowPlace =
  | { readonly kind: 'heading'; readonly title: string; readonly count: number }
  /** Number of the line in the list, from 0. */
  | { readonly kind: 'line'; readonly line: number };

export interface Rows {
  readonly count: number;
  at(row: number): RowPlace;
}

/** Every row there will be, also those that are not read yet, so that the scroll bar tells the truth. */
export function rowsOf(page: Pick<RegisterPage, 'total' | 'groups'>): Rows {
  if (page.groups.length === 0) return { count: page.total, at: (line) => ({ kind: 'line', line }) };
  const starts = headingRows(page.groups);
  return {
    count: page.total + page.groups.length,
    at: (row) => {
      const group = starts.findLastIndex((start) => start <= row);
      const { title = '', count = 0 } = page.groups[group] ?? {};
      return starts[group] === row
        ? { kind: 'heading', title, count }
        : { kind: 'line', line: row - group - 1 };
    },
  };
}

function headingRows(groups: RegisterPage['groups']): readonly number[] {
  const starts: number[] = [];
  let next = 0;
  for (const { count } of groups) {
    starts.push(next);
    next += count + 1;
  }
  return starts;
}
