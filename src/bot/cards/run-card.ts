/** Which card shows a run, for whom. */
import type { RunView } from '../../provisioning/contract.ts';
import { approval } from './approval.ts';
import { approve } from './approve.ts';
import { byHand } from './by-hand.ts';
import { channel } from './channel.ts';
import { checks } from './checks.ts';
import { choices } from './choices.ts';
import type { Drawing } from './drawing.ts';
import { cancelled, declined } from './ended.ts';
import { needsSignIn, needsYou } from './held.ts';
import type { Looking } from './looking.ts';
import { plan } from './plan.ts';
import { handedOver, proven } from './proven.ts';
import { signIn } from './sign-in.ts';
import { cancelling, working } from './working.ts';

const REQUESTER_CARDS: Readonly<Record<RunView['phase'], (view: RunView, looking: Looking) => Drawing>> = {
  choices,
  'sign-in': signIn,
  checks,
  plan,
  approval,
  'by-hand': byHand,
  working,
  'needs-sign-in': needsSignIn,
  'needs-you': needsYou,
  cancelling,
  proven,
  'handed-over': handedOver,
  declined,
  cancelled,
};

export function runCard(view: RunView, looking: Looking): Drawing {
  switch (looking.role) {
    case 'requester':
      return REQUESTER_CARDS[view.phase](view, looking);
    case 'approver':
      return approve(view, looking);
    case 'channel':
      return channel(view, looking);
    default:
      return looking.role satisfies never;
  }
}
