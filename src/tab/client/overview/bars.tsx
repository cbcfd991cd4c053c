import { VerticalStackedBarChart } from '@fluentui/react-charts';
import { useMemo } from 'react';
import { KIND_MARKS } from '../marks.ts';
import type { LapseKind } from '../marks.ts';
import { words } from '../words.ts';
import { KINDS } from './month-columns.ts';
import type { MonthColumn } from './month-columns.ts';
import { MonthTable } from './month-table.tsx';
import styles from './timeline.module.css';

const HEIGHT = 220;
const WIDEST = 64;
/** For the numbers beside it and the months below it. */
const MARGINS = { left: 40, right: 4, top: 24, bottom: 36 };
/** Shares of a column that stay empty: between two of them, and before the first and after the last. */
const BETWEEN = 0.4;
const AROUND = 0.2;

/** How many lapse in each month, by kind: for the tenant in which single marks would be a smear. */
export function Bars({
  columns,
  width,
}: {
  readonly columns: readonly MonthColumn[];
  readonly width: number;
}) {
  const kinds = KINDS.filter((kind) => columns.some(({ counts }) => counts[kind] !== undefined));
  const data = useMemo(() => columns.map(toData), [columns]);
  return (
    <>
      <ul className={styles['legend']} aria-hidden="true">
        {kinds.map((kind) => (
          <li key={kind}>
            <Swatch kind={kind} />
            {KIND_MARKS[kind].words}
          </li>
        ))}
      </ul>
      <div className={styles['bars']} inert>
        <VerticalStackedBarChart
          chartTitle={words.timelineMonths}
          data={data}
          width={width}
          height={HEIGHT}
          barWidth="auto"
          maxBarWidth={WIDEST}
          xAxisInnerPadding={BETWEEN}
          xAxisOuterPadding={AROUND}
          margins={MARGINS}
          barCornerRadius={2}
          barGapMax={1}
          yAxisTickCount={3}
          hideLegend
          hideTooltip
          roundedTicks
        />
      </div>
      <div className="unseen">
        <MonthTable columns={columns} />
      </div>
    </>
  );
}

function Swatch({ kind }: { readonly kind: LapseKind }) {
  return (
    <svg viewBox="0 0 10 10" width={10} height={10} focusable="false">
      <rect width="10" height="10" rx="2" style={{ fill: colourOf(kind) }} />
    </svg>
  );
}

/** The chart leaves out a month that has no bar at all, so each has one of every kind, of no height where there is none. */
function toData({ label, counts }: MonthColumn) {
  const chartData = KINDS.map((kind) => ({
    legend: KIND_MARKS[kind].words,
    data: counts[kind] ?? 0,
    color: colourOf(kind),
  }));
  return { xAxisPoint: label, chartData };
}

/** Set in timeline.module.css, for each theme. */
function colourOf(kind: LapseKind): string {
  return `var(--kind-${kind})`;
}
