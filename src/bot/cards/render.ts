/**
 * The only place where templates are filled in. Every leaf of a view model goes through `leafText`, so that data
 * is cleaned, capped and escaped whatever template it lands in; a template that is left with a hole is refused.
 */
import templating from 'adaptivecards-templating';
import { linkAddress } from '../verbs.ts';
import type { Button, Drawing, Fold, Model, Part } from './drawing.ts';
import foldTemplate from './fold.json' with { type: 'json' };
import shell from './shell.json' with { type: 'json' };
import { label, leafText, title } from './text.ts';
import type { Label, Plain, Said } from './text.ts';
import { words } from '../words.ts';

/** Adaptive Card JSON. */
export type Card = Readonly<Record<string, unknown>>;

/** What the rendering of buttons and links needs: the nonce of each, and where our pages are. */
export interface Nonces {
  readonly publicUrl: string;
  readonly tenantId: string;
  /** Where the tab shows what the card is about; null: there is no tab to open. */
  readonly tabUrl: string | null;
  nonce(button: Extract<Button, { kind: 'ask' | 'link' }>): string;
}

/** A template asks for something its view model does not have; the people who write cards meet this, in a test. */
export class HoleInCard extends Error {
  override readonly name = 'HoleInCard';
}

export function renderCard(drawing: Drawing, nonces: Nonces): Card {
  const frame = expand({ template: shell, model: header(drawing) });
  const actions = [
    ...drawing.buttons.map((button, i) => action(button, nonces, i === 0)),
    ...drawing.folds.map(toggle),
  ];
  const body = [
    ...(Array.isArray(frame['body']) ? (frame['body'] as unknown[]) : []),
    ...copyBlock(drawing, nonces),
    ...drawing.body.map(expand),
    ...actionSet(actions),
    ...drawing.folds.map((fold) => section(fold, nonces)),
    ...tabBlock(drawing, nonces),
  ];
  return { ...frame, body };
}

function header({ title: heading, chip, step, sentence, notice, problem }: Drawing): Model {
  return {
    fallback: { plain: `${heading} ${leafText(sentence)}`.trim() },
    title: heading,
    icon: { plain: chip?.icon ?? '' },
    word: { plain: chip?.word ?? '' },
    colour: { plain: chip?.colour ?? 'default' },
    step: step ?? '',
    sentence,
    notice: notice ?? '',
    problem: problem ?? '',
  };
}

/**
 * `${` in data is held aside while the template is filled in, so that what is left afterwards is a hole of the
 * template's own.
 */
const ASIDE = '\uE000{';

function expand({ template, model }: Part): Record<string, unknown> {
  const filled: unknown = readOnce(template).expand({ $root: leaves(model) });
  const text = JSON.stringify(filled);
  if (text.includes('${')) throw new HoleInCard(`a template kept ${/\$\{[^}]*\}?/.exec(text)?.[0] ?? '${'}`);
  return JSON.parse(text.replaceAll(ASIDE, '${')) as Record<string, unknown>;
}

/** To read a template takes many times as long as to fill it in, and one that was read can be filled in again and again. */
const read = new WeakMap<object, templating.Template>();

function readOnce(template: Part['template']): templating.Template {
  const known = read.get(template) ?? new templating.Template(template);
  read.set(template, known);
  return known;
}

function leaves(model: Model): unknown {
  if (model === null || typeof model === 'boolean' || typeof model === 'number') return model;
  if (isLeaf(model))
    return leafText(model)
      .replaceAll(ASIDE[0] ?? '', '')
      .replaceAll('${', ASIDE);
  if (isList(model)) return model.map(leaves);
  return Object.fromEntries(Object.entries(model).map(([key, value]) => [key, leaves(value)]));
}

function isLeaf(model: Exclude<Model, null | boolean | number>): model is string | Said | Plain | Label {
  if (typeof model === 'string') return true;
  return (
    !isList(model) &&
    ['said', 'plain', 'label'].some(
      (kind) => typeof Reflect.get(model, kind) === 'string' && Object.keys(model).length === 1,
    )
  );
}

function isList(model: Model): model is readonly Model[] {
  return Array.isArray(model);
}

/** A page of ours that comes first is the way on, and looks like it. */
function action(button: Button, nonces: Nonces, first = false): Card {
  switch (button.kind) {
    case 'open':
      return { type: 'Action.OpenUrl', title: titleOf(button), url: button.url };
    case 'link': {
      const url = linkAddress(nonces.publicUrl, button.verb, nonces.tenantId, nonces.nonce(button));
      return { type: 'Action.OpenUrl', title: titleOf(button), url, ...(first ? { style: 'positive' } : {}) };
    }
    case 'ask':
      return ask(button, { press: nonces.nonce(button) });
    default:
      return button satisfies never;
  }
}

/** Clients that know no Action.Execute send the same data as Action.Submit. */
function ask(button: Extract<Button, { kind: 'ask' }>, data: { readonly press: string }): Card {
  const look = {
    title: titleOf(button),
    data,
    associatedInputs: button.inputs === true ? 'auto' : 'none',
    ...(button.style === undefined ? {} : { style: button.style }),
  };
  return { type: 'Action.Execute', verb: button.verb, ...look, fallback: { type: 'Action.Submit', ...look } };
}

/** Some hosts read Markdown and dates in button titles, some do not. */
function titleText(text: string): string {
  return leafText(label(leafText(title(text))));
}

function titleOf(button: Button): string {
  return titleText(button.title);
}

function toggle(fold: Fold): Card {
  return { type: 'Action.ToggleVisibility', title: titleText(fold.title), targetElements: [fold.id] };
}

function actionSet(actions: readonly Card[]): Card[] {
  return actions.length === 0 ? [] : [{ type: 'ActionSet', actions }];
}

function section(fold: Fold, nonces: Nonces): Card {
  const model = {
    id: { plain: fold.id },
    lines: fold.lines.map((text) => ({ text })),
    inputId: { plain: fold.input?.id ?? '' },
    inputLabel: label(fold.input?.label ?? ''),
    inputValue: { plain: fold.input?.value ?? '' },
    inputError: fold.input?.error ?? { said: '' },
    longest: fold.input?.longest ?? 0,
  };
  const container = expand({ template: foldTemplate, model });
  const items = Array.isArray(container['items']) ? (container['items'] as unknown[]) : [];
  return {
    ...container,
    isVisible: fold.open === true,
    items: [
      ...items,
      ...(fold.parts ?? []).map(expand),
      ...actionSet(fold.buttons.map((button) => action(button, nonces))),
    ],
  };
}

/** The same in the tab, for those who prefer a page; unless a button says so already. */
function tabBlock({ buttons }: Drawing, { tabUrl }: Nonces): Card[] {
  if (tabUrl === null || buttons.some((button) => button.kind === 'open' && button.url === tabUrl)) return [];
  const text = `[${words.openInTheTab}](${tabUrl})`;
  return [{ type: 'TextBlock', text, wrap: true, size: 'Small', isSubtle: true, spacing: 'Medium' }];
}

/** The address as text, to be copied; it works for one person only, so that it need not be hidden. */
function copyBlock({ copy }: Drawing, nonces: Nonces): Card[] {
  if (copy === undefined) return [];
  const url = linkAddress(nonces.publicUrl, copy.link.verb, nonces.tenantId, nonces.nonce(copy.link));
  return [
    { type: 'TextBlock', text: copy.intro.said, wrap: true, spacing: 'Medium' },
    { type: 'TextBlock', text: url, wrap: true, fontType: 'Monospace', spacing: 'Small' },
  ];
}
