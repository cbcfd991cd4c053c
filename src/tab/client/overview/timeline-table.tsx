import type { RegisterLapse, RegisterSummary } from '../../../provisioning/contract/register.ts';
import { dayFrom } from '../dates.ts';
import { nameOfLapse } from '../marks.ts';
import { hashOf } from '../route.ts';
import { useNow } from '../session.ts';
import { words } from '../words.ts';
import { columnsOf } from './month-columns.ts';
import { MonthTable } from './month-table.tsx';
import styles from './timeline.module.css';

/** The timeline, to be read. */
export function TimelineTable({ summary }: { readonly summary: RegisterSummary }) {
  const { timeline, timelineCut } = summary;
  const name = timelineCut ? words.timelineMonths : words.timelineTableName;
  return (
    <div className={styles['scroll']} role="region" aria-label={name} tabIndex={0}>
      {timelineCut ? <MonthTable columns={columnsOf(summary)} /> : <LapseTable lapses={timeline} />}
    </div>
  );
}

function LapseTable({ lapses }: { readonly lapses: readonly RegisterLapse[] }) {
  const now = useNow();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Registration</th>
          <th scope="col">Connector</th>
        </tr>
      </thead>
      <tbody>
        {lapses.map((lapse) => (
          <tr key={lapse.id}>
            <td>{dayFrom(now, lapse.ends ?? '')}</td>
            <td>{nameOfLapse(lapse)}</td>
            <td>
              <a href={hashOf({ page: 'registration', id: lapse.registrationId })}>{lapse.name}</a>
            </td>
            <td>{lapse.connectorTitle}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
