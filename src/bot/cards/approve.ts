import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import { removes } from './confirm.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import type { Looking } from './looking.ts';
import { bothNames, frame, personalLink } from './parts.ts';
import { planBody, thereFold } from './plan-body.ts';
import { joined } from './text.ts';

export const REASON_INPUT = 'reason';

/** The approver's side: the same plan, who asks and why, and the two ways to answer. */
export function approve(view: RunView, looking: Looking): Drawing {
  const { plan, phase } = view;
  const isAsked = view.approver?.oid === looking.oid;
  if (phase === 'needs-sign-in' && view.needsSignInOf?.oid === looking.oid) return resume(view, looking);
  if (phase !== 'approval' || plan === null || !isAsked) return decided(view, looking);
  const { displayName } = view.requester;
  const asked = words.askedToApprove(displayName, view.connector.title, plan.tenantName);
  const sentence = joined([asked, removes(plan) ? words.everythingAndRemoved : words.everything]);
  return {
    ...frame(view, looking),
    sentence,
    body: planBody(view, plan, looking.now, [words.approvedSignIn]),
    buttons: [approveButton(view, plan)],
    folds: [declineFold, ...thereFold(plan, looking.now)],
    inputs: [REASON_INPUT],
  };
}

/** Signing in is the approval: it holds for this plan, and the link dies with it. */
function approveButton({ approver, requester }: RunView, plan: PlanView): Button {
  const link = personalLink(
    'sign-in',
    'Sign in and approve (opens your browser)',
    'approve',
    approver ?? requester,
  );
  return { ...link, value: plan.hash };
}

const declineFold: Fold = {
  id: 'decline-section',
  title: 'Decline…',
  lines: [],
  input: { id: REASON_INPUT, label: 'Why not? The person who asks is shown this.', longest: 400 },
  buttons: [
    { kind: 'ask', verb: 'decline', title: 'Decline with this reason', inputs: true, style: 'destructive' },
  ],
};

function resume(view: RunView, looking: Looking): Drawing {
  const link = personalLink(
    'sign-in',
    'Sign in (opens your browser)',
    'resume',
    view.needsSignInOf ?? view.requester,
  );
  return { ...frame(view, looking), sentence: words.needsYourSignIn, buttons: [link] };
}

/** Nothing left to press: it moved on, was declined, or was given to somebody else. */
function decided(view: RunView, looking: Looking): Drawing {
  return { ...frame(view, looking), sentence: joined([...bothNames(view), words.alreadyDecided]) };
}
