import { Button } from '@fluentui/react-components';
import { Failure } from '../parts/failure.tsx';
import { Page } from '../parts/ground.tsx';
import { Loading } from '../parts/loading.tsx';
import { useSession } from '../session.ts';
import { useBusy } from '../use-busy.ts';
import { useLoad } from '../use-load.ts';
import { goTo } from '../use-route.ts';
import { words } from '../words.ts';
import styles from './connectors.module.css';

/** What can be set up here. */
export function Connectors() {
  const { api, me } = useSession();
  const [busy, run] = useBusy();
  const { value, trouble, again } = useLoad(
    'connectors',
    () => api.connectors(),
    () => false,
  );
  if (value === null) {
    return trouble === null ? (
      <Loading />
    ) : (
      <main className="page">
        <Failure trouble={trouble} again={again} whole />
      </main>
    );
  }
  const begin = (id: string): void =>
    run(async () => goTo({ page: 'run', id: (await api.startRun(id)).runId }));
  return (
    <Page title={words.connectors} sentence={words.connectorsIntro}>
      {value.length === 0 && <p>{words.noConnectors}</p>}
      <ul className={styles['gallery']}>
        {value.map(({ id, title, vendor, purpose }) => (
          <li key={id} className={`sheet ${styles['card']}`}>
            <span className={styles['sign']} aria-hidden="true">
              {vendor.slice(0, 1)}
            </span>
            <div>
              <h2>{title}</h2>
              <p className="quiet">{vendor}</p>
            </div>
            <p className={styles['purpose']}>{purpose}</p>
            {me?.may.setUp === true && (
              <Button
                className={styles['begin']}
                appearance="primary"
                disabled={busy}
                aria-label={`${words.begin} ${title}`}
                onClick={() => begin(id)}
              >
                {words.begin}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
