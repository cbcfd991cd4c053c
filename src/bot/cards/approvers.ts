/** Who may consent, and the field to choose one of them. */
import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import template from './approvers.json' with { type: 'json' };
import type { Button, Drawing, Part } from './drawing.ts';
import type { Looking } from './looking.ts';
import { personalLink } from './parts.ts';
import { label, plain } from './text.ts';

export const APPROVER_INPUT = 'approver';
/** More people than this fold into a list. */
const FEW = 4;

export function approvers(plan: PlanView, looking: Looking, picked: string | undefined): Part {
  const people = plan.approvers.map(({ oid, displayName, role }) => ({
    oid: plain(oid),
    title: label(`${displayName} · ${role} · ${reach(oid, looking)}`),
  }));
  const another = plan.approvers.find(({ oid }) => oid !== picked);
  const value = looking.typed[APPROVER_INPUT] ?? (another ?? plan.approvers[0])?.oid ?? '';
  const style = people.length > FEW ? 'compact' : 'expanded';
  const heading = picked === undefined ? words.sendTo : words.sendToAnother;
  return { template, model: { people, style: plain(style), label: label(heading), picked: plain(value) } };
}

function reach(oid: string, looking: Looking): string {
  return looking.reachable.has(oid) ? words.reachable : words.unreachable;
}

export function sendButton(plan: PlanView): Button[] {
  return plan.approvers.length === 0
    ? []
    : [{ kind: 'ask', verb: 'ask', title: 'Send the plan', inputs: true, style: 'positive' }];
}

export function approverInputs(plan: PlanView): string[] {
  return plan.approvers.length === 0 ? [] : [APPROVER_INPUT];
}

/** The asked person has not added the bot: a link to pass on, good for them alone. */
export function copyLink(view: RunView, looking: Looking): Pick<Drawing, 'copy'> {
  const asked = view.approver;
  if (asked === null || asked.oid === view.requester.oid || looking.reachable.has(asked.oid)) return {};
  const link = personalLink('plan', 'Read the plan', 'approve', asked);
  return {
    copy: { intro: words.copyLink(asked.displayName), link: { ...link, value: view.plan?.hash ?? '' } },
  };
}
