import { words } from '../words.ts';
import { Change, CodeButton, NotNow, SignInButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** Before the checks: the admin signs in. */
export function SignIn({ desk }: DeskProps) {
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']}>{words.signIn}</p>
      {desk.mine && (
        <div className={styles['foot']}>
          <SignInButton desk={desk} purpose="check" />
          <CodeButton desk={desk} purpose="check" />
          <Change desk={desk} />
          <NotNow desk={desk} />
        </div>
      )}
    </section>
  );
}
