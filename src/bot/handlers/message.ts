/** Words of a person, and presses from clients that know only Action.Submit. */
import type { Activity } from 'botbuilder';
import type { SpokenTurn } from '../authorize.ts';
import type { Desk } from '../desk.ts';
import { spokenText, understand } from '../intents.ts';
import type { Intent } from '../intents.ts';
import { words } from '../words.ts';
import { alertHere } from './alert-here.ts';
import { history } from './alert-history.ts';
import { alertSettings } from './alert-settings.ts';
import { alertsOff } from './alerts-off.ts';
import { cancel } from './cancel.ts';
import { gallery } from './gallery.ts';
import { hello } from './hello.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { press } from './press.ts';
import { renew } from './renew.ts';
import { sayIn } from './run-home.ts';
import { setUp } from './set-up.ts';
import { status } from './status.ts';
import { unknown } from './unknown.ts';

/** Teams delivers a message more than once; the second time is silent. */
export async function message(desk: Desk, turn: SpokenTurn, activity: Activity): Promise<void> {
  const { tenantId, conversation, activityId } = turn;
  if (!(await desk.memory.firstSight(tenantId, conversation.key, activityId))) return;
  if (isPress(activity)) return submitted(desk, turn, activity.value);
  if (hasFile(activity)) await sayIn(desk, turn, words.noFiles);
  else await answer(desk, turn, understand(spokenText(activity)));
}

/** The invoke has an answer of its own; a Submit has only the message it came from. */
async function submitted(desk: Desk, turn: SpokenTurn, data: unknown): Promise<void> {
  const content = await press(desk, turn, { verb: null, data });
  if (turn.replyToId === null) await desk.chat.post(turn.conversation, content);
  else await desk.chat.update(turn.conversation, turn.replyToId, content);
}

async function answer(desk: Desk, turn: SpokenTurn, intent: Intent): Promise<void> {
  switch (intent.kind) {
    case 'hello':
      await hello(desk, turn);
      return;
    case 'help':
      await help(desk, turn);
      return;
    case 'list':
      await list(desk, turn);
      return;
    case 'gallery':
      await gallery(desk, turn);
      return;
    case 'set-up':
      await setUp(desk, turn, intent.words);
      return;
    case 'renew':
      await renew(desk, turn, intent.words);
      return;
    case 'status':
      return status(desk, turn, intent.words);
    case 'cancel':
      return cancel(desk, turn, intent.words);
    case 'alert-here':
      await alertHere(desk, turn);
      return;
    case 'alert-settings':
      await alertSettings(desk, turn);
      return;
    case 'alerts-off':
      await alertsOff(desk, turn);
      return;
    case 'history':
      await history(desk, turn, intent.words);
      return;
    case 'empty':
      await sayIn(desk, turn, words.empty);
      return;
    case 'unknown':
      await unknown(desk, turn, intent.text);
      return;
    default:
      return intent satisfies never;
  }
}

function isPress(activity: Activity): boolean {
  const value: unknown = activity.value;
  return typeof value === 'object' && value !== null;
}

/** Teams repeats formatted text as an HTML attachment; anything else was put there by the person. */
function hasFile(activity: Activity): boolean {
  return (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html');
}
