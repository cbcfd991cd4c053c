/** Which of several registrations is meant. */
import type { RunLine } from '../../provisioning/contract.ts';
import { daysFrom } from '../dates.ts';
import { words } from '../words.ts';
import type { Drawing } from './drawing.ts';
import { MENU } from './menu.ts';
import template from './renew.json' with { type: 'json' };
import { label, plain } from './text.ts';

export const RUN_INPUT = 'run';
/** What a list of choices still shows without becoming a page. */
const SHOWN = 12;

/** `meant`: what ends first stands first, and is picked. */
export function renewCard(meant: readonly RunLine[], now: number): Drawing {
  const options = meant
    .slice(0, SHOWN)
    .map((line) => ({ id: plain(line.runId), title: label(titleOf(line, now)) }));
  return {
    ...MENU,
    title: 'Renew',
    sentence: words.whichToRenew,
    body: [{ template, model: { options, picked: options[0]?.id ?? plain('') } }],
    buttons: [
      { kind: 'ask', verb: 'renew-picked', title: 'Renew', inputs: true, style: 'positive' },
      { kind: 'ask', verb: 'list', title: 'What is registered' },
    ],
    inputs: [RUN_INPUT],
  };
}

function titleOf({ connectorTitle, name, description, credentialEnds }: RunLine, now: number): string {
  const service = description === null ? [] : [description];
  const ends = credentialEnds === null ? [] : [`lapses ${daysFrom(now, credentialEnds)}`];
  return [connectorTitle, name, ...service, ...ends].join(' · ');
}
