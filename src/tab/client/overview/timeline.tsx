import { Button } from '@fluentui/react-components';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { RegisterSummary } from '../../../provisioning/contract/register.ts';
import { day } from '../dates.ts';
import { KIND_MARKS } from '../marks.ts';
import type { LapseKind } from '../marks.ts';
import { ShapeIcon } from '../parts/icons.tsx';
import { useNow } from '../session.ts';
import { useWidth } from '../use-width.ts';
import { words } from '../words.ts';
import styles from './timeline.module.css';
import { layOutTimeline } from './timeline-layout.ts';
import { TimelineTable } from './timeline-table.tsx';

const Spots = lazy(() => import('./spots.tsx').then((m) => ({ default: m.Spots })));
const Bars = lazy(() => import('./bars.tsx').then((m) => ({ default: m.Bars })));

/** More marks than this are a smear; then they are counted by month. */
const MOST_MARKS = 240;
/** Pixels a mark and its air take. */
const MARK_WIDTH = 22;

/** Every lapse of the next twelve months where it happens; the same as a table. */
export function Timeline({ summary }: { readonly summary: RegisterSummary | null }) {
  const [asTable, setAsTable] = useState(false);
  const lapses = summary?.timeline ?? [];
  const crowded = lapses.length > MOST_MARKS;
  return (
    <section className="sheet" aria-labelledby="timeline">
      <div className={styles['heading']}>
        <h2 id="timeline">{words.timeline}</h2>
        {summary !== null && !crowded && <Legend summary={summary} />}
        {lapses.length > 0 && (
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
      {asTable ? <TimelineTable lapses={lapses} /> : <Chart summary={summary} />}
      {summary?.timelineCut === true && (
        <p className="quiet small">{words.timelineCut(day(lapses.at(-1)?.ends ?? ''))}</p>
      )}
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
  const now = useNow();
  const [box, width] = useWidth<HTMLDivElement>();
  const slots = Math.max(12, Math.floor(width / MARK_WIDTH));
  const lapses = summary?.timeline ?? [];
  const layout = useMemo(() => layOutTimeline(lapses, now, slots), [lapses, now, slots]);
  const crowded = lapses.length > MOST_MARKS;
  return (
    <div ref={box} className={styles['chart']} aria-busy={summary === null}>
      {summary !== null && lapses.length === 0 && <p className={styles['none']}>{words.timelineEmpty}</p>}
      {crowded ? (
        <Suspense fallback={<div className={styles['bars']} />}>
          <Bars lapses={lapses} cut={summary?.timelineCut === true} now={now} width={width} />
        </Suspense>
      ) : (
        now > 0 && (
          <Suspense fallback={null}>
            <Spots layout={layout} now={now} dense={width < 560} />
          </Suspense>
        )
      )}
    </div>
  );
}
