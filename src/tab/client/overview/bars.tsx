import { VerticalStackedBarChart } from '@fluentui/react-charts';
import { useMemo } from 'react';
import type { RegisterLapse } from '../../../provisioning/contract/register.ts';
import { KIND_MARKS } from '../marks.ts';
import type { LapseKind } from '../marks.ts';
import { words } from '../words.ts';
import { perMonth } from './timeline-layout.ts';
import styles from './timeline.module.css';

const COLOURS: Readonly<Record<LapseKind, string>> = {
  secret: 'var(--colorBrandBackground)',
  certificate: 'var(--colorPaletteTealBorderActive)',
  federated: 'var(--colorPaletteLavenderBorderActive)',
  password: 'var(--colorPaletteMarigoldBorderActive)',
  'sign-in': 'var(--colorPaletteBerryBorderActive)',
  check: 'var(--colorNeutralForeground3)',
};
const HEIGHT = 200;

/** How many lapse in each month, by kind: for the tenant in which single marks would be a smear. */
export function Bars({
  lapses,
  cut,
  now,
  width,
}: {
  readonly lapses: readonly RegisterLapse[];
  /** There is more after the last of them. */
  readonly cut: boolean;
  readonly now: number;
  readonly width: number;
}) {
  const data = useMemo(() => columnsOf(lapses, now, cut), [lapses, now, cut]);
  return (
    <>
      <div className={styles['bars']} inert>
        <VerticalStackedBarChart
          chartTitle={words.timeline}
          data={data}
          width={width}
          height={HEIGHT}
          barWidth={width < 560 ? 12 : 28}
          barCornerRadius={2}
          barGapMax={1}
          isCalloutForStack
          roundedTicks
        />
      </div>
      <MonthTable data={data} />
    </>
  );
}

/** The same for whoever cannot see the bars. They hold the numbers, so that nothing is told by hovering alone. */
function MonthTable({ data }: { readonly data: ReturnType<typeof columnsOf> }) {
  return (
    <table className="unseen">
      <caption>{words.timeline}</caption>
      <tbody>
        {data.map(({ xAxisPoint, chartData }) => (
          <tr key={xAxisPoint}>
            <th scope="row">{xAxisPoint}</th>
            <td>{chartData.map(({ legend, data: many }) => `${legend}: ${many}`).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A month that was not read is left out; drawn empty, it would be a lie. */
function columnsOf(lapses: readonly RegisterLapse[], now: number, cut: boolean) {
  const months = perMonth(lapses, now);
  const last = months.findLastIndex(({ counts }) => Object.keys(counts).length > 0);
  return (cut ? months.slice(0, last + 1) : months).map(({ label, counts }) => ({
    xAxisPoint: label.replace(/ \d{2}(\d{2})$/, ' ’$1'),
    chartData: (Object.keys(KIND_MARKS) as LapseKind[])
      .filter((kind) => (counts[kind] ?? 0) > 0)
      .map((kind) => ({ legend: KIND_MARKS[kind].words, data: counts[kind] ?? 0, color: COLOURS[kind] })),
  }));
}
