import { Checkmark16Filled } from '@fluentui/react-icons/svg/checkmark';
import { words } from '../words.ts';
import styles from './run.module.css';

/** Where the run is on its way. */
export function Stages({ current }: { readonly current: number }) {
  return (
    <ol className={styles['stages']} aria-label="Stages">
      {words.stages.map((name, i) => (
        <li
          key={name}
          className={i < current ? styles['past'] : i === current ? styles['current'] : ''}
          {...(i === current ? { 'aria-current': 'step' } : {})}
        >
          <span className={styles['dot']}>
            {i < current ? <Checkmark16Filled aria-hidden="true" /> : i + 1}
          </span>
          <span>
            {name}
            {i < current && <span className="unseen">, done</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
