import { Button, Input } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { useEffect, useState } from 'react';
import { Later } from '../parts/later.tsx';
import { lazily } from '../parts/lazily.ts';
import type { RegisterSummary } from '../../../provisioning/contract/register.ts';
import { words } from '../words.ts';
import { FILTER_TITLES } from './filter-titles.ts';
import { EVERYTHING, isNarrowed } from './query.ts';
import type { ListQuery } from './query.ts';
import styles from './toolbar.module.css';

const Filters = lazily(() => import('./filters.tsx').then((m) => m.Filters));

/** Long enough for a word to be finished. */
const TYPING_MS = 200;

/** What is looked for, and in which order. */
export function Toolbar({
  summary,
  query,
  change,
  total,
}: {
  readonly summary: RegisterSummary | null;
  readonly query: ListQuery;
  readonly change: (query: ListQuery) => void;
  readonly total: number | null;
}) {
  return (
    <div className={styles['toolbar']} role="search">
      <SearchField query={query} change={change} />
      <div className={styles['filters']}>
        <Later meanwhile={<Waiting />}>
          <Filters summary={summary} query={query} change={change} />
        </Later>
        {isNarrowed(query) && (
          <Button
            appearance="subtle"
            onClick={() => change({ ...EVERYTHING, sort: query.sort, group: query.group })}
          >
            {words.clear}
          </Button>
        )}
      </div>
      <p className={`quiet ${styles['total']}`} role="status">
        {total !== null && countOf(total, summary?.total ?? total)}
      </p>
    </div>
  );
}

/** What opens comes after the list; its place is kept. */
function Waiting() {
  return FILTER_TITLES.map((title) => (
    <Button key={title} appearance="outline" disabledFocusable>
      {title}
    </Button>
  ));
}

function countOf(shown: number, all: number): string {
  return shown === all ? words.some(all) : words.filtered(shown.toLocaleString('en-GB'), words.some(all));
}

function SearchField({ query, change }: { query: ListQuery; change: (query: ListQuery) => void }) {
  const [typed, setTyped] = useState(query.search);
  useEffect(() => setTyped(query.search), [query.search]);
  useEffect(() => {
    if (typed === query.search) return;
    const timer = setTimeout(() => change({ ...query, search: typed }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, query, change]);
  return (
    <Input
      className={styles['search']}
      type="search"
      contentBefore={<Search20Regular aria-hidden="true" />}
      aria-label={words.search}
      placeholder={words.searchHint}
      value={typed}
      onChange={(_event, { value }) => setTyped(value)}
    />
  );
}
