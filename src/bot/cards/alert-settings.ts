/** How a conversation is warned: a form that says what is so, and keeps what was typed where it cannot be read. */
import type { AlertSettings, TypedField } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { brief, words } from '../words.ts';
import type { Button, Drawing, Fold, Model, Part } from './drawing.ts';
import template from './form.json' with { type: 'json' };
import { lines } from './lines.ts';
import { MENU } from './menu.ts';
import { joined, label, plain } from './text.ts';
import type { Said } from './text.ts';

const NOTHING: Said = { said: '' };
const OWN_FIELDS = ['ladder', 'connectors', 'zone', 'from', 'to', 'days'] as const;
const HOURS = ['zone', 'from', 'to', 'days'] as const;

export const settingsButton: Button = { kind: 'ask', verb: 'alert-settings', title: 'Alert settings' };
export const offButton: Button = { kind: 'ask', verb: 'alerts-off', title: 'No more alerts here' };
const save: Button = {
  kind: 'ask',
  verb: 'save-alerts',
  title: 'Save',
  inputs: true,
  style: 'positive',
};

/** `undo`: what a press of Undo brings back (`typedIn`, as JSON); null: there is nothing to undo. */
export function alertSettingsCard(
  settings: AlertSettings,
  notice: Said | null,
  undo: string | null = null,
): Drawing {
  const alone = settings.alone ? [lines([], { tail: [words.alertsAlone] })] : [];
  return {
    ...MENU,
    title: 'Alerts here',
    notice,
    sentence: words.alertSettings,
    body: [...alone, form(ownFields(settings)), ...hoursNow(settings)],
    buttons: [save, undo === null ? offButton : undoButton(undo)],
    folds: [hours(settings), byConnector(settings)],
    inputs: [...OWN_FIELDS, ...settings.byConnector.map(({ id }) => ladderInput(id))],
  };
}

/** The form as it stands, by the ids of its inputs. */
export function typedIn(settings: AlertSettings): Readonly<Record<string, string>> {
  return Object.fromEntries([
    ...OWN_FIELDS.map((id) => [id, settings[id].value] as const),
    ...settings.byConnector.map(({ id, value }) => [ladderInput(id), value] as const),
  ]);
}

function undoButton(value: string): Button {
  return { kind: 'ask', verb: 'undo-alerts', title: 'Undo', value };
}

/** As the engine reads it. */
function ladderInput(connectorId: string): string {
  return `ladder:${connectorId}`;
}

function ownFields(settings: AlertSettings): readonly Model[] {
  const { ladder, connectors, usual, offered } = settings;
  const { settings: said } = words;
  const options = offered.map(({ id, title }) => ({ id: plain(id), title: label(title) }));
  return [
    field('text', 'ladder', ladder, said.ladder, said.ladderHint(usual)),
    { ...field('ticks', 'connectors', connectors, said.connectors, said.connectorsHint), options },
  ];
}

/** Right for most once the zone is, and long. */
function hours(settings: AlertSettings): Fold {
  const { zone, from, to, days } = settings;
  const { settings: said } = words;
  const week = said.weekdays.map((name, i) => ({ id: plain(String(i + 1)), title: label(name) }));
  const fields = [
    field('text', 'zone', zone, said.zone, said.zoneHint),
    field('time', 'from', from, said.from),
    field('time', 'to', to, said.to, said.toHint),
    { ...field('ticks', 'days', days, said.days), options: week },
  ];
  return {
    id: 'hours-section',
    title: 'Working hours…',
    lines: [said.hoursHint],
    parts: [form(fields)],
    open: isWrong(settings),
    buttons: [],
  };
}

/** In a line what the fold has; what was typed wrongly is in sight there. */
function hoursNow(settings: AlertSettings): Part[] {
  if (isWrong(settings)) return [];
  const { zone, from, to, days } = settings;
  const names = days.value.split(',').flatMap((day) => words.settings.weekdays[Number(day) - 1] ?? []);
  const said = words.settings.hoursNow(names.join(', '), from.value, to.value, zone.value);
  return [lines([], { tail: [said] })];
}

function isWrong(settings: AlertSettings): boolean {
  return HOURS.some((id) => settings[id].error !== null);
}

/** Few change these, and what is wrong in them is in sight. */
function byConnector({ byConnector: all, usual }: AlertSettings): Fold {
  const fields = all.map(({ id, title, chosen, ...typed }) => {
    const set = chosen === null ? [] : [words.settings.chosen(chosen.by, day(chosen.at))];
    return field('text', ladderInput(id), typed, title, joined([...set, words.settings.usual(usual)]));
  });
  return {
    id: 'ladders-section',
    title: 'Days for each connector…',
    lines: [words.settings.byConnector],
    parts: [form(fields)],
    open: all.some(({ error }) => error !== null),
    buttons: [],
  };
}

function field(
  kind: 'text' | 'ticks' | 'time',
  id: string,
  { value, error }: TypedField,
  name: string,
  hint: Said = NOTHING,
): { readonly [key: string]: Model } {
  return {
    ...{ kind: plain(kind), id: plain(id), label: label(name), value: plain(value) },
    ...{ heading: NOTHING, hint, error: error === null ? NOTHING : brief(error) },
  };
}

function form(fields: readonly Model[]): Part {
  return { template, model: { fields, notes: [] } };
}
