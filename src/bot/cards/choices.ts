/** The form: what the connector may see, how it proves itself, what it is called. */
import type { FormField, RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { brief, words } from '../words.ts';
import template from './form.json' with { type: 'json' };
import type { Button, Drawing, Fold, Model } from './drawing.ts';
import type { Looking } from './looking.ts';
import { frame, notNow, personalLink } from './parts.ts';
import { joined, label, plain, quote, say } from './text.ts';
import type { Said } from './text.ts';

const NOTHING: Said = { said: '' };
/** Characters of detail up to which the options of a pick go into a list that opens. */
const SHORT = 45;

export function choices(view: RunView, looking: Looking): Drawing {
  const fields = view.choices.fields.map((field) => retyped(field, looking.typed));
  return {
    ...frame(view, looking),
    sentence: words.choices(view.choices.purpose),
    body: [{ template, model: { fields: drawn(fields, view), notes: notes(view) } }],
    buttons: buttons(view),
    folds: fields.flatMap((field) => (field.kind === 'paste' ? [certificateFold(field, view)] : [])),
    inputs: inputIds(view),
  };
}

/** What a press of this form may carry. */
export function inputIds(view: RunView): string[] {
  return view.choices.fields.filter((field) => field.kind !== 'fixed').map((field) => field.id);
}

const byHand: Button = { kind: 'ask', verb: 'portal', title: 'Do it in the portal myself', inputs: true };

/** There is room for one of the two extras, and a certificate needs its fold; the name can be typed. */
function buttons(view: RunView): Button[] {
  const pastes = view.choices.fields.some((field) => field.kind === 'paste');
  const [alternative] = view.choices.alternativeNames;
  const other = alternative === undefined || pastes ? [] : [useName(alternative.name)];
  return [
    { kind: 'ask', verb: 'continue', title: 'Continue', inputs: true, style: 'positive' },
    ...other,
    byHand,
    notNow,
  ];
}

/** Only who uses a certificate needs it, so that it is folded away until a certificate is in play. */
function certificateFold(field: Extract<FormField, { kind: 'paste' }>, view: RunView): Fold {
  const { id, value } = field;
  const error = field.error === null ? undefined : brief(field.error);
  const upload = personalLink(
    'certificate',
    'Upload it instead (opens your browser)',
    'check',
    view.requester,
  );
  return {
    id: 'certificate-section',
    title: `${field.label}…`,
    lines: [quote(field.hint)],
    input: { id, label: field.label, value, error, longest: 16_000 },
    buttons: [upload],
    open: error !== undefined || value !== '',
  };
}

function useName(name: string): Button {
  return { kind: 'ask', verb: 'use-name', title: `Use “${name}”`, value: name, inputs: true };
}

function notes(view: RunView): Model[] {
  const { certificate, notices } = view.choices;
  const read =
    certificate === null
      ? []
      : [words.certificateRead(certificate.subject, certificate.key, day(certificate.notAfter))];
  const all = [...read, ...notices.map((notice) => joined([say`! Note:`, brief(notice)]))];
  return all.map((text) => ({ text }));
}

/** What was typed on the card wins over the stored value when the card is redrawn without being sent. */
function retyped(field: FormField, typed: Readonly<Record<string, string>>): FormField {
  const value = typed[field.id];
  if (value === undefined || field.kind === 'fixed') return field;
  return field.kind === 'tick' ? { ...field, value: value === 'true' } : { ...field, value };
}

/** The vendor's other names stand beside the name, which is the first line of text there is. */
function drawn(fields: readonly FormField[], view: RunView): Model[] {
  const others = view.choices.alternativeNames.map(({ name, why }) => words.alternativeName(name, why));
  const name = fields.find((field) => field.kind === 'text');
  return fields
    .filter((field) => field.kind !== 'paste')
    .map((field) => fieldModel(field, field === name ? others : []));
}

function fieldModel(field: FormField, more: readonly Said[]): Model {
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
  const model = inputModel(field);
  const hint = joined([model.hint, ...more]);
  return { ...common, ...model, hint, error: field.error === null ? NOTHING : brief(field.error) };
}

function inputModel(field: Exclude<FormField, { kind: 'fixed' }>): {
  readonly hint: Said;
  readonly [key: string]: Model;
} {
  switch (field.kind) {
    case 'text':
    case 'paste':
      return { label: label(field.label), value: plain(field.value), hint: quote(field.hint) };
    case 'tick':
      return {
        label: label(`${field.label} · ${field.permission}`),
        value: plain(String(field.value)),
        hint: joined([quote(field.why), say`Without it: ${quote(field.without)}`]),
      };
    case 'pick':
      return {
        label: label(field.label),
        value: plain(field.value),
        style: plain(field.options.every(({ detail }) => detail.length <= SHORT) ? 'compact' : 'expanded'),
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
