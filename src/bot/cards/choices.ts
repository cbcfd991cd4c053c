/** The form: what the connector may see, how it proves itself, what it is called. */
import type { FormField, RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { brief, words } from '../words.ts';
import template from './form.json' with { type: 'json' };
import type { Button, Drawing, Model } from './drawing.ts';
import type { Looking } from './looking.ts';
import { frame, notNow, personalLink } from './parts.ts';
import { joined, label, plain, quote, say } from './text.ts';
import type { Said } from './text.ts';

const NOTHING: Said = { said: '' };

export function choices(view: RunView, looking: Looking): Drawing {
  const fields = view.choices.fields.map((field) => retyped(field, looking.typed));
  return {
    ...frame(view, looking),
    sentence: words.choices(view.choices.purpose),
    body: [{ template, model: { fields: fields.map(fieldModel), notes: notes(view) } }],
    buttons: buttons(view),
    inputs: inputIds(view),
  };
}

/** What a press of this form may carry. */
export function inputIds(view: RunView): string[] {
  return view.choices.fields.filter((field) => field.kind !== 'fixed').map((field) => field.id);
}

const byHand: Button = { kind: 'ask', verb: 'portal', title: 'Do it in the portal myself', inputs: true };

/** There is room for one of the two extras; whoever pastes a certificate needs the page more. */
function buttons(view: RunView): Button[] {
  const pastes = view.choices.fields.some((field) => field.kind === 'paste');
  const [alternative] = view.choices.alternativeNames;
  const upload = personalLink(
    'certificate',
    'Upload the certificate (opens your browser)',
    'check',
    view.requester,
  );
  const other = alternative === undefined ? [] : [useName(alternative.name)];
  return [
    { kind: 'ask', verb: 'continue', title: 'Continue', inputs: true, style: 'positive' },
    ...(pastes ? [upload] : other),
    byHand,
    notNow,
  ];
}

function useName(name: string): Button {
  return { kind: 'ask', verb: 'use-name', title: `Use “${name}”`, value: name, inputs: true };
}

function notes(view: RunView): Model[] {
  const { alternativeNames, certificate, notices } = view.choices;
  const read =
    certificate === null
      ? []
      : [words.certificateRead(certificate.subject, certificate.key, day(certificate.notAfter))];
  const all = [
    ...alternativeNames.map(({ name, why }) => words.alternativeName(name, why)),
    ...read,
    ...notices.map((notice) => joined([say`! Note:`, brief(notice)])),
  ];
  return all.map((text) => ({ text }));
}

/** What was typed on the card wins over the stored value when the card is redrawn without being sent. */
function retyped(field: FormField, typed: Readonly<Record<string, string>>): FormField {
  const value = typed[field.id];
  if (value === undefined || field.kind === 'fixed') return field;
  return field.kind === 'tick' ? { ...field, value: value === 'true' } : { ...field, value };
}

function fieldModel(field: FormField): Model {
  const common = { kind: plain(field.kind), id: plain(field.id), hint: NOTHING };
  if (field.kind === 'fixed') {
    return {
      ...common,
      label: field.label,
      permission: field.permission,
      hint: quote(field.why),
      error: NOTHING,
    };
  }
  return { ...common, ...inputModel(field), error: field.error === null ? NOTHING : brief(field.error) };
}

function inputModel(field: Exclude<FormField, { kind: 'fixed' }>): Record<string, Model> {
  switch (field.kind) {
    case 'text':
    case 'paste':
      return { label: label(field.label), value: plain(field.value), hint: quote(field.hint) };
    case 'tick':
      return {
        label: label(`${field.label} · ${field.permission}`),
        value: plain(String(field.value)),
        hint: joined([quote(field.why), quote(field.without)]),
      };
    case 'pick':
      return {
        label: label(field.label),
        value: plain(field.value),
        hint: quote(field.why),
        options: field.options.map((option) => ({
          id: plain(option.id),
          title: label(option.detail === '' ? option.label : `${option.label} — ${option.detail}`),
        })),
      };
    default:
      return field satisfies never;
  }
}
