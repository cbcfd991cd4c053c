/** What the buttons of a warning do. Each answers a sentence for the card, which is then drawn anew. */
import { RegistrarError } from '../../provisioning/index.ts';
import type { SpokenTurn } from '../authorize.ts';
import { OWNER_INPUT, SNOOZE_REASON_INPUT, SNOOZE_UNTIL_INPUT } from '../cards/alert.ts';
import type { Said } from '../cards/text.ts';
import type { Desk } from '../desk.ts';
import { channelKey } from '../places.ts';
import type { AlertVerb } from '../verbs.ts';
import { words } from '../words.ts';
import { showHistory } from './alert-history.ts';
import { alertSettings } from './alert-settings.ts';
import { startRenewal } from './renew.ts';

export interface AlertPress {
  readonly turn: SpokenTurn;
  readonly lapseId: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export const ALERT_VERBS: Readonly<Record<AlertVerb, (desk: Desk, press: AlertPress) => Promise<Said>>> = {
  'alert-renew': async (desk, { turn, lapseId }) => {
    const view = await desk.alerts.view(turn.tenantId, lapseId, channelKey(turn.conversation.key));
    const runId = view?.lapses.find((lapse) => lapse.lapseId === lapseId)?.runId ?? null;
    if (runId === null) throw new RegistrarError('LAPSE_UNKNOWN');
    return (await startRenewal(desk, turn, runId)).sentence;
  },
  snooze: async ({ alerts }, { turn, lapseId, inputs }) => {
    const until = inputs[SNOOZE_UNTIL_INPUT] ?? '';
    await alerts.snooze(turn.actor, lapseId, { until, reason: inputs[SNOOZE_REASON_INPUT] ?? '' });
    return words.snoozed;
  },
  'not-ours': async ({ alerts }, { turn, lapseId, inputs }) => {
    await alerts.notOurs(turn.actor, lapseId, inputs[OWNER_INPUT] ?? '');
    return words.notOurs;
  },
  'alert-history': async (desk, { turn, lapseId }) => {
    const view = await desk.alerts.view(turn.tenantId, lapseId, channelKey(turn.conversation.key));
    const shown = new Set(view?.lapses.map((lapse) => lapse.lapseId));
    const warned = await desk.alerts.warned(turn.tenantId);
    await showHistory(
      desk,
      turn,
      warned.filter((one) => shown.has(one.lapseId)),
    );
    return words.historyBelow;
  },
  'alert-set': async (desk, { turn }) => {
    await alertSettings(desk, turn);
    return words.alertSettingsBelow;
  },
};

export function isAlertVerb(verb: string): verb is AlertVerb {
  return Object.hasOwn(ALERT_VERBS, verb);
}
