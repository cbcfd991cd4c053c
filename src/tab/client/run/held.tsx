import { Button } from '@fluentui/react-components';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import { CancelButton, CodeButton, SignInButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';
import { Steps } from './working.tsx';

/** A sign-in has run out, or a person decides: what is done, and the way on. */
export function Held({ desk }: DeskProps) {
  const { me } = useSession();
  const { view, mine, busy } = desk;
  const decide = view.phase === 'needs-you';
  const person = view.needsSignInOf ?? view.requester;
  const myTurn = person.oid === me?.person.oid;
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']} role="status">
        {decide ? words.needsYou : myTurn ? words.needsYourSignIn : words.needsSignInOf(person.displayName)}
      </p>
      <Steps steps={view.steps} />
      {(mine || myTurn) && (
        <div className={styles['foot']}>
          {decide && mine && (
            <Button appearance="primary" disabled={busy} onClick={() => desk.act('retry', {})}>
              {words.tryAgain}
            </Button>
          )}
          {myTurn && (
            <SignInButton
              desk={desk}
              purpose="resume"
              primary={!decide}
              title={decide ? words.signInAgain : words.signInButton}
            />
          )}
          {myTurn && <CodeButton desk={desk} purpose="resume" />}
          {mine && <CancelButton desk={desk} />}
        </div>
      )}
    </section>
  );
}
