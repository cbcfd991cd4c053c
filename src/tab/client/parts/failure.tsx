import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ApiFailure } from '../../../provisioning/contract/tab.ts';
import { useSession } from '../session.ts';
import type { Session } from '../session.ts';
import type { Trouble } from '../trouble.ts';
import { ended, words } from '../words.ts';
import { SignIcon } from './icons.tsx';
import styles from './failure.module.css';

/** What, why, what to do, and the way on. `whole`: there is nothing else on the page. */
export function Failure({
  trouble,
  again,
  whole = false,
}: {
  readonly trouble: Trouble;
  readonly again: () => void;
  readonly whole?: boolean;
}) {
  const { failure, reference } = trouble;
  const Heading = whole ? 'h1' : 'h2';
  return (
    <section className={`${styles['box']} ${whole ? styles['whole'] : ''}`} role="alert">
      <SignIcon sign="attention" />
      <div>
        <Heading>{failure.what}</Heading>
        <p>{[failure.why, failure.fix].filter((part) => part !== '').join(' ')}</p>
        {failure.reason !== 'guest' && <WayOn failure={failure} again={again} />}
        {reference !== '' && <p className={styles['reference']}>{words.reference(reference)}</p>}
      </div>
    </section>
  );
}

/** The same beside what stays in sight. */
export function FailureNote({ failure }: { readonly failure: ApiFailure }) {
  return (
    <div className={styles['note']} role="alert">
      <SignIcon sign="attention" />
      <p>
        <strong>{ended(failure.what)}</strong> {failure.why} {failure.fix}
      </p>
    </div>
  );
}

function WayOn({ failure, again }: { readonly failure: ApiFailure; readonly again: () => void }) {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const go = (): void => {
    setBusy(true);
    void wayOn(session, failure).finally(() => {
      setBusy(false);
      again();
    });
  };
  return (
    <Button appearance="primary" onClick={go} disabled={busy}>
      {labelOf(failure)}
    </Button>
  );
}

function labelOf({ reason }: ApiFailure): string {
  if (reason === 'consent') return words.consent;
  return reason === 'token' || reason === 'claims' ? words.signInAgain : words.reload;
}

/** What has to happen before the same can be tried again. */
async function wayOn({ api, host }: Session, { reason, consent, claims }: ApiFailure): Promise<void> {
  if (reason === 'consent' && consent !== undefined) await host.popUp(consent);
  if (reason === 'consent' || reason === 'token' || reason === 'claims') api.renewToken(claims);
}
