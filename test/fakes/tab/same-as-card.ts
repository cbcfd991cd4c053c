/** What a card and the tab say of one set-up, in the same shape, to be held against each other. */
import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { elements, texts, type Element, type Posted } from '../teams.ts';

/** Without what only one of them has room for: reasons, details, buttons. */
interface Told {
  /** The one word for where it stands. */
  readonly word: string;
  readonly plan: string | null;
  /** `New · Application Nectar`, each thing that is planned, done or proven with its mark. */
  readonly lines: readonly string[];
  /** Days on which something ends. */
  readonly ends: readonly string[];
}

/**
 * All that the card says the page says as well, word for word. There is room for more on a page: the plan while it waits,
 * what is ticked off already.
 *
 * @param main the `main` of the tab while it shows the same set-up
 */
export async function expectSameAsCard(main: Locator, card: Posted): Promise<void> {
  const [page, { word, plan, lines, ends }] = [await toldByTab(main), toldByCard(card)];
  expect(page).toEqual({
    word,
    plan: plan ?? page.plan,
    lines: expect.arrayContaining([...lines]),
    ends: expect.arrayContaining([...ends]),
  });
}

function toldByCard({ card }: Pick<Posted, 'card'>): Told {
  return {
    word: wordOn({ card }),
    ...numbers(texts(card).map(read).join('\n')),
    lines: inOrder(columnSets(card).slice(1).flatMap(lineOf)),
  };
}

/** For where its set-up stands. */
export function wordOn({ card }: Pick<Posted, 'card'>): string {
  const [header] = columnSets(card);
  return chipIn(columns(header).find((column) => chipIn(column) !== ''));
}

function columnSets(card: Posted['card']): readonly Element[] {
  return elements(card).filter(({ type }) => type === 'ColumnSet');
}

/** A mark in the first column, what it is about in the second. */
function lineOf(set: Element): readonly string[] {
  const [mark, what] = columns(set);
  const [text = ''] = texts(what ?? null);
  return chipIn(mark) === '' ? [] : [`${chipIn(mark)} · ${named(read(text))}`];
}

function columns(set: Element | undefined): readonly Element[] {
  return (set?.['columns'] as readonly Element[] | undefined) ?? [];
}

function chipIn(column: Element | undefined): string {
  const runs = elements(column).filter(({ type }) => type === 'TextRun');
  return runs.at(-1)?.text ?? '';
}

async function toldByTab(main: Locator): Promise<Told> {
  const { word, text, lines } = await main.evaluate((page) => ({
    word: page.querySelector('h1 + span')?.textContent ?? '',
    text: page.innerText,
    // A form is filled in, and tells nothing yet.
    lines: [...page.querySelectorAll('ul > li:has(> span > svg):not(form *)')].map((line) => [
      line.children[0]?.textContent ?? '',
      line.children[1]?.firstElementChild?.textContent ?? '',
    ]),
  }));
  return {
    word,
    ...numbers(text),
    lines: inOrder(lines.map(([mark = '', what = '']) => `${mark} · ${named(what)}`)),
  };
}

function numbers(text: string): Pick<Told, 'plan' | 'ends'> {
  const ends = text.matchAll(/(?:until|expires) (\d{1,2} [A-Z][a-z]{2} \d{4})/g);
  return {
    plan: /\bPlan ([0-9A-F]{4}-[0-9A-F]{4})/.exec(text)?.[1] ?? null,
    ends: inOrder([...ends].map(([, day = '']) => day)),
  };
}

/** The card calls a credential by its name as well. */
function named(text: string): string {
  return text.replace(/^(Client secret|Certificate) “.*”$/, '$1').trim();
}

function read(text: string): string {
  return text.replace(/\\(?=[\p{P}\p{S}])|\*\*/gu, '');
}

function inOrder(all: readonly string[]): readonly string[] {
  return [...new Set(all)].sort();
}
