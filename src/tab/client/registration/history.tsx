import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { RegisterEvent } from '../../../provisioning/contract/register.ts';
import { moment } from '../dates.ts';
import { words } from '../words.ts';
import styles from './registration.module.css';

const SHOWN = 12;

/** Who, what, when, and what to quote to Microsoft. */
export function History({ events }: { readonly events: readonly RegisterEvent[] }) {
  const [all, setAll] = useState(false);
  if (events.length === 0) return <p className="quiet">{words.historyEmpty}</p>;
  return (
    <>
      <ol className={styles['events']}>
        {(all ? events : events.slice(0, SHOWN)).map(({ at, who, what, requestId }, i) => (
          <li key={`${at} ${i}`} className={styles['event']}>
            <p>{what}</p>
            <p className="quiet small">
              {moment(at)} · {who ?? words.registrarItself}
            </p>
            {requestId !== null && (
              <p className="quiet small">
                {words.requestId} <code>{requestId}</code>
              </p>
            )}
          </li>
        ))}
      </ol>
      {events.length > SHOWN && !all && (
        <Button appearance="subtle" size="small" onClick={() => setAll(true)}>
          {`Show all ${events.length}`}
        </Button>
      )}
    </>
  );
}
