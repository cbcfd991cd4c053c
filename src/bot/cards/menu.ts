/** Cards that belong to no run: hello, help, which connector, list, and a single sentence. */
import type { ConnectorSummary, RunLine } from '../../provisioning/contract.ts';
import { day, daysFrom } from '../dates.ts';
import { words } from '../words.ts';
import { PHASE_CHIPS } from './chips.ts';
import connectorsTemplate from './connectors.json' with { type: 'json' };
import type { Button, Drawing } from './drawing.ts';
import helpTemplate from './help.json' with { type: 'json' };
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import { joined, label, plain, say } from './text.ts';
import type { Said } from './text.ts';

export const CONNECTOR_INPUT = 'connector';
const LINES_SHOWN = 12;

const setUp: Button = { kind: 'ask', verb: 'connectors', title: 'Set up a connector', style: 'positive' };
const setUpPicked: Button = {
  kind: 'ask',
  verb: 'set-up',
  title: 'Set up',
  inputs: true,
  style: 'positive',
};
const whatIsThere: Button = { kind: 'ask', verb: 'list', title: 'What is registered' };
const alerts: Button = { kind: 'ask', verb: 'alert-settings', title: 'Alerts here' };
const help: Button = { kind: 'ask', verb: 'help', title: 'Help' };

/** What every card of no run has, as long as it says nothing else. */
export const MENU: Drawing = {
  title: 'Registrar',
  chip: null,
  step: null,
  sentence: { said: '' },
  notice: null,
  problem: null,
  body: [],
  buttons: [],
  folds: [],
  inputs: [],
};

export function helloCard(notice: Said | null, installedBy: string | null = null): Drawing {
  const by = installedBy === null ? [] : [words.installedBy(installedBy)];
  return {
    ...MENU,
    notice,
    sentence: words.hello,
    body: [lines([], { tail: [words.helloAdmin, ...by] })],
    buttons: [setUp, whatIsThere, alerts, help],
  };
}

export function helpCard(): Drawing {
  const rows = words.helpRows.map(([command, meaning]) => ({
    command: plain(command),
    meaning: plain(meaning),
  }));
  return {
    ...MENU,
    title: 'Help',
    sentence: words.help,
    body: [{ template: helpTemplate, model: { rows, limits: joined([words.helloAdmin, words.helpLimits]) } }],
    buttons: [setUp, whatIsThere],
  };
}

/** Pick one of the connectors: all of them, or the near misses. */
export function connectorsCard(sentence: Said, connectors: readonly ConnectorSummary[]): Drawing {
  const options = connectors.map(({ id, title, purpose, vendor }) => ({
    id: plain(id),
    title: label(`${title} — ${firstSentence(purpose)} — ${vendor}`),
  }));
  return {
    ...MENU,
    title: 'Set up a connector',
    sentence,
    body: [{ template: connectorsTemplate, model: { options, picked: options[0]?.id ?? plain('') } }],
    buttons: [setUpPicked, help],
    inputs: [CONNECTOR_INPUT],
  };
}

/** The rest is on the form. */
function firstSentence(text: string): string {
  return text
    .split(/(?<=\.)\s/, 1)
    .join('')
    .replace(/\.$/, '');
}

/** What can be set up, for whoever looks around. */
export function galleryCard(connectors: readonly ConnectorSummary[]): Drawing {
  return {
    ...connectorsCard(words.gallery, connectors),
    title: 'Connectors',
    buttons: [setUpPicked, whatIsThere, help],
  };
}

export function listCard(all: readonly RunLine[], now: number): Drawing {
  const newest = [...all].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const more = newest.length > LINES_SHOWN ? [words.listMore(newest.length - LINES_SHOWN)] : [];
  return {
    ...MENU,
    title: 'What is registered',
    sentence: newest.length === 0 ? words.listEmpty : words.list,
    body:
      newest.length === 0
        ? []
        : [
            lines(
              newest.slice(0, LINES_SHOWN).map((one) => runLine(one, now)),
              { tail: more },
            ),
          ],
    buttons: [setUp, help],
  };
}

/** One sentence and nothing to press. */
export function noteCard(sentence: Said): Drawing {
  return { ...MENU, title: '', sentence };
}

/** While the work behind a press takes longer than an answer may. */
export function busyCard(): Drawing {
  return { ...MENU, title: '', sentence: words.busy };
}

function runLine(one: RunLine, now: number): Line {
  const ends = one.credentialEnds === null ? [] : [say`Lapses ${daysFrom(now, one.credentialEnds)}.`];
  const service = one.description === null ? [] : [say`${one.description}`];
  return {
    chip: PHASE_CHIPS[one.phase],
    text: joined([say`**${one.connectorTitle}**`, say`${one.name}`, ...service], ' · '),
    detail: joined([say`${one.requester}, ${day(one.updatedAt)}.`, ...ends]),
  };
}
