import type { RunView } from '../../provisioning/contract.ts';
import { brief, words } from '../words.ts';
import template from './by-hand.json' with { type: 'json' };
import { CHECK_CHIPS } from './chips.ts';
import type { Drawing } from './drawing.ts';
import { lines } from './lines.ts';
import type { Looking } from './looking.ts';
import { change, frame, notNow, personalLink } from './parts.ts';
import { plain, quote } from './text.ts';

export const APPLICATION_INPUT = 'application';

/** The portal steps, and the look that proves they were done. */
export function byHand(view: RunView, looking: Looking): Drawing {
  const steps = looking.portal?.steps ?? [];
  const findings = view.findings.map((text) => ({ chip: CHECK_CHIPS.bad, text: brief(text) }));
  const model = {
    steps: steps.map(({ title, clicks }, i) => ({
      number: i + 1,
      title: quote(title),
      clicks: clicks.map((click) => ({ text: quote(click) })),
    })),
    application: plain(looking.typed[APPLICATION_INPUT] ?? ''),
  };
  return {
    ...frame(view, looking),
    sentence: words.byHand,
    body: [...(findings.length === 0 ? [] : [lines(findings)]), { template, model }],
    buttons: [
      { kind: 'ask', verb: 'verify', title: 'I have done it: look', inputs: true, style: 'positive' },
      personalLink('sign-in', 'Sign in (opens your browser)', 'verify-by-hand', view.requester),
      change,
      notNow,
    ],
    inputs: [APPLICATION_INPUT],
  };
}
