/** Definition files that are wrong, each with its code, line and field; and the one thing that makes it right. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { explainProblem } from '../../../src/provisioning/connectors/load.ts';
import * as files from './files.ts';
import { load, problems } from './files.ts';

const file = files.fileOf('nectar');

/** The good file with one piece replaced. */
const changed = (from: string | RegExp, to: string): string => files.changed('nectar', from, to);

test('a good file loads, with or without a byte order mark and Windows line ends', () => {
  expect(problems(file)).toEqual([]);
  expect(problems(`\uFEFF${file}`)).toEqual([]);
  expect(problems(file.replaceAll('\n', '\r\n'))).toEqual([]);
  expect(files.shipped('nectar').id).toBe('nectar');
});

describe('a file that is not one plain mapping', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${file}`, 'utf16le')), 'DEF_ENCODING'],
    ['Latin-1', Uint8Array.of(0x61, 0x3a, 0x20, 0xe9, 0x0a), 'DEF_ENCODING'],
    ['nothing', '', 'DEF_EMPTY'],
    ['comments only', '# hello\n', 'DEF_EMPTY'],
    ['a list', '- schema: 1\n', 'DEF_NOT_AN_OBJECT'],
    ['a sentence', 'schema', 'DEF_NOT_AN_OBJECT'],
    ['an open bracket', 'a: [1', 'DEF_SYNTAX'],
    ['a tab for indentation', 'a:\n\tb: 1', 'DEF_SYNTAX'],
    ['256 KB and one', 'x'.repeat(256 * 1024 + 1), 'DEF_TOO_LARGE'],
    ['10,000 brackets', '['.repeat(10_000), 'DEF_TOO_DEEP'],
    ['100,000 dashes', '- '.repeat(100_000), 'DEF_TOO_DEEP'],
    [
      '10,000 indents',
      Array.from({ length: 700 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'DEF_TOO_DEEP',
    ],
    ['17 levels', `a: ${'['.repeat(17)}1${']'.repeat(17)}`, 'DEF_TOO_DEEP'],
    ['an anchor', 'a: &x 1', 'DEF_ALIAS'],
    ['an unknown alias', 'a: *x', 'DEF_ALIAS'],
    ['a tag', 'a: !!str 1', 'DEF_ALIAS'],
    ['a tag of its own', 'a: !js/function x', 'DEF_ALIAS'],
    ['a merge key', '<<: {a: 1}', 'DEF_ALIAS'],
    ['a %TAG directive', '%TAG ! tag:x,2026:\n---\na: 1', 'DEF_ALIAS'],
    ['two documents', 'a: 1\n---\nb: 1', 'DEF_ALIAS'],
    ['one field twice', 'schema: 1\nschema: 1', 'DEF_DUPLICATE_KEY schema'],
    ['__proto__', '__proto__: {a: 1}', 'DEF_FORBIDDEN_KEY __proto__'],
    ['constructor', 'a: {constructor: 1}', 'DEF_FORBIDDEN_KEY constructor'],
    ['a newer schema', 'schema: 2', 'DEF_SCHEMA_VERSION schema'],
    ['an older schema', 'schema: 0', 'DEF_SCHEMA_VERSION schema'],
    ['a schema as text', "schema: '1'", 'DEF_SCHEMA_VERSION schema'],
    ['a schema that is no number', 'schema: .nan', 'DEF_SCHEMA_VERSION schema'],
  ])('%s', (_, text, expected) => {
    expect(problems(text)).toContain(expected);
  });

  test('billions of laughs are refused before they are told', () => {
    const lol = [
      'a: &a [x, x]',
      ...[...'bcdefghijklmnop'].map((one, n) => {
        const before = 'abcdefghijklmnop'.charAt(n);
        return `${one}: &${one} [*${before}, *${before}]`;
      }),
    ].join('\n');
    expect(new Set(problems(lol))).toEqual(new Set(['DEF_ALIAS']));
  });
});

describe('a field that is wrong', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['unknown', 'lapse:', 'lapses:', 'DEF_UNKNOWN_FIELD lapses'],
    [
      'unknown deep inside',
      'ticked: true',
      'ticked: true\n    pattern: "(a+)+"',
      'DEF_UNKNOWN_FIELD permissions[2].pattern',
    ],
    ['missing', 'version: 1\n', '', 'DEF_MISSING_FIELD version'],
    ['a permission without id', /\n +id: 45bbb07e\S+/, '', 'DEF_MISSING_FIELD permissions[0].permission.id'],
    [
      'a permission id that is no GUID',
      '45bbb07e-',
      '45bbb07g-',
      'DEF_WRONG_VALUE permissions[0].permission.id',
    ],
    ['a number for text', 'title: Nectar DXP', 'title: 7', 'DEF_WRONG_VALUE title'],
    ['text for a number', 'version: 1', 'version: one', 'DEF_WRONG_VALUE version'],
    ['an infinite number', 'version: 1', 'version: .inf', 'DEF_WRONG_VALUE version'],
    ['an unknown kind', 'kind: always', 'kind: forever', 'DEF_WRONG_VALUE permissions[0].kind'],
    ['an id with a path', 'id: nectar', 'id: ../nectar', 'DEF_ID id'],
    ['an id with capitals', 'id: nectar', 'id: Nectar', 'DEF_ID id'],
    ['invisible text', 'title: Nectar DXP', 'title: "Nectar\\u202E DXP"', 'DEF_WRONG_VALUE title'],
    ['a life of nothing', 'preset: P12M', 'preset: P0M', 'DEF_LIFE credentials[0].preset'],
    ['a negative life', 'preset: P12M', 'preset: P-1M', 'DEF_LIFE credentials[0].preset'],
    ['a life in other words', 'preset: P12M', 'preset: 2y', 'DEF_LIFE credentials[0].preset'],
    [
      'an account type of anybody',
      'others: [AzureADMultipleOrgs]',
      'others: [PersonalMicrosoftAccount]',
      'DEF_WRONG_VALUE audience.others[0]',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(problems(changed(from, to))).toEqual(expect.arrayContaining([expected]));
  });
});

describe('fields that do not agree', () => {
  test.each<[string, string | RegExp, string, string]>([
    ['a preset that is not offered', 'preset: full', 'preset: fuller', 'DEF_PRESET permissions[1].preset'],
    ['a preset life that is not offered', 'preset: P12M', 'preset: P13M', 'DEF_PRESET credentials[0].preset'],
    [
      'an offered life beyond the longest',
      'longest: P10Y',
      'longest: P18M',
      'DEF_LIFE_ORDER credentials[0].lives[1]',
    ],
    ['one id twice', 'id: devices', 'id: groups', 'DEF_DUPLICATE_ID permissions[3].id'],
    ['one option id twice', 'id: basic', 'id: full', 'DEF_DUPLICATE_ID permissions[1].options[1].id'],
    ['an id the form needs itself', 'id: devices', 'id: name', 'DEF_RESERVED_ID permissions[3].id'],
    [
      'one permission twice',
      '0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8',
      '98830695-27a2-44f7-8c18-0c3ebc9698f6',
      'DEF_PERMISSION_TWICE permissions[3].permission',
    ],
    [
      'one name for two permissions',
      'value: TeamworkDevice.Read.All',
      'value: GroupMember.Read.All',
      'DEF_PERMISSION_TWICE permissions[3].permission',
    ],
    [
      'a Tier 0 permission by name',
      'value: TeamworkDevice.Read.All',
      'value: RoleManagement.ReadWrite.Directory',
      'DEF_TIER0_BLOCKED permissions[3].permission',
    ],
    [
      'a Tier 0 permission by id',
      '0591bafd-7c1c-4c30-a2a5-2b9aacb1dfe8',
      '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
      'DEF_TIER0_BLOCKED permissions[3].permission',
    ],
    [
      'a name that breaks its rules',
      'preset: Nectar DXP Cloud',
      'preset: Nectar <DXP> Cloud',
      'DEF_NAME name.preset',
    ],
    ['a name rule upside down', 'shortest: 1', 'shortest: 120', 'DEF_NAME name.preset'],
    [
      'a hand-over without the tenant',
      'value: tenant-id',
      'value: tenant-name',
      'DEF_HAND_OVER handOver.fields',
    ],
    [
      'a hand-over with one label twice',
      'Directory (tenant) ID',
      'Application (client) ID',
      'DEF_HAND_OVER handOver.fields',
    ],
    [
      'a vendor domain with a wildcard',
      'domains: []',
      "domains: ['*.example.com']",
      'DEF_WRONG_VALUE vendor.domains[0]',
    ],
    [
      'a vendor domain in punycode',
      'domains: []',
      'domains: [xn--nectr-7ya.com]',
      'DEF_WRONG_VALUE vendor.domains[0]',
    ],
    [
      'a vendor domain anybody can be under',
      'domains: []',
      'domains: [azurewebsites.net]',
      'DEF_WRONG_VALUE vendor.domains[0]',
    ],
    [
      'two secrets',
      /- kind: certificate[^]*?representative\n/,
      '- kind: secret\n    label: x\n    why: x\n    lives: [P12M]\n    preset: P12M\n    longest: P12M\n    warnBeyond: P12M\n',
      'DEF_DUPLICATE_ID credentials[1].kind',
    ],
  ])('%s', (_, from, to, expected) => {
    expect(problems(changed(from, to))).toContain(expected);
  });

  test('more than 200 permissions', () => {
    const option = (n: number) =>
      `      - id: o${n}\n        label: x\n        permission: {value: P${n}.Read, type: application, id: 00000000-0000-4000-8000-${String(n).padStart(12, '0')}}`;
    const group = (g: number) =>
      `  - kind: one-of\n    id: g${g}\n    label: x\n    why: x\n    preset: o${g * 20}\n    options:\n${Array.from({ length: 20 }, (_, n) => option(g * 20 + n)).join('\n')}\n`;
    const many = Array.from({ length: 11 }, (_, g) => group(g + 1)).join('');
    expect(problems(changed('permissions:\n', `permissions:\n${many}`))).toEqual([
      'DEF_TOO_MANY_PERMISSIONS permissions',
    ]);
  });
});

describe('every problem', () => {
  test('is told at once, with its file and line', () => {
    const loaded = load(changed('version: 1', 'version: 0').replace('ticked: false', 'ticked: no way'));
    const told = loaded.ok
      ? []
      : loaded.problems.map((problem) => [problem.file, problem.line, problem.field]);
    const lineOf = (text: string) => file.slice(0, file.indexOf(text)).split('\n').length;
    expect(told).toEqual([
      ['x.yaml', lineOf('version: 1'), 'version'],
      ['x.yaml', lineOf('ticked: false'), 'permissions[3].ticked'],
    ]);
  });

  test.each([
    ['lapses:', 'lapse:', 'Did you mean lapse?'],
    ['audiance:', 'audience:', 'Did you mean audience?'],
    ['handover:', 'handOver:', 'Did you mean handOver?'],
    ['zzzzzzzz:', 'also:', 'Remove it, or look at a definition that works.'],
  ])('%s has a hint', (wrong, right, hint) => {
    const loaded = load(changed(`\n${right}`, `\n${wrong}`));
    const unknown = loaded.ok ? undefined : loaded.problems.find(({ code }) => code === 'DEF_UNKNOWN_FIELD');
    expect(unknown && explainProblem(unknown).fix).toBe(hint);
  });

  test('of any damaged file has words with every fact filled in', () => {
    const lines = file.split('\n');
    fc.assert(
      fc.property(
        fc.nat(lines.length - 1),
        fc.constantFrom('', 'x', '- y', 'z: [', '  k: v'),
        (at, instead) => {
          const loaded = load(lines.with(at, instead).join('\n'));
          if (loaded.ok) return;
          for (const problem of loaded.problems) {
            const { what, why, fix } = explainProblem(problem);
            expect(`${what} ${why} ${fix}`).not.toMatch(/\{\w+\}|line \?|undefined/);
          }
        },
      ),
    );
  });
});
