/** Lines of a history as people read them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { eventWords } from '../../../../src/provisioning/core/register/event.ts';

/** Codes that read well as they are. */
const PLAIN = new Set(['cancelled', 'tried-again']);

test.each([
  ['chosen', 'Made the choices'],
  [`plan-approved 4f2a91c3${'0'.repeat(56)}`, 'Approved plan 4F2A-91C3'],
  ['application-applied', 'The application: done'],
  ['app-role:User.Read.All-applied', 'Consent to User.Read.All: done'],
  ['secret (2)-applied', 'The secret (2): done'],
  ['directory-role:Reports Reader-taken-back', 'The Entra role Reports Reader: taken back'],
  ['adoption-asked 1-2-3', 'Asked to take over the application 1-2-3'],
  ['checklist sign-in-once done', 'Checklist sign-in-once done'],
  ['hand-over-opened', 'Opened the hand-over'],
  ['something-newer', 'Something newer'],
])('%s is “%s”', (what, words) => {
  expect(eventWords(what)).toBe(words);
});

test('whatever the engine writes down has words of its own', () => {
  const folder = join(import.meta.dirname, '../../../../src/provisioning/engine');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const written = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\.event\(\s*'([a-z-]+)'/g)].map(
      ([, code = '']) => code,
    ),
  );
  expect(written.length).toBeGreaterThan(20);
  const bare = written.filter((code) => eventWords(code).toLowerCase() === code.replaceAll('-', ' '));
  expect(bare.filter((code) => !PLAIN.has(code))).toEqual([]);
});
