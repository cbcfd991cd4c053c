/** Buttons of cards that belong to no run: the same as typing the word, in the place of the pressed card. */
import type { SpokenTurn } from '../authorize.ts';
import { CONNECTOR_INPUT } from '../cards/menu.ts';
import type { Content } from '../chat.ts';
import type { Desk } from '../desk.ts';
import type { MenuVerb } from '../verbs.ts';
import { alertHere } from './alert-here.ts';
import { alertSettings, saveAlertSettings, undoAlertSettings } from './alert-settings.ts';
import { alertsOff } from './alerts-off.ts';
import { help } from './help.ts';
import { list } from './list.ts';
import { renewPicked } from './renew.ts';
import { startRun } from './run-home.ts';
import { setUp } from './set-up.ts';

/** `value`: what the button was drawn with. */
type Act = (
  desk: Desk,
  turn: SpokenTurn,
  inputs: Readonly<Record<string, string>>,
  value: string,
) => Promise<Content>;

export const MENU_VERBS: Readonly<Record<MenuVerb, Act>> = {
  connectors: (desk, turn) => setUp(desk, turn, '', turn.replyToId),
  list: (desk, turn) => list(desk, turn, turn.replyToId),
  help: (desk, turn) => help(desk, turn, turn.replyToId),
  'set-up': (desk, turn, inputs) => {
    const chosen = desk.provisioning.connectors().find(({ id }) => id === inputs[CONNECTOR_INPUT]);
    return chosen === undefined
      ? setUp(desk, turn, '', turn.replyToId)
      : startRun(desk, turn, chosen, turn.replyToId);
  },
  'renew-picked': renewPicked,
  'alert-here': (desk, turn) => alertHere(desk, turn, turn.replyToId),
  'alert-settings': (desk, turn) => alertSettings(desk, turn, turn.replyToId),
  'save-alerts': saveAlertSettings,
  'undo-alerts': (desk, turn, _inputs, value) => undoAlertSettings(desk, turn, value),
  'alerts-off': (desk, turn) => alertsOff(desk, turn, turn.replyToId),
  'end-alerts': (desk, turn) => alertsOff(desk, turn, turn.replyToId, true),
};

export function isMenuVerb(verb: string): verb is MenuVerb {
  return Object.hasOwn(MENU_VERBS, verb);
}
