import { Button } from '@fluentui/react-components';
import type { ChecklistView } from '../../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { TASK_MARKS } from '../marks.ts';
import type { Mark } from '../marks.ts';
import { Line } from '../parts/proof.tsx';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';

/** What is left to do outside of here, ticked off one by one. Each tick can be taken back. */
export function Checklist({ desk }: DeskProps) {
  const { checklist } = desk.view;
  return (
    <ul>
      {checklist.map((item) => (
        <Line
          key={item.id}
          mark={markOf(item)}
          text={item.text}
          detail={item.by === null ? [] : [`${item.by}${item.at === null ? '' : `, ${day(item.at)}`}`]}
        >
          {desk.mine && <Ticks desk={desk} item={item} />}
        </Line>
      ))}
    </ul>
  );
}

function markOf({ state, required }: ChecklistView): Mark {
  return state === 'open' && required
    ? { sign: 'attention', word: 'Needs you', tone: 'warn' }
    : TASK_MARKS[state];
}

function Ticks({ desk, item: { id, kind, state, text } }: DeskProps & { readonly item: ChecklistView }) {
  const tick = (outcome: 'done' | 'worked' | 'failed' | 'undo', title: string) => (
    <Button
      size="small"
      disabled={desk.busy}
      aria-label={`${title}: ${text}`}
      onClick={() => desk.act('tick', { itemId: id, outcome })}
    >
      {title}
    </Button>
  );
  return (
    <div className="bar">
      {state !== 'open' && tick('undo', words.tickUndo)}
      {state === 'open' && kind === 'tick' && tick('done', words.tickDone)}
      {state === 'open' && kind === 'outcome' && tick('worked', words.tickWorked)}
      {state === 'open' && kind === 'outcome' && tick('failed', words.tickFailed)}
    </div>
  );
}
