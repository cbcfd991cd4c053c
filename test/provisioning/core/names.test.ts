/** Names that are refused, each with its own reason, and the many that are not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { NameRules } from '../../../src/provisioning/core/definition.ts';
import { checkName, normalName } from '../../../src/provisioning/core/names.ts';
import { explain } from '../../../src/provisioning/errors.ts';

const rules: NameRules = { shortest: 1, longest: 120, forbidden: '<>;&%' };

function code(name: string, own: NameRules = rules): string | null {
  return checkName(own, name)?.code ?? null;
}

describe('a name is refused', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'NAME_EMPTY'],
    ['spaces only', '   ', 'NAME_EMPTY'],
    ['odd spaces only', '\u00A0\u2003', 'NAME_EMPTY'],
    ['a line break', 'Nectar\nDXP', 'NAME_CONTROL'],
    ['a trailing line break', 'Nectar\n', 'NAME_CONTROL'],
    ['a line separator', 'Nectar\u2028DXP', 'NAME_CONTROL'],
    ['a tab', 'Nectar\tDXP', 'NAME_CONTROL'],
    ['NUL', 'Nectar\0', 'NAME_CONTROL'],
    ['an escape sequence', '\u001B[31mNectar', 'NAME_CONTROL'],
    ['a right-to-left override', 'Nectar \u202Eexe.gpj', 'NAME_HIDDEN'],
    ['a direction isolate', 'Nectar \u2066x\u2069', 'NAME_HIDDEN'],
    ['a zero-width space', 'Nec\u200Btar', 'NAME_HIDDEN'],
    ['a zero-width joiner between letters', 'Nec\u200Dtar', 'NAME_HIDDEN'],
    ['a soft hyphen', 'Nec\u00ADtar', 'NAME_HIDDEN'],
    ['a byte order mark', '\uFEFFNectar', 'NAME_HIDDEN'],
    ['a Hangul filler', 'Nectar\u3164', 'NAME_HIDDEN'],
    ['a blank braille pattern', 'Nectar\u2800', 'NAME_HIDDEN'],
    ['a no-break space', 'Nectar\u00A0DXP', 'NAME_HIDDEN'],
    ['half a surrogate pair', 'Nectar\uD800', 'NAME_HIDDEN'],
    ['a private-use character', 'Nectar\uE000', 'NAME_HIDDEN'],
    ['tag characters', 'Nectar\u{E0041}', 'NAME_HIDDEN'],
    ['a variation selector on a letter', 'Nectar\uFE0F', 'NAME_HIDDEN'],
    ['stacked accents', `Ne${'\u0301'.repeat(9)}ctar`, 'NAME_MARKS'],
    ['a leading space', ' Nectar', 'NAME_EDGE_SPACE'],
    ['a trailing space', 'Nectar ', 'NAME_EDGE_SPACE'],
    ['121 characters', 'x'.repeat(121), 'NAME_TOO_LONG'],
    ['an angle bracket', 'Nectar <DXP', 'NAME_FORBIDDEN_CHARACTER'],
    ['HTML', '<img src=x onerror=alert(1)>', 'NAME_FORBIDDEN_CHARACTER'],
    ['a Teams mention', '<at>Everyone</at>', 'NAME_FORBIDDEN_CHARACTER'],
    ['a semicolon', 'a;b', 'NAME_FORBIDDEN_CHARACTER'],
    ['an ampersand', 'a&b', 'NAME_FORBIDDEN_CHARACTER'],
    ['a percent sign', 'a%b', 'NAME_FORBIDDEN_CHARACTER'],
    ['a Cyrillic letter among Latin ones', 'Nесtar', 'NAME_MIXED_SCRIPT'],
    ['Microsoft with a Cyrillic letter', 'Mіcrosoft', 'NAME_MIXED_SCRIPT'],
    ['a Greek letter among Latin ones', 'Nectαr', 'NAME_MIXED_SCRIPT'],
    ['Microsoft', 'Microsoft', 'NAME_RESERVED'],
    ['Microsoft as the first word', 'MICROSOFT Teams sync', 'NAME_RESERVED'],
    ['Azure as the first word', 'azure-backup', 'NAME_RESERVED'],
    ['Microsoft in mathematical letters', '𝐌𝐢𝐜𝐫𝐨𝐬𝐨𝐟𝐭 login', 'NAME_RESERVED'],
    ['Microsoft in full-width letters', 'Ｍｉｃｒｏｓｏｆｔ', 'NAME_RESERVED'],
    ['Microsoft with accents', 'Mícrosóft', 'NAME_RESERVED'],
    ['Microsoft with digits', 'M1cr0s0ft', 'NAME_RESERVED'],
    ['null', 'null', 'NAME_PLACEHOLDER'],
    ['undefined', 'undefined', 'NAME_PLACEHOLDER'],
    ['true', 'TRUE', 'NAME_PLACEHOLDER'],
    ['an object printed', '[object Object]', 'NAME_PLACEHOLDER'],
  ])('for %s', (_, name, expected) => {
    expect(code(name)).toBe(expected);
  });

  test('N13: 1 to 120 characters', () => {
    expect([code(''), code('x'), code('x'.repeat(120)), code('x'.repeat(121))]).toEqual([
      'NAME_EMPTY',
      null,
      null,
      'NAME_TOO_LONG',
    ]);
  });

  test('for being shorter than the vendor takes', () => {
    expect(code('ab', { shortest: 3, longest: 15, forbidden: '' })).toBe('NAME_TOO_SHORT');
    expect(code('abc', { shortest: 3, longest: 15, forbidden: '' })).toBeNull();
  });

  test.each([...'\\/:*?"<>|. '])('for the vendor-forbidden %j, which is named', (character) => {
    const vendor: NameRules = { shortest: 3, longest: 15, forbidden: '\\/:*?"<>|. ' };
    const failed = checkName(vendor, `Ab${character}1_`);
    expect(failed?.code).toBe('NAME_FORBIDDEN_CHARACTER');
    expect(failed && explain(failed).what).toContain(character === ' ' ? 'a space' : character);
  });
});

describe('a name is taken', () => {
  test.each([
    'Nectar DXP Cloud Connector',
    'Nectar Application',
    'Néctar für Zürich',
    'Соединитель Nectar',
    'ネクター 接続',
    'موصل',
    'Nectar 🐝',
    'Nectar 👩🏽‍💻 team',
    'Nectar ❤️',
    'Ünïcödé',
    "O'Brien (test) [1] #2",
    '=cmd|calc!A1',
    '@everyone',
    '[x](http://example.com)',
    '**bold** _x_ `y`',
    'Connector for Microsoft 365',
    'Azuretti',
    'nullable',
    'm365ify',
  ])('%s', (name) => {
    expect(code(name)).toBeNull();
  });

  test('and kept in its composed form, in which it is counted', () => {
    expect(normalName('Ne\u0301ctar')).toBe('Néctar');
    expect(code('e\u0301'.repeat(120))).toBeNull();
  });
});

describe('any text', () => {
  test('has one verdict, the same for both of its Unicode forms', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 130 }), (name) => {
        expect(code(name.normalize('NFD'))).toBe(code(name.normalize('NFC')));
      }),
    );
  });

  test('that is taken holds nothing hidden, forbidden or too long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 130 }), (name) => {
        if (code(name) !== null) return;
        const kept = normalName(name);
        expect(kept.length).toBeLessThanOrEqual(120);
        expect(kept).not.toMatch(/[<>;&%\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069\u200B]/u);
        expect(kept.trim()).toBe(kept);
      }),
      { numRuns: 500 },
    );
  });
});
