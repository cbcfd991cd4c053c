/** The form: what the connector may see, how it proves itself, what it is called. */
import type { FormField, RunView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { brief, words } from '../words.ts';
import { CHECK_CHIPS } from './chips.ts';
import type { Button, Drawing, Fold, Part } from './drawing.ts';
import { formPart } from './form-fields.ts';
import { hasError, layOut } from './form-layout.ts';
import type { FormLayout } from './form-layout.ts';
import { lines } from './lines.ts';
import type { Looking } from './looking.ts';
import { oldName } from './old-credential.ts';
import { frame, notNow, personalLink } from './parts.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

/** Buttons in sight, folds among them. */
const MOST_BUTTONS = 4;
/** The one site beside our own that a card opens: Microsoft's documentation. */
const DOCUMENTATION = 'https://learn.microsoft.com/';
const MOST_LINKS = 2;

export function choices(view: RunView, looking: Looking): Drawing {
  const fields = view.choices.fields.map((field) => retyped(field, looking.typed));
  const layout = layOut(fields, view.choices.rare);
  const folds = [...fields.flatMap((field) => certificateFold(field, view)), ...moreFold(layout, view)];
  const { inSight, folded } = layout;
  const notes = [...notesOf(view), ...(folded.length === 0 ? linksAsText(view) : [])];
  return {
    ...frame(view, looking),
    sentence: intro(view, fields),
    body: [...warnings(view), formPart(inSight, { notes, more: (field) => beside(field, layout, view) })],
    buttons: buttons(view, folds.length),
    folds,
    inputs: inputIds(view),
  };
}

function intro({ renewal, choices: { purpose } }: RunView, fields: readonly FormField[]): Said {
  return renewal === null
    ? words.choices(purpose, whatToChoose(fields))
    : words.renewing(oldName(renewal), day(renewal.ends));
}

/** What there is to decide, in a sentence. */
function whatToChoose(fields: readonly FormField[]): Said {
  if (fields.some(({ kind }) => kind === 'function')) return words.chooseFunctions;
  return fields.some(({ kind }) => kind === 'tick') ? words.chooseSights : words.chooseNothing;
}

/** What a press of this form may carry. */
export function inputIds(view: RunView): string[] {
  return view.choices.fields.filter((field) => field.kind !== 'fixed').map((field) => field.id);
}

const byHand: Button = { kind: 'ask', verb: 'portal', title: 'Do it in the portal myself', inputs: true };

/** While there is room: the other way, which two folds drive into the second; the vendor's other name, which can be typed. */
function buttons(view: RunView, folds: number): Button[] {
  const extras = [byHand, ...view.choices.alternativeNames.slice(0, 1).map(({ name }) => useName(name))];
  return [
    { kind: 'ask', verb: 'continue', title: 'Continue', inputs: true, style: 'positive' },
    ...extras.slice(0, MOST_BUTTONS - 2 - folds).toReversed(),
    notNow,
  ];
}

/** Only who uses a certificate needs it, so that it is folded away until a certificate is in play. */
function certificateFold(field: FormField, view: RunView): Fold[] {
  if (field.kind !== 'paste') return [];
  const { id, value } = field;
  const error = field.error === null ? undefined : brief(field.error);
  const upload = personalLink(
    'certificate',
    'Upload it instead (opens your browser)',
    'check',
    view.requester,
  );
  return [
    {
      id: 'certificate-section',
      title: `${field.label}…`,
      lines: [quote(field.hint)],
      input: { id, label: field.label, value, error, longest: 16_000 },
      buttons: [upload],
      open: error !== undefined || value !== '',
    },
  ];
}

/** What is rarely changed, and where to read more; open when something in it is wrong. */
function moreFold({ folded }: FormLayout, view: RunView): Fold[] {
  if (folded.length === 0) return [];
  const pastes = view.choices.fields.some(({ kind }) => kind === 'paste');
  return [
    {
      id: 'more-section',
      title: 'More settings…',
      lines: [],
      parts: [formPart(folded, { notes: linksAsText(view) })],
      buttons: [...(pastes ? [byHand] : []), ...documentation(view)],
      open: hasError(folded),
    },
  ];
}

function linksAsText({ choices: { links } }: RunView): Said[] {
  return links.map(({ title, url }) => words.readMore(title, url));
}

function documentation({ choices: { links } }: RunView): Button[] {
  return links
    .filter(({ url }) => url.startsWith(DOCUMENTATION))
    .slice(0, MOST_LINKS)
    .map(({ title, url }) => ({ kind: 'open', title: `View in Microsoft Learn: ${title}`, url }));
}

function useName(name: string): Button {
  return { kind: 'ask', verb: 'use-name', title: `Use “${name}”`, value: name, inputs: true };
}

/** Said before anything is filled in. */
function warnings({ choices: { warnings: all } }: RunView): Part[] {
  if (all.length === 0) return [];
  return [lines(all.map((text) => ({ chip: CHECK_CHIPS.warn, text: quote(text) })))];
}

function notesOf(view: RunView): Said[] {
  const { certificate, notices } = view.choices;
  const read =
    certificate === null
      ? []
      : [words.certificateRead(certificate.subject, certificate.key, day(certificate.notAfter))];
  return [...read, ...notices.map((notice) => joined([say`! Note:`, brief(notice)]))];
}

/** What was typed on the card wins over the stored value when the card is redrawn without being sent. */
function retyped(field: FormField, typed: Readonly<Record<string, string>>): FormField {
  const value = typed[field.id];
  if (value === undefined || field.kind === 'fixed') return field;
  const isTicked = field.kind === 'tick' || field.kind === 'function';
  return isTicked ? { ...field, value: value === 'true' } : { ...field, value };
}

/** The vendor's other names beside the name, which is the first line of text there is; where to write another life. */
function beside(
  field: FormField,
  { folded }: FormLayout,
  { choices: { fields, alternativeNames } }: RunView,
): Said[] {
  if (field.id === 'life' && folded.some(({ id }) => id === 'otherLife')) return [words.underMore];
  const name = fields.find(({ kind }) => kind === 'text');
  return field.id === name?.id
    ? alternativeNames.map(({ name: other, why }) => words.alternativeName(other, why))
    : [];
}
