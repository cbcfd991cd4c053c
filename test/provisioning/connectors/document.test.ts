/** docs/connectors.md: what a vendor's engineer writes by it is taken, and nothing is missing from it. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { FIELDS } from '../../../src/provisioning/core/fields.ts';
import { fieldNames } from '../../../src/provisioning/connectors/schema.ts';
import { ROLE_NAMES } from '../../../src/provisioning/core/role-names.ts';
import { FAILURES } from '../../../src/provisioning/errors.ts';
import { load, permissionsOf, problems, published } from './files.ts';

const document = readFileSync(new URL('../../../docs/connectors.md', import.meta.url), 'utf8');
const example = /```yaml\n([^]*?)```/.exec(document)?.[1] ?? '';

describe('the example', () => {
  test('is in order', () => {
    expect(problems(example)).toEqual([]);
  });

  test('asks for permissions that there are', () => {
    const loaded = load(example);
    const asked = loaded.ok ? permissionsOf(loaded.definition) : [];
    expect(asked).toHaveLength(5);
    for (const { value, type, id } of asked)
      expect(published).toContainEqual(expect.objectContaining({ value, type, id }));
  });

  test('gets the complaint that is printed', () => {
    const loaded = load(example.replace('titles: [hidden]', 'titles: [hiden]'));
    const [problem] = loaded.ok ? [] : loaded.problems;
    expect(document).toContain(`brightline-rooms.yaml:${problem?.line ?? 0}: ${problem?.field ?? ''}`);
    expect(document).toContain(`(${problem?.code ?? ''})`);
  });
});

test('every field of a definition is explained', () => {
  const text = document.replace(example, '');
  expect(fieldNames.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});

test('every id that the form has taken is listed', () => {
  const possible = Object.values(FIELDS).filter((field) => /^[a-z-]+$/.test(field));
  expect(possible.filter((field) => !document.includes(`\`${field}\``))).toEqual([]);
});

test('every role that may be named is listed', () => {
  const text = document.replaceAll(/\s+/g, ' ');
  expect(Object.keys(ROLE_NAMES).filter((name) => !text.includes(name))).toEqual([]);
});

test('every code that is named exists', () => {
  expect(document.match(/\bDEF_[A-Z0-9_]+/g)?.filter((code) => !Object.hasOwn(FAILURES, code))).toEqual([]);
});
