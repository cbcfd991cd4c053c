import { expect, test } from '@jest/globals';
import { html } from '../../../src/tab/pages/html.ts';

test('what is put in is text, in an element and in an attribute', () => {
  const nasty = `<img src=x onerror="a">'\`&`;
  expect(html`<p title="${nasty}">${nasty}</p>`.text).not.toMatch(/<img|"a"|'|`/);
});

test('markup stays markup, lists are joined, null draws nothing', () => {
  const items = ['a', '<'].map((item) => html`<li>${item}</li>`);
  expect(
    html`<ul>
      ${items}${null}
    </ul>`.text.replace(/\s/g, ''),
  ).toBe('<ul><li>a</li><li>&#60;</li></ul>');
});

test('characters that hide or turn text are left out', () => {
  const [turn, nothing, bell] = ['\u202e', '\u200b', '\u0007'];
  expect(html`${`a${turn}b${nothing}c${bell}d`}`.text).toBe('abcd');
});
