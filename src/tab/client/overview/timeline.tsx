import { Button } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { Later } from '../parts/later.tsx';
import { lazily } from '../parts/lazily.ts';
import type { RegisterSummary } from '../../../provisioning/contract/register.ts';
import { KIND_MARKS } from '../marks.ts';
import type { LapseKind } from '../marks.ts';
import { ShapeIcon } from '../parts/icons.tsx';
import { useNow } from '../session.ts';
import { useWidth } from '../use-width.ts';
import { words } from '../words.ts';
import { columnsOf } from './month-columns.ts';
import styles from './timeline.module.css';
import { layOutTimeline } from './timeline-layout.ts';
import { TimelineTable } from './timeline-table.tsx';

const Spots = lazily(() => import('./spots.tsx').then((m) => m.Spots));
const Bars = lazily(() => import('./bars.tsx').then((m) => m.Bars));

/** Pixels a mark and its air take. */
const MARK_WIDTH = 22;

/** Every lapse of the next twelve months where it happens, or how many do in each; the same as a table. */
export function Timeline({ summary }: { readonly summary: RegisterSummary | null }) {
  const [asTable, setAsTable] = useState(false);
  const isEmpty = summary === null || (summary.timeline.length === 0 && !summary.timelineCut);
  return (
    <section className="sheet" aria-labelledby="timeline">
      <div className={styles['heading']}>
        <h2 id="timeline">{words.timeline}</h2>
        {summary !== null && !summary.timelineCut && <Legend summary={summary} />}
        {!isEmpty && (
          <Button
            size="small"
            appearance="subtle"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? words.timelineChart : words.timelineTable}
          </Button>
        )}
      </div>
      {asTable && summary !== null ? <TimelineTable summary={summary} /> : <Chart summary={summary} />}
    </section>
  );
}

function Legend({ summary }: { readonly summary: RegisterSummary }) {
  const kinds = [...new Set(summary.timeline.map(({ kind }) => kind))];
  return (
    <ul className={styles['legend']} aria-label="Shapes">
      {kinds.map((kind: LapseKind) => (
        <li key={kind}>
          <ShapeIcon shape={KIND_MARKS[kind].shape} />
          {KIND_MARKS[kind].word}
        </li>
      ))}
    </ul>
  );
}

function Chart({ summary }: { readonly summary: RegisterSummary | null }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const isCrowded = summary?.timelineCut === true;
  return (
    <div
      ref={box}
      className={`${styles['chart']} ${isCrowded ? styles['crowded'] : ''}`}
      aria-busy={summary === null}
    >
      {isCrowded ? <Months summary={summary} width={width} /> : <Marks summary={summary} width={width} />}
    </div>
  );
}

function Months({ summary, width }: { readonly summary: RegisterSummary; readonly width: number }) {
  const columns = useMemo(() => columnsOf(summary), [summary]);
  return (
    <Later>
      <Bars columns={columns} width={width} />
    </Later>
  );
}

function Marks({ summary, width }: { readonly summary: RegisterSummary | null; readonly width: number }) {
  const now = useNow();
  const slots = Math.max(12, Math.floor(width / MARK_WIDTH));
  const lapses = useMemo(() => summary?.timeline ?? [], [summary]);
  const layout = useMemo(() => layOutTimeline(lapses, now, slots), [lapses, now, slots]);
  return (
    <>
      {summary !== null && lapses.length === 0 && <p className={styles['none']}>{words.timelineEmpty}</p>}
      {now > 0 && (
        <Later>
          <Spots layout={layout} now={now} dense={width < 560} />
        </Later>
      )}
    </>
  );
}
