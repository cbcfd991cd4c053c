/** `alert settings`: how this conversation is warned, shown and changed on a card of its own. */
import type { Drawing } from '../cards/drawing.ts';
import type { Said } from '../cards/text.ts';
import { alertsNotHereCard } from '../cards/alert-channel.ts';
import { alertSettingsCard, typedIn } from '../cards/alert-settings.ts';
import type { SpokenTurn, Turn } from '../authorize.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { channelKey } from '../places.ts';
import { words } from '../words.ts';

type Inputs = Readonly<Record<string, string>>;

/** Of its own, so that no menu that comes later takes the buttons away from what is being typed. */
const CARD = 'alert-settings';

export async function alertSettings(desk: Desk, turn: Turn, replace: string | null = null): Promise<Content> {
  const settings = await desk.alerts.settings(turn.tenantId, channelKey(turn.conversation.key));
  return settings === null
    ? showMenu(desk, turn, alertsNotHereCard(), replace)
    : show(desk, turn, alertSettingsCard(settings, null), replace);
}

/** What cannot be read stays on the card with the reason beside it; what is saved can be undone. */
export function saveAlertSettings(desk: Desk, turn: SpokenTurn, inputs: Inputs): Promise<Content> {
  return save(desk, turn, inputs, words.settingsSaved);
}

/** `before`: the form as it stood before it was saved. */
export function undoAlertSettings(desk: Desk, turn: SpokenTurn, before: string): Promise<Content> {
  return save(desk, turn, JSON.parse(before) as Inputs, words.settingsUndone);
}

async function save(desk: Desk, turn: SpokenTurn, inputs: Inputs, done: Said): Promise<Content> {
  const { alerts, warnings } = desk;
  const channelId = channelKey(turn.conversation.key);
  const before = await alerts.settings(turn.tenantId, channelId);
  const { saved, settings } = await alerts.saveSettings(turn.actor, channelId, inputs);
  if (saved) warnings.changed(turn.tenantId);
  const undo = saved && before !== null ? JSON.stringify(typedIn(before)) : null;
  const notice = saved ? done : words.settingsNotSaved;
  return show(desk, turn, alertSettingsCard(settings, notice, undo), turn.replyToId);
}

async function show(desk: Desk, turn: Turn, drawing: Drawing, replace: string | null): Promise<Content> {
  const { tenantId, conversation } = turn;
  const place = { tenantId, runId: CARD, conversationKey: conversation.key, oid: null };
  const content = await desk.presenter.about(drawing, place);
  if (replace === null) await desk.chat.post(conversation, content);
  else await desk.chat.update(conversation, replace, content);
  return content;
}
