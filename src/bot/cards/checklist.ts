/** What is left to do outside of here: the open items in sight, and a fold in which they are ticked. */
import type { ChecklistView, RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { words } from '../words.ts';
import template from './checklist.json' with { type: 'json' };
import { TASK_CHIPS } from './chips.ts';
import type { Button, Fold, Part } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import type { Looking } from './looking.ts';
import { label, plain, quote, say } from './text.ts';
import type { Said } from './text.ts';

export const ITEM_INPUT = 'item';

export function checklistInputs({ checklist }: RunView): string[] {
  return checklist.length === 0 ? [] : [ITEM_INPUT];
}

/** What is open, or did not work. */
export function isToDo({ state }: ChecklistView): boolean {
  return state === 'open' || state === 'failed';
}

export function stillToDo({ checklist }: RunView): Part[] {
  const open = checklist.filter(isToDo);
  return open.length === 0 ? [] : [lines(open.map(toDoLine), { heading: words.stillToDo })];
}

function toDoLine({ text, state, required }: ChecklistView): Line {
  const chip = state === 'failed' ? TASK_CHIPS.failed : required ? TASK_CHIPS.required : TASK_CHIPS.open;
  return { chip, text: quote(text) };
}

export function checklistFold({ checklist }: RunView, { typed }: Looking): Fold[] {
  if (checklist.length === 0) return [];
  const toDo = checklist.filter(isToDo);
  const settled = checklist.filter(({ state }) => state !== 'open');
  const items = [...checklist.filter(({ state }) => state === 'open'), ...settled];
  const model = {
    label: label(words.pickItem),
    picked: plain(typed[ITEM_INPUT] ?? items[0]?.id ?? ''),
    options: items.map((item) => ({ id: plain(item.id), title: label(`${item.text}${stateOf(item)}`) })),
  };
  return [
    {
      id: 'checklist-section',
      title: 'Checklist…',
      lines: [...(toDo.length === 0 ? [words.checklistDone] : []), ...settled.map(settledLine)],
      parts: [{ template, model }],
      buttons: buttons(toDo, settled),
    },
  ];
}

const STATES: Readonly<Record<ChecklistView['state'], string>> = {
  open: 'To do',
  done: 'Done',
  worked: 'It worked',
  failed: 'It did not work',
};

function stateOf({ state }: ChecklistView): string {
  return state === 'open' ? '' : ` · ${STATES[state]}`;
}

function settledLine({ state, text, by, at }: ChecklistView): Said {
  const icon = state === 'failed' ? '✗' : '✓';
  return say`${icon} ${STATES[state]}: ${quote(text)} (${by ?? 'somebody'}, ${at === null ? 'earlier' : day(at)})`;
}

/** Only what some item of the list can be answered with. */
function buttons(toDo: readonly ChecklistView[], settled: readonly ChecklistView[]): Button[] {
  const ticks = toDo.some(({ kind }) => kind === 'tick');
  const outcomes = toDo.some(({ kind }) => kind === 'outcome');
  return [
    ...(ticks ? [tick('Done', 'done')] : []),
    ...(outcomes ? [tick('It worked', 'worked'), tick('It did not work', 'failed')] : []),
    ...(settled.length > 0 ? [tick('Take it back', 'undo')] : []),
  ];
}

function tick(title: string, value: string): Button {
  return { kind: 'ask', verb: 'tick', title, value, inputs: true };
}
