import { Button } from '@fluentui/react-components';
import type { PlanView } from '../../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useDialogs } from '../parts/dialogs.tsx';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import { Adoptable } from './adoptable.tsx';
import { Approvers } from './approvers.tsx';
import { Change, NotNow, Things } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import { PlanBody } from './plan-body.tsx';
import { planLines, takesAway } from './plan-lines.ts';
import styles from './run.module.css';

/** Everything that will be written, and the button that allows exactly this; or whom to ask for it. */
export function Plan({ desk }: DeskProps) {
  const { view, mine } = desk;
  const { plan } = view;
  if (plan === null) return <p role="status">{words.checking}</p>;
  const mayApprove = plan.requesterMayConsent || plan.nothingToDo;
  return (
    <section className={`sheet ${styles['sheet']}`}>
      {view.declined !== null && <p>{words.declinedBy(view.declined.by, view.declined.reason)}</p>}
      <p className={styles['lead']}>{intro(plan)}</p>
      <PlanBody view={view} plan={plan} now={desk.now} />
      {!mayApprove && <p>{words.mayNotConsent}</p>}
      {!mayApprove && plan.approvers.length === 0 && <p>{words.noApprovers}</p>}
      {mine && <Adoptable desk={desk} />}
      {mine && !mayApprove && <Approvers desk={desk} plan={plan} />}
      {mine && (
        <div className={styles['foot']}>
          {mayApprove && <ApproveButton desk={desk} plan={plan} />}
          <Change desk={desk} />
          {mayApprove && !plan.nothingToDo && <ByHandButton desk={desk} />}
          <NotNow desk={desk} />
        </div>
      )}
    </section>
  );
}

function intro(plan: PlanView): string {
  const { applicationName, tenantName, existing, nothingToDo, supersedes } = plan;
  if (supersedes !== null) {
    return words.planRenews(applicationName, supersedes.kind, day(supersedes.ends));
  }
  if (nothingToDo) return words.planNothing(applicationName);
  if (existing === null) return words.plan(tenantName);
  return takesAway(plan)
    ? words.planCleansUp(applicationName, tenantName)
    : words.planAdds(applicationName, tenantName);
}

function ApproveButton({ desk, plan }: DeskProps & { readonly plan: PlanView }) {
  const open = useDialogs();
  const title = approveTitle(plan);
  const planHash = plan.hash;
  const ask = (close: () => void) => (
    <Confirm
      title={title}
      button={title}
      name={plan.applicationName}
      close={close}
      act={(confirmName) => desk.act('approve', { planHash, confirmName })}
    >
      <p>{words.cancelTakes}</p>
      <Things
        things={planLines(plan, desk.now).flatMap(({ kind, text }) => (kind === 'removed' ? [text] : []))}
      />
    </Confirm>
  );
  const approve = (): void =>
    takesAway(plan) ? open({ alert: true, draw: ask }) : desk.act('approve', { planHash });
  return (
    <Button appearance="primary" disabled={desk.busy} onClick={approve}>
      {title}
    </Button>
  );
}

function approveTitle({ nothingToDo, existing }: PlanView): string {
  if (nothingToDo) return words.checkNow;
  if (existing === null) return words.approve;
  return existing.removals.length > 0 ? words.approveCleanUp : words.approveChange;
}

function ByHandButton({ desk }: DeskProps) {
  const { api } = useSession();
  return (
    <Button
      disabled={desk.busy}
      onClick={() => desk.run(async () => desk.take((await api.byHand(desk.view.runId)).run))}
    >
      {words.byHand}
    </Button>
  );
}
