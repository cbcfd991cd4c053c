import { Button } from '@fluentui/react-components';
import type { CheckView } from '../../../provisioning/contract.ts';
import { CHECK_MARKS } from '../marks.ts';
import { Line } from '../parts/proof.tsx';
import { words } from '../words.ts';
import { Adoptable } from './adoptable.tsx';
import { Change, NotNow, SignInButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** While the tenant is read, and when a check stands in the way. */
export function Checks({ desk }: DeskProps) {
  const { view, mine, busy } = desk;
  const stuck = view.failure !== null || view.checks.some(({ state }) => state === 'bad');
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']} role="status">
        {stuck ? words.checksBad : words.checking}
      </p>
      <CheckList checks={view.checks.filter(({ text }) => text.code !== view.failure?.code)} />
      {stuck && mine && <Adoptable desk={desk} />}
      {mine && (
        <div className={styles['foot']}>
          {stuck && view.adoptable.length === 0 && (
            <SignInButton desk={desk} purpose="check" title={words.signInAgain} />
          )}
          {stuck && (
            <Button disabled={busy} onClick={() => desk.act('retry', {})}>
              {words.checkAgain}
            </Button>
          )}
          {stuck && <Change desk={desk} />}
          <NotNow desk={desk} />
        </div>
      )}
    </section>
  );
}

export function CheckList({ checks }: { readonly checks: readonly CheckView[] }) {
  if (checks.length === 0) return null;
  return (
    <ul>
      {checks.map(({ id, state, text }) => (
        <Line
          key={id}
          mark={CHECK_MARKS[state]}
          text={text.what}
          detail={state === 'ok' ? [] : [text.why, text.fix]}
        />
      ))}
    </ul>
  );
}
