import { memo } from 'react';
import type { CSSProperties } from 'react';
import type { RegistrationLine } from '../../../provisioning/contract/register.ts';
import { ago, day, distance } from '../dates.ts';
import { KIND_MARKS, STATE_MARKS } from '../marks.ts';
import { ShapeIcon } from '../parts/icons.tsx';
import { Bone } from '../parts/loading.tsx';
import { MarkChip } from '../parts/mark.tsx';
import { hashOf } from '../route.ts';
import { words } from '../words.ts';
import styles from './list.module.css';

interface Placed {
  readonly style: CSSProperties;
  readonly 'aria-rowindex': number;
}

export const LineRow = memo(function LineRow({
  line,
  now,
  ...placed
}: Placed & { readonly line: RegistrationLine; readonly now: number }) {
  const { granted, planned } = line.permissions;
  return (
    <div role="row" className={styles['row']} {...placed}>
      <span role="cell" className={styles['name']} title={line.name}>
        {/* Before the choices are made it has no name of its own. */}
        <a href={hashOf({ page: 'registration', id: line.id })}>{line.name || line.connectorTitle}</a>
      </span>
      <span role="cell" className={styles['connector']}>
        {line.connectorTitle}
      </span>
      <span role="cell" className={styles['state']} title={line.why?.what}>
        <MarkChip mark={STATE_MARKS[line.state]} plain />
      </span>
      <span role="cell" className={styles['granted']}>
        <span className={styles['label']}>Granted</span> {grantedOf(granted, planned)}
      </span>
      <span role="cell" className={styles['lapse']}>
        <NextLapse line={line} now={now} />
      </span>
      <span role="cell" className={styles['owner']}>
        {line.owner === '' ? '—' : line.owner}
      </span>
      <span role="cell" className={styles['checked']}>
        {line.checkedAt === null ? words.neverChecked : ago(now, line.checkedAt)}
      </span>
    </div>
  );
}, same);

/** Where it stands is a new object every time it is drawn, and seldom another place. */
function same(
  was: Placed & { line: RegistrationLine; now: number },
  is: Placed & { line: RegistrationLine; now: number },
): boolean {
  return (
    was.line === is.line &&
    was.now === is.now &&
    was['aria-rowindex'] === is['aria-rowindex'] &&
    was.style.transform === is.style.transform &&
    was.style.height === is.style.height
  );
}

/** `3 of 3`; what nobody has looked at is not zero. */
function grantedOf(granted: number | null, planned: number): string {
  if (planned === 0) return 'none';
  return `${granted ?? '?'} of ${planned}`;
}

function NextLapse({ line: { nextLapse, lapses }, now }: { line: RegistrationLine; now: number }) {
  if (nextLapse?.ends == null) return <span className="quiet">—</span>;
  const { shape, word } = KIND_MARKS[nextLapse.kind];
  return (
    <>
      <span className={styles['date']}>
        <ShapeIcon shape={shape} />
        <span className="unseen">{word}</span>
        {day(nextLapse.ends)}
      </span>
      <span className="quiet">
        {distance(now, nextLapse.ends)}
        {lapses > 1 && <span className={styles['more']}>{` · ${lapses - 1} more`}</span>}
      </span>
    </>
  );
}

/** A line that is on its way. */
export function WaitingRow(placed: Placed) {
  return (
    <div role="row" className={styles['row']} aria-busy="true" {...placed}>
      {(['name', 'connector', 'state', 'granted', 'lapse', 'owner', 'checked'] as const).map((place, i) => (
        <span key={place} role="cell" className={styles[place]}>
          <Bone width={`${75 - ((i * 17) % 40)}%`} />
        </span>
      ))}
    </div>
  );
}
