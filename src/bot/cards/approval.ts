import type { RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import { approverInputs, approvers, copyLink, sendButton } from './approvers.ts';
import type { Button, Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { change, frame, notNow, personalLink } from './parts.ts';

const postIt: Button = { kind: 'ask', verb: 'post', title: 'Post it in the channel' };

/** The requester's side of waiting: with whom the plan is, and how to give it to somebody else. */
export function approval(view: RunView, looking: Looking): Drawing {
  const { plan } = view;
  const common = frame(view, looking);
  if (plan === null || ownApproval(view)) return { ...common, ...completeOwn(view) };
  return {
    ...common,
    sentence: waitingFor(view),
    body: [approvers(plan, looking, view.approver?.oid)],
    ...copyLink(view, looking),
    buttons: [...sendButton(plan), ...(looking.hasChannel ? [postIt] : []), change, notNow],
    inputs: approverInputs(plan),
  };
}

/** The requester may consent, pressed Approve, and their sign-in had run out. */
function ownApproval(view: RunView): boolean {
  return view.approver === null
    ? view.plan?.requesterMayConsent === true
    : view.approver.oid === view.requester.oid;
}

function completeOwn(view: RunView): Partial<Drawing> {
  const link = personalLink('sign-in', 'Sign in and approve (opens your browser)', 'approve', view.requester);
  return { sentence: words.approvedSignIn, buttons: [link, change, notNow] };
}

function waitingFor(view: RunView): Drawing['sentence'] {
  return view.approver === null
    ? words.waitsForApprover
    : words.withApprover(view.approver.displayName, view.approver.role);
}
