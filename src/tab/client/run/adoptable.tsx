import { Button } from '@fluentui/react-components';
import { day } from '../dates.ts';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** An application of the chosen name is there already: what taking it over means. */
export function Adoptable({ desk }: DeskProps) {
  const { adoptable, cleanUp } = desk.view;
  if (adoptable.length === 0) return null;
  return (
    <div className={styles['group']}>
      <h2>{words.adopt}</h2>
      <p>{words.adoptHint}</p>
      {cleanUp !== null && <p>{cleanUp}</p>}
      {adoptable.map(({ appId, created }) => (
        <div key={appId} className="bar">
          <span>
            <code>{appId}</code>, made {day(created)}
          </span>
          <Button disabled={desk.busy} onClick={() => desk.act('adopt', { appId, cleanUp: false })}>
            {words.takeOver}
          </Button>
          {cleanUp !== null && (
            <Button disabled={desk.busy} onClick={() => desk.act('adopt', { appId, cleanUp: true })}>
              {words.takeOverClean}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
