import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import { approverInputs, approvers, sendButton } from './approvers.ts';
import type { Button, Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { change, detailsFold, frame, notNow, personalLink } from './parts.ts';
import { planBody, reasons } from './plan-body.ts';
import { joined } from './text.ts';

const byHand: Button = { kind: 'ask', verb: 'portal', title: 'Do it in the portal myself' };

/** Everything that will be written, and the button that allows exactly this; or whom to ask for it. */
export function plan(view: RunView, looking: Looking): Drawing {
  if (view.plan === null) return { ...frame(view, looking), sentence: words.checking, buttons: [notNow] };
  const common = { ...frame(view, looking), sentence: intro(view, view.plan) };
  return view.plan.requesterMayConsent
    ? {
        ...common,
        body: planBody(view, view.plan, looking.now),
        buttons: mayApprove(view, view.plan, looking),
      }
    : { ...common, ...mayOnlyAsk(view, view.plan, looking) };
}

function intro(view: RunView, { tenantName }: PlanView): Drawing['sentence'] {
  const no = view.declined === null ? [] : [words.declinedBy(view.declined.by, view.declined.reason)];
  return joined([...no, words.plan(tenantName)]);
}

function mayApprove(view: RunView, { hash }: PlanView, looking: Looking): Button[] {
  const approve: Button = looking.mustSignIn
    ? personalLink('sign-in', 'Sign in and approve (opens your browser)', 'approve', view.requester)
    : { kind: 'ask', verb: 'approve', title: 'Approve and register', value: hash, style: 'positive' };
  return [approve, change, byHand, notNow];
}

function mayOnlyAsk(view: RunView, plan: PlanView, looking: Looking): Partial<Drawing> {
  const nobody = plan.approvers.length === 0 ? [words.noApprovers] : [];
  return {
    body: [
      ...planBody(view, plan, looking.now, [words.mayNotConsent, ...nobody]),
      approvers(plan, looking, undefined),
    ],
    buttons: [...sendButton(plan), change, notNow],
    folds: detailsFold(reasons(plan)),
    inputs: approverInputs(plan),
  };
}
