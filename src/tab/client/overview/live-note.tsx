import { useSyncExternalStore } from 'react';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import styles from './live-note.module.css';

/** Said when nobody has answered for a while; a stream that comes back at once is not worth a word. */
export function LiveNote() {
  const { live, me } = useSession();
  const state = useSyncExternalStore(
    (listener) => live.watch(listener),
    () => live.state,
  );
  return (
    <div role="status">
      {state === 'off' && <p className={`quiet small ${styles['late']}`}>{words.connecting}</p>}
      {me?.held != null && <p className="quiet small">{words.held}</p>}
    </div>
  );
}
