import { words } from '../words.ts';
import { inWords, totalInWords } from './month-columns.ts';
import type { MonthColumn } from './month-columns.ts';
import styles from './timeline.module.css';

/** The bars, to be read. */
export function MonthTable({ columns }: { readonly columns: readonly MonthColumn[] }) {
  return (
    <table className={styles['table']}>
      <caption className="unseen">{words.timelineMonths}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">How many</th>
          <th scope="col">Of which</th>
        </tr>
      </thead>
      <tbody>
        {columns.map(({ label, counts }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{totalInWords(counts)}</td>
            <td>{inWords(counts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
