import type { ReactNode } from 'react';
import type { RunView } from '../../../provisioning/contract.ts';
import { Approval } from './approval.tsx';
import { ByHand } from './by-hand.tsx';
import { Checks } from './checks.tsx';
import { Choices } from './choices.tsx';
import { Ended } from './ended.tsx';
import { Held } from './held.tsx';
import { Plan } from './plan.tsx';
import { Proven } from './proven.tsx';
import { SignIn } from './sign-in.tsx';
import type { RunDesk } from './use-run.ts';
import { Working } from './working.tsx';

type Drawn = (props: { readonly desk: RunDesk }) => ReactNode;

const PANELS: Readonly<Record<RunView['phase'], Drawn>> = {
  choices: Choices,
  'sign-in': SignIn,
  checks: Checks,
  plan: Plan,
  approval: Approval,
  'by-hand': ByHand,
  working: Working,
  'needs-sign-in': Held,
  'needs-you': Held,
  cancelling: Working,
  proven: Proven,
  'handed-over': Proven,
  declined: Ended,
  cancelled: Ended,
};

/** What the phase of a run has to say and to ask. */
export function Panel({ desk }: { readonly desk: RunDesk }) {
  const Drawn = PANELS[desk.view.phase];
  return <Drawn desk={desk} />;
}
