import type { RunView, StepView } from '../../provisioning/contract.ts';
import { timeOfDay } from '../dates.ts';
import { brief, words } from '../words.ts';
import { STEP_CHIPS } from './chips.ts';
import type { Drawing } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import type { Looking } from './looking.ts';
import { bothNames, cancelFold, frame } from './parts.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

/** Each step with its state; why it waits and when it goes on. */
export function working(view: RunView, looking: Looking): Drawing {
  return {
    ...frame(view, looking),
    sentence: joined([...held(view), words.working]),
    body: [lines(view.steps.map(stepLine), { tail: bothNames(view) })],
    folds: [cancelFold(view)],
  };
}

/** While what was made is taken away again. */
export function cancelling(view: RunView, looking: Looking): Drawing {
  return {
    ...frame(view, looking),
    sentence: joined([...held(view), words.cancelling]),
    body: [lines(view.steps.map(stepLine))],
  };
}

export function stepLine(step: StepView): Line {
  const by = step.actor === null ? [] : [say`By ${step.actor}.`];
  const detail = [...(step.text === null ? [] : [brief(step.text)]), ...by];
  return { chip: STEP_CHIPS[step.state], text: quote(step.label), detail: joined(detail) };
}

/** Without what to do about it: whoever waits has nothing to do. */
function held({ waiting }: RunView): Said[] {
  if (waiting === null) return [];
  const why = [quote(waiting.what), quote(waiting.why)].filter((one) => one.said !== '');
  return [...why, words.nextTry(timeOfDay(waiting.until))];
}
