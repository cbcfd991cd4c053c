import { useCallback, useState } from 'react';
import { Failure, FailureNote } from '../parts/failure.tsx';
import { replaceParams } from '../use-route.ts';
import { useSession, useNow } from '../session.ts';
import { ago } from '../dates.ts';
import { useLoad } from '../use-load.ts';
import { words } from '../words.ts';
import { Empty } from './empty.tsx';
import { Headline } from './headline.tsx';
import { List } from './list.tsx';
import { paramsOf, queryOf, scopedTo } from './query.ts';
import type { ListQuery } from './query.ts';
import { Timeline } from './timeline.tsx';
import { Toolbar } from './toolbar.tsx';
import { useLines } from './use-lines.ts';

/** One look: the headline, what lapses when, and every registration. The same for whoever looks. */
export function Overview({ params }: { readonly params: URLSearchParams }) {
  const {
    api,
    settings: { connectors },
  } = useSession();
  const [query, setQuery] = useState<ListQuery>(() => queryOf(params));
  const summary = useLoad(
    `summary ${connectors.join()}`,
    () => api.summary(connectors),
    () => true,
  );
  const lines = useLines(scopedTo(connectors, query));
  const now = useNow();
  const change = useCallback((changed: ListQuery) => {
    setQuery(changed);
    replaceParams({ page: 'overview' }, paramsOf(changed));
  }, []);

  const trouble = summary.trouble ?? lines.trouble;
  const isBare = summary.value === null && lines.page === null;
  if (trouble !== null && isBare) {
    const again = (): void => {
      summary.again();
      lines.again();
    };
    return (
      <main className="page">
        <Failure trouble={trouble} again={again} whole />
      </main>
    );
  }
  return (
    <main className="page">
      <Headline summary={summary.value} query={query} change={change} />
      <div className="stack">
        {trouble !== null && (
          <FailureNote
            failure={{
              ...trouble.failure,
              why: `${trouble.failure.why} ${words.stale(ago(now, summary.value?.at ?? ''))}`,
            }}
          />
        )}
        {summary.value?.checkFailure != null && <FailureNote failure={summary.value.checkFailure} />}
        {summary.value?.total === 0 ? (
          <Empty />
        ) : (
          <>
            <Timeline summary={summary.value} />
            <section className="sheet" aria-label="Registrations">
              <Toolbar
                summary={summary.value}
                query={query}
                change={change}
                total={lines.page?.total ?? null}
              />
              <List lines={lines} query={query} change={change} />
            </section>
          </>
        )}
      </div>
    </main>
  );
}
