import { Button } from '@fluentui/react-components';
import { Ask } from '../parts/ask.tsx';
import { useDialogs } from '../parts/dialogs.tsx';
import { words } from '../words.ts';
import { Approvers } from './approvers.tsx';
import { Change, NotNow, SignInButton } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import { PlanBody } from './plan-body.tsx';
import styles from './run.module.css';

/** The plan waits for somebody: with whom it is; for them, the same plan and the two ways to answer. */
export function Approval({ desk }: DeskProps) {
  const { view, asked, mine, now } = desk;
  const { plan } = view;
  if (plan === null) return null;
  const own = view.approver === null ? plan.requesterMayConsent : view.approver.oid === view.requester.oid;
  return (
    <section className={`sheet ${styles['sheet']}`}>
      <p className={styles['lead']}>{sentence(desk)}</p>
      <PlanBody view={view} plan={plan} now={now} />
      {mine && !own && <Approvers desk={desk} plan={plan} />}
      {mine && (
        <div className={styles['foot']}>
          {own && <SignInButton desk={desk} purpose="approve" title={words.approveSignIn} />}
          <Change desk={desk} />
          <NotNow desk={desk} />
        </div>
      )}
      {asked && (
        <div className={styles['foot']}>
          <SignInButton desk={desk} purpose="approve" title={words.approveSignIn} />
          <DeclineButton desk={desk} />
        </div>
      )}
    </section>
  );
}

function sentence({ view: { approver, requester, connector, plan }, asked }: DeskProps['desk']): string {
  if (asked) return words.askedToApprove(requester.displayName, connector.title, plan?.tenantName ?? '');
  if (approver === null) return words.waitsForApprover;
  return words.withApprover(approver.displayName, approver.role);
}

function DeclineButton({ desk }: DeskProps) {
  const open = useDialogs();
  const ask = (close: () => void) => (
    <Ask
      title={words.declineTitle}
      hint={words.nothingChanged}
      button={words.declineButton}
      fields={[{ id: 'reason', label: words.declineWhy, type: 'text' }]}
      close={close}
      act={({ reason = '' }) => desk.act('decline', { reason })}
    />
  );
  return (
    <Button disabled={desk.busy} onClick={() => open({ draw: ask })}>
      {words.decline}
    </Button>
  );
}
