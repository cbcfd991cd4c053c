import { Button } from '@fluentui/react-components';
import { words } from '../words.ts';
import styles from './list.module.css';

export function NoMatch({ clear }: { readonly clear: () => void }) {
  return (
    <div className={styles['none']} role="status">
      <h2>{words.noMatch}</h2>
      <p className="quiet">{words.noMatchHint}</p>
      <Button onClick={clear}>{words.clear}</Button>
    </div>
  );
}
