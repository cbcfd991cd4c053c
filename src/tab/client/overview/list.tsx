import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { count } from '../dates.ts';
import { useNow } from '../session.ts';
import { useWidth, widthClass } from '../use-width.ts';
import { words } from '../words.ts';
import { Columns } from './columns.tsx';
import styles from './list.module.css';
import { NoMatch } from './no-match.tsx';
import { EVERYTHING } from './query.ts';
import type { ListQuery } from './query.ts';
import { LineRow, WaitingRow } from './row.tsx';
import { rowsOf } from './rows.ts';
import type { Lines } from './use-lines.ts';

/** Pixels of a row, by how much room there is. Fixed, so that ten thousand scroll as ten do. */
const ROW_HEIGHT = { wide: 52, medium: 68, narrow: 148 } as const;
const HEADING_HEIGHT = 48;
const SKELETON = 8;

export function List({
  lines,
  query,
  change,
}: {
  readonly lines: Lines;
  readonly query: ListQuery;
  readonly change: (query: ListQuery) => void;
}) {
  const now = useNow();
  const [box, width] = useWidth<HTMLDivElement>();
  const size = widthClass(width);
  const { page, need } = lines;
  const rows = useMemo(() => rowsOf(page ?? { total: SKELETON, groups: [] }), [page]);
  const top = useTop(box, page !== null);
  const virtual = useWindowVirtualizer({
    count: rows.count,
    estimateSize: (row) => (rows.at(row).kind === 'heading' ? HEADING_HEIGHT : ROW_HEIGHT[size]),
    overscan: 8,
    scrollMargin: top,
  });
  useEffect(() => virtual.measure(), [virtual, rows, size]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    const place = last < rows.count ? rows.at(last) : null;
    if (place !== null) need(place.kind === 'line' ? place.line : last);
  }, [last, rows, need]);

  if (page?.total === 0) return <NoMatch clear={() => change({ ...EVERYTHING, sort: query.sort })} />;
  return (
    <div
      className={`${styles['table']} ${styles[size]} ${lines.isOld && page !== null ? styles['old'] : ''}`}
      role="table"
      aria-label="Registrations"
      aria-rowcount={rows.count + 1}
      aria-busy={page === null}
      ref={box}
    >
      <Columns query={query} change={change} />
      <div
        className={styles['body']}
        role="rowgroup"
        style={{ height: virtual.getTotalSize() }}
        onPointerMove={lines.touched}
        onPointerDown={lines.touched}
      >
        {items.map((item) => {
          const place = rows.at(item.index);
          const style = {
            height: item.size,
            transform: `translateY(${item.start - virtual.options.scrollMargin}px)`,
          };
          const common = { style, 'aria-rowindex': item.index + 2 };
          if (place.kind === 'heading') {
            return (
              <div key={item.key} role="row" className={styles['heading']} {...common}>
                <span role="cell">
                  {place.title} <span className="quiet">{count(place.count, 'registration')}</span>
                </span>
              </div>
            );
          }
          const line = lines.lines[place.line];
          return line === undefined ? (
            <WaitingRow key={item.key} {...common} />
          ) : (
            // Not by its place: a press or the focus on a row stays with its registration when the order changes.
            <LineRow key={line.id} line={line} now={now} {...common} />
          );
        })}
      </div>
      {page === null && (
        <p className="unseen" role="status">
          {words.loading}
        </p>
      )}
    </div>
  );
}

/** Where the list begins on the page. What stands above it may still grow. */
function useTop(box: React.RefObject<HTMLElement | null>, isThere: boolean): number {
  const [top, setTop] = useState(0);
  const seen = useRef(0);
  useLayoutEffect(() => {
    const look = (): void => {
      const body = box.current?.querySelector<HTMLElement>('[role=rowgroup]:last-of-type') ?? null;
      const at = body === null ? 0 : Math.round(body.getBoundingClientRect().top + window.scrollY);
      if (at !== seen.current) setTop((seen.current = at));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [box, isThere]);
  return top;
}
