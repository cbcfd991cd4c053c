import type { StepView } from '../../../provisioning/contract.ts';
import { timeOfDay } from '../dates.ts';
import { STEP_MARKS } from '../marks.ts';
import { Line } from '../parts/proof.tsx';
import { inOneBreath, words } from '../words.ts';
import { CancelButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** Each step with its state; why it waits, and when it goes on. */
export function Working({ desk }: DeskProps) {
  const { view, mine } = desk;
  const cancelling = view.phase === 'cancelling';
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']} role="status">
        {view.waiting !== null &&
          `${view.waiting.what} ${view.waiting.why} ${words.nextTry(timeOfDay(view.waiting.until))} `}
        {cancelling ? words.cancelling : words.working}
      </p>
      <Steps steps={view.steps} />
      {mine && !cancelling && (
        <div className={styles['foot']}>
          <CancelButton desk={desk} />
        </div>
      )}
    </section>
  );
}

export function Steps({ steps }: { readonly steps: readonly StepView[] }) {
  return (
    <ul>
      {steps.map(({ id, label, state, actor, text }) => (
        <Line
          key={id}
          mark={STEP_MARKS[state]}
          text={label}
          detail={[text === null ? '' : inOneBreath(text), actor === null ? '' : `By ${actor}.`]}
        />
      ))}
    </ul>
  );
}
