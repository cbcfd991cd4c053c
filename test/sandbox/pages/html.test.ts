import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { escapeHtml, html } from '../../../src/sandbox/pages/html.ts';

test('what is put in is text, what html made is markup', () => {
  const inner = html`<b>${'<i>'}</b>`;
  expect(html`<p title="${`"'&`}">${[inner, 7, 'a']}</p>`.text).toBe(
    '<p title="&#34;&#39;&#38;"><b>&#60;i&#62;</b>7a</p>',
  );
});

test('no text can open a tag, close an attribute or start an entity of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeHtml(text).replace(/&#\d+;/g, '')).not.toMatch(/[<>"'&]/);
    }),
  );
});
