import { Button, Field, Input } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { PortalSteps } from '../../../provisioning/contract.ts';
import { FailureNote } from '../parts/failure.tsx';
import { useNotify } from '../parts/notices.tsx';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import { Change, NotNow, SignInButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';

/** The portal steps, and the look that proves they were done. */
export function ByHand({ desk }: DeskProps) {
  const { view, mine, busy } = desk;
  const steps = useSteps(view.runId, mine);
  const [applicationId, setApplicationId] = useState('');
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']}>{words.byHandIntro}</p>
      {view.findings.map((finding) => (
        <FailureNote key={finding.what} failure={finding} />
      ))}
      <ol className="stack">
        {steps.map(({ title, clicks }, i) => (
          <li key={title}>
            <h3>
              {i + 1}. {title}
            </h3>
            <ul className={styles['inset']}>
              {clicks.map((click) => (
                <li key={click}>{click}</li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {mine && (
        <>
          <Field label={words.byHandId} hint={words.byHandIdHint}>
            <Input value={applicationId} onChange={(_event, { value }) => setApplicationId(value)} />
          </Field>
          <div className={styles['foot']}>
            <Button
              appearance="primary"
              disabled={busy}
              onClick={() => desk.act('verify-by-hand', { applicationId: applicationId.trim() })}
            >
              {words.byHandLook}
            </Button>
            <SignInButton desk={desk} purpose="verify-by-hand" primary={false} />
            <Change desk={desk} />
            <NotNow desk={desk} />
          </div>
        </>
      )}
    </section>
  );
}

function useSteps(runId: string, mine: boolean): PortalSteps['steps'] {
  const { api } = useSession();
  const notify = useNotify();
  const [steps, setSteps] = useState<PortalSteps['steps']>([]);
  useEffect(() => {
    if (mine) api.byHand(runId).then((heard) => setSteps(heard.steps), notify.failed);
  }, [api, notify, runId, mine]);
  return steps;
}
