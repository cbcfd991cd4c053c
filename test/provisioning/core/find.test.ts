/** "set up <words>": whatever people type, the right connector or a question back. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { distance, findConnector } from '../../../src/provisioning/core/find.ts';
import { nectar } from './nectar.ts';

const like = (id: string, title: string, vendor: string, also: readonly string[] = []): Definition => ({
  ...nectar,
  ...{ id, title, also },
  vendor: { name: vendor, domains: [] },
});
const five = [
  nectar,
  like('audiocodes-live-platform', 'AudioCodes Live Platform', 'AudioCodes', ['Live Platform']),
  like('jtel-presence', 'jtel Presence', 'jtel'),
  like('cirrus-connect', 'Cirrus Connect', 'Cirrus'),
  like('saas-microsoft-365', 'Microsoft 365', 'SaaS management', ['Microsoft 365 connector']),
];

function found(words: string): string {
  const match = findConnector(five, words);
  return match.kind === 'found' ? match.connector.id : match.kind;
}

describe('finding a connector', () => {
  test.each([
    ['Nectar', 'nectar'],
    ['nectar connector', 'nectar'],
    ['the NECTAR DXP connector', 'nectar'],
    ['nectardxp', 'nectar'],
    ['necter', 'nectar'],
    ['nectr dxp', 'nectar'],
    ['Nétar', 'nectar'],
    ['nectra', 'nectar'],
    ['dxp', 'nectar'],
    ['AudioCodes', 'audiocodes-live-platform'],
    ['audio codes', 'audiocodes-live-platform'],
    ['live platform', 'audiocodes-live-platform'],
    ['jtel', 'jtel-presence'],
    ['presense', 'jtel-presence'],
    ['Cirus', 'cirrus-connect'],
    ['Microsoft 365 connector', 'saas-microsoft-365'],
    ['saas-microsoft-365', 'saas-microsoft-365'],
  ])('%s', (words, id) => {
    expect(found(words)).toBe(id);
  });

  test.each(['', '   ', 'connector', 'salesforce', 'x', '; drop table', '🐝'])(
    '%j is unknown, and the list follows',
    (words) => {
      const match = findConnector(five, words);
      expect(match.kind === 'unknown' && match.known).toHaveLength(5);
    },
  );

  test('two that are as plausible are asked back', () => {
    const twins = [like('acme-voice', 'Acme Voice', 'Acme'), like('acme-video', 'Acme Video', 'Acme')];
    const match = findConnector(twins, 'acme');
    expect(match.kind === 'did-you-mean' && match.connectors.map(({ id }) => id)).toEqual([
      'acme-voice',
      'acme-video',
    ]);
    expect(findConnector(twins, 'acme voice')).toMatchObject({
      kind: 'found',
      connector: { id: 'acme-voice' },
    });
  });

  test('any text has an answer, quickly', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5000 }), (words) => {
        expect(['found', 'did-you-mean', 'unknown']).toContain(findConnector(five, words).kind);
      }),
    );
  });
});

describe('edit distance', () => {
  test.each([
    ['', '', 0],
    ['nectar', 'nectar', 0],
    ['necter', 'nectar', 1],
    ['nectra', 'nectar', 1],
    ['nectr', 'nectar', 1],
    ['kitten', 'sitting', 3],
  ])('%s to %s is %i', (a, b, edits) => {
    expect(distance(a, b, 5)).toBe(edits);
  });

  test('is the same both ways', () => {
    const word = fc.string({ maxLength: 8 });
    fc.assert(fc.property(word, word, (a, b) => expect(distance(a, b, 8)).toBe(distance(b, a, 8))));
  });
});
