import { Button } from '@fluentui/react-components';
import { useSession } from '../session.ts';
import { goTo } from '../use-route.ts';
import { words } from '../words.ts';
import styles from './empty.module.css';

/** Nothing is registered: what this is for, and one button. */
export function Empty() {
  const { me, settings } = useSession();
  const isPart = settings.connectors.length > 0;
  const maySetUp = me?.may.setUp === true;
  return (
    <section className={`sheet ${styles['empty']}`}>
      <Drawing />
      <h2>{isPart ? words.emptyPart : words.emptyTitle}</h2>
      <p>{isPart ? words.emptyPartHint : maySetUp ? words.empty : words.emptyMayNot}</p>
      {maySetUp && (
        <Button appearance="primary" size="large" onClick={() => goTo({ page: 'connectors' })}>
          {words.setUp}
        </Button>
      )}
    </section>
  );
}

/** A line of time with nothing on it yet. */
function Drawing() {
  return (
    <svg viewBox="0 0 240 96" width="240" height="96" aria-hidden="true" className={styles['drawing']}>
      <path d="M16 72H224" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      {[40, 80, 120, 160, 200].map((x) => (
        <path key={x} d={`M${x} 66V78`} stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      ))}
      <g className={styles['shapes']} fill="none" strokeWidth="2" strokeDasharray="3 4">
        <circle cx="60" cy="40" r="10" />
        <path d="M120 22 134 36 120 50 106 36Z" />
        <path d="M180 28 192 50H168Z" />
      </g>
    </svg>
  );
}
