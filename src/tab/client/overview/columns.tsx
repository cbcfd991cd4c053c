import { ArrowSortDown16Filled } from '@fluentui/react-icons/svg/arrow-sort-down';
import { ArrowSortUp16Filled } from '@fluentui/react-icons/svg/arrow-sort-up';
import type { RegisterSort } from '../../../provisioning/contract/register.ts';
import styles from './list.module.css';
import { sortedBy } from './query.ts';
import type { ListQuery } from './query.ts';

interface Column {
  readonly place: string;
  readonly title: string;
  /** Null: it has no order. */
  readonly sort: RegisterSort | null;
}

const COLUMNS: readonly Column[] = [
  { place: 'name', title: 'Name', sort: 'name' },
  { place: 'connector', title: 'Connector', sort: 'connector' },
  { place: 'state', title: 'State', sort: 'state' },
  { place: 'granted', title: 'Granted', sort: null },
  { place: 'lapse', title: 'Next lapse', sort: 'lapse' },
  { place: 'owner', title: 'Owner', sort: 'owner' },
  { place: 'checked', title: 'Checked', sort: 'checked' },
];

/** The head of the list. Where the rows are cards it is still there for whoever listens. */
export function Columns({ query, change }: { query: ListQuery; change: (query: ListQuery) => void }) {
  return (
    <div role="rowgroup" className={styles['head']}>
      <div role="row" className={styles['row']} aria-rowindex={1}>
        {COLUMNS.map(({ place, title, sort }) => (
          <span
            key={place}
            role="columnheader"
            className={styles[place]}
            {...(sort === null ? {} : { 'aria-sort': orderOf(query, sort) })}
          >
            {sort === null ? (
              title
            ) : (
              <button type="button" onClick={() => change(sortedBy(query, sort))}>
                {title}
                {query.sort === sort && <Arrow down={query.descending} />}
              </button>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function orderOf(query: ListQuery, sort: RegisterSort): 'none' | 'ascending' | 'descending' {
  if (query.sort !== sort) return 'none';
  return query.descending ? 'descending' : 'ascending';
}

function Arrow({ down }: { readonly down: boolean }) {
  return down ? <ArrowSortDown16Filled aria-hidden="true" /> : <ArrowSortUp16Filled aria-hidden="true" />;
}
