import { Button } from '@fluentui/react-components';
import { Add20Regular } from '@fluentui/react-icons/svg/add';
import { Later } from '../parts/later.tsx';
import { lazily } from '../parts/lazily.ts';
import type { RegisterSummary } from '../../../provisioning/contract/register.ts';
import { Bone } from '../parts/loading.tsx';
import { SignIcon } from '../parts/icons.tsx';
import { ToChat } from '../parts/to-chat.tsx';
import { useNow, useSession } from '../session.ts';
import { goTo } from '../use-route.ts';
import { headline, words } from '../words.ts';
import styles from './headline.module.css';
import { LiveNote } from './live-note.tsx';
import { EVERYTHING } from './query.ts';
import type { ListQuery } from './query.ts';

const ExportMenu = lazily(() => import('./export-menu.tsx').then((m) => m.ExportMenu));

/** Where it stands, in one line, and the two things people come to do. */
export function Headline({
  summary,
  query,
  change,
}: {
  readonly summary: RegisterSummary | null;
  readonly query: ListQuery;
  readonly change: (query: ListQuery) => void;
}) {
  const { me, settings } = useSession();
  return (
    <header className={styles['header']}>
      <div className={styles['titles']}>
        <h1>{words.title(summary?.tenantName, me?.tenant.name)}</h1>
      </div>
      <div className={styles['actions']}>
        {summary !== null && summary.total > 0 && (
          <Later meanwhile={<Button disabledFocusable>{words.exports}</Button>}>
            <ExportMenu query={query} />
          </Later>
        )}
        {me?.may.setUp === true && (summary?.total ?? 0) > 0 && (
          <Button appearance="primary" icon={<Add20Regular />} onClick={() => goTo({ page: 'connectors' })}>
            {words.setUp}
          </Button>
        )}
      </div>
      <div className={styles['news']}>
        <div>
          {summary === null ? <Bone width="min(320px, 100%)" /> : <Line summary={summary} change={change} />}
          {settings.connectors.length > 0 && (
            <p className="quiet small">{words.scoped(settings.connectors.length)}</p>
          )}
          <LiveNote />
        </div>
        <ToChat />
      </div>
    </header>
  );
}

function Line({ summary, change }: { summary: RegisterSummary; change: (query: ListQuery) => void }) {
  const { attention, next, checked } = headline(summary, useNow());
  const calm = attention === words.calm;
  const show = (): void => change({ ...EVERYTHING, states: ['needs-you', 'lapsed'] });
  return (
    <p className={styles['line']}>
      {calm ? (
        <span className={`${styles['calm']} ${styles['first']}`}>
          <SignIcon sign="done" />
          {attention}
        </span>
      ) : (
        <button type="button" className={`${styles['waiting']} ${styles['first']}`} onClick={show}>
          <SignIcon sign="attention" />
          {attention}
        </button>
      )}
      <span>{next}</span>
      <span>{checked}</span>
    </p>
  );
}
