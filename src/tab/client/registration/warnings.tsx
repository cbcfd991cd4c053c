import type { CredentialView, WarningRecord } from '../../../provisioning/contract/register.ts';
import { count, day } from '../dates.ts';
import { nameOfLapse, WARNING_MARKS } from '../marks.ts';
import { MarkChip } from '../parts/mark.tsx';
import { words } from '../words.ts';
import styles from './registration.module.css';

/** Whether the people a warning was for got it. */
export function Warnings({
  records,
  credentials,
}: {
  readonly records: readonly WarningRecord[];
  readonly credentials: readonly CredentialView[];
}) {
  if (records.length === 0) return <p className="quiet">{words.warningsEmpty}</p>;
  return (
    <ul>
      {records.map((record) => (
        <li key={`${record.lapseId} ${record.band} ${record.channelId}`} className={styles['item']}>
          <div className={styles['first']}>
            <span>{bandName(record.band)}</span>
            <MarkChip mark={WARNING_MARKS[record.outcome]} plain />
          </div>
          <p className="quiet small">
            {nameIn(credentials, record.lapseId)}due {day(record.dueAt)}
            {tries(record)}
          </p>
        </li>
      ))}
    </ul>
  );
}

function bandName(band: number): string {
  if (band === 0) return 'On the day itself';
  return band > 0 ? `${count(band, 'day')} before` : `${count(-band, 'day')} after`;
}

function nameIn(credentials: readonly CredentialView[], lapseId: string): string {
  const found = credentials.find((one) => one.lapseId === lapseId);
  return found === undefined ? '' : `${nameOfLapse(found)}, `;
}

function tries({ attempts }: WarningRecord): string {
  const last = attempts.at(-1);
  if (last === undefined) return '';
  const answer = last.status === null ? 'no answer' : `answered ${last.status}`;
  return attempts.length === 1 ? `, ${answer}` : `, ${attempts.length} tries, the last ${answer}`;
}
