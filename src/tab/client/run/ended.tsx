import { words } from '../words.ts';
import { Things } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** "No" is an answer: one quiet line, nothing to press. */
export function Ended({ desk: { view } }: DeskProps) {
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p>{sentence(view)}</p>
      {view.phase === 'cancelled' && view.live.length > 0 && <Things things={view.live} />}
    </section>
  );
}

function sentence({ phase, declined, live }: DeskProps['desk']['view']): string {
  if (phase === 'cancelled') return live.length === 0 ? words.cancelled : words.cancelledLeft;
  return declined === null ? words.declined : words.declinedBy(declined.by, declined.reason);
}
