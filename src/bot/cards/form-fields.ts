/** The form's fields as a template draws them. */
import type { FormField } from '../../provisioning/contract.ts';
import { brief, words } from '../words.ts';
import type { Model, Part } from './drawing.ts';
import template from './form.json' with { type: 'json' };
import { headingOf } from './form-layout.ts';
import { joined, label, plain, quote, say } from './text.ts';
import type { Said } from './text.ts';

const NOTHING: Said = { said: '' };
/** Characters of detail up to which the options of a pick go into a list that opens. */
const SHORT = 45;
/** Characters of the chosen option that a closed list shows on a phone. */
const ONE_LINE = 48;

/** `more`: what else is said beside a field. */
export function formPart(
  fields: readonly FormField[],
  {
    notes = [],
    more = () => [],
  }: {
    readonly notes?: readonly Said[];
    readonly more?: (field: FormField) => readonly Said[];
  } = {},
): Part {
  const drawn = fields.map((field, i) => ({
    ...fieldModel(field, more(field)),
    heading: headingOf(field, fields[i - 1]) ?? NOTHING,
  }));
  return { template, model: { fields: drawn, notes: notes.map((text) => ({ text })) } };
}

function fieldModel(field: FormField, more: readonly Said[]): Readonly<Record<string, Model>> {
  const common = { kind: plain(field.kind), id: plain(field.id) };
  if (field.kind === 'fixed') {
    const { permission, why } = field;
    return { ...common, label: field.label, permission, hint: quote(why), error: NOTHING };
  }
  const { hint, ...model } = inputModel(field);
  return {
    ...common,
    ...model,
    hint: joined([hint, ...more].filter(({ said }) => said !== '')),
    error: field.error === null ? NOTHING : brief(field.error),
  };
}

interface InputModel {
  readonly hint: Said;
  readonly [key: string]: Model;
}

function inputModel(field: Exclude<FormField, { kind: 'fixed' }>): InputModel {
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
    case 'function':
      return {
        label: label(field.label),
        value: plain(String(field.value)),
        hint: joined([quote(field.why), ...asksFor(field.asksFor)]),
      };
    case 'pick':
      return pickModel(field);
    default:
      return field satisfies never;
  }
}

function asksFor(permissions: readonly string[]): Said[] {
  if (permissions.length === 0) return [];
  const named = joined(
    permissions.map((one) => say`${one}`),
    ', ',
  );
  return [words.asksFor(named)];
}

function pickModel(field: Extract<FormField, { kind: 'pick' }>): InputModel {
  const short = field.options.every(({ detail }) => detail.length <= SHORT);
  const chosen = field.options.find(({ id }) => id === field.value);
  const fits = chosen === undefined || optionTitle(chosen).length <= ONE_LINE;
  return {
    label: label(field.label),
    value: plain(field.value),
    style: plain(short && fits ? 'compact' : 'expanded'),
    hint: quote(field.why),
    options: field.options.map((option) => ({
      id: plain(option.id),
      title: label(optionTitle(option)),
    })),
  };
}

function optionTitle({
  label: name,
  detail,
}: Extract<FormField, { kind: 'pick' }>['options'][number]): string {
  return detail === '' ? name : `${name} — ${detail}`;
}
