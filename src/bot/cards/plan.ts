import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { words } from '../words.ts';
import { adoptFold } from './adopt.ts';
import { approverInputs, approvers, sendButton } from './approvers.ts';
import { CONFIRM_INPUT, confirmation, removes } from './confirm.ts';
import type { Button, Drawing } from './drawing.ts';
import type { Looking } from './looking.ts';
import { oldName } from './old-credential.ts';
import { change, detailsFold, frame, notNow, personalLink } from './parts.ts';
import { planBody, reasons, thereFold } from './plan-body.ts';
import { joined } from './text.ts';
import type { Said } from './text.ts';

const byHand: Button = { kind: 'ask', verb: 'portal', title: 'Do it in the portal myself' };

/** Everything that will be written, and the button that allows exactly this; or whom to ask for it. */
export function plan(view: RunView, looking: Looking): Drawing {
  if (view.plan === null) return { ...frame(view, looking), sentence: words.checking, buttons: [notNow] };
  const common = { ...frame(view, looking), sentence: intro(view, view.plan) };
  return view.plan.requesterMayConsent || view.plan.nothingToDo
    ? { ...common, ...mayApprove(view, view.plan, looking) }
    : { ...common, ...mayOnlyAsk(view, view.plan, looking) };
}

function intro(view: RunView, shown: PlanView): Said {
  const no = view.declined === null ? [] : [words.declinedBy(view.declined.by, view.declined.reason)];
  return joined([...no, planIntro(shown)]);
}

function planIntro(shown: PlanView): Said {
  const { applicationName, tenantName, existing, nothingToDo, supersedes } = shown;
  if (supersedes !== null)
    return words.planRenews(applicationName, oldName(supersedes), day(supersedes.ends));
  if (nothingToDo) return words.planNothing(applicationName);
  if (existing === null) return words.plan(tenantName);
  return removes(shown)
    ? words.planCleansUp(applicationName, tenantName)
    : words.planAdds(applicationName, tenantName);
}

/** There is room for one fold or for the other way; a long list of what is there has room for the other way inside. */
function mayApprove(view: RunView, shown: PlanView, looking: Looking): Partial<Drawing> {
  const otherWay = shown.nothingToDo ? [] : [byHand];
  const there = thereFold(shown, looking.now).map((fold) => ({ ...fold, buttons: otherWay }));
  const folds = [...adoptFold(view), ...there].slice(0, 1);
  return {
    body: [...planBody(view, shown, looking.now), ...confirmation(shown, looking)],
    buttons: [approveButton(view, shown, looking), change, ...(folds.length === 0 ? otherWay : []), notNow],
    folds,
    inputs: removes(shown) ? [CONFIRM_INPUT] : [],
  };
}

function approveButton(view: RunView, shown: PlanView, { mustSignIn }: Looking): Button {
  if (mustSignIn) {
    const title = 'Sign in and approve (opens your browser)';
    return personalLink('sign-in', title, 'approve', view.requester);
  }
  const ask = { kind: 'ask', verb: 'approve', value: shown.hash } as const;
  const title = approveTitle(shown);
  return removes(shown)
    ? { ...ask, title, inputs: true, style: 'destructive' }
    : { ...ask, title, style: 'positive' };
}

function approveTitle({ nothingToDo, existing }: PlanView): string {
  if (nothingToDo) return 'Check it now';
  if (existing === null) return 'Approve and register';
  return existing.removals.length > 0 ? 'Approve and clean up' : 'Approve this change';
}

function mayOnlyAsk(view: RunView, shown: PlanView, looking: Looking): Partial<Drawing> {
  const nobody = shown.approvers.length === 0 ? [words.noApprovers] : [];
  const there = thereFold(shown, looking.now).map((fold) => ({ ...fold, lines: reasons(shown) }));
  return {
    body: [
      ...planBody(view, shown, looking.now, [mayPrepare(shown), ...nobody]),
      approvers(shown, looking, undefined),
    ],
    buttons: [...sendButton(shown), change, notNow],
    folds: [...adoptFold(view), ...there, ...detailsFold(reasons(shown))].slice(0, 1),
    inputs: approverInputs(shown),
  };
}

/** Microsoft's rule, unless it stands beside the vendor's own or is not the one that matters. */
function mayPrepare({ permissions, vendorConsentRule }: PlanView): Said {
  const asItself = permissions.some(({ type, there }) => type === 'application' && !there);
  return asItself && vendorConsentRule === null ? words.mayNotConsent : words.mayPrepare;
}
