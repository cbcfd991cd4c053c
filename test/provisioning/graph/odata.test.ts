import { expect, test } from '@jest/globals';
import { equals, literal } from '../../../src/provisioning/graph/odata.ts';

test.each([
  ["O'Brien", "'O''Brien'"],
  ["' or '1' eq '1", "''' or ''1'' eq ''1'"],
  ["''", "''''''"],
  ['100 % & more', "'100 % & more'"],
  ['a\\b', "'a\\b'"],
  ['a/b?c#d', "'a/b?c#d'"],
  ['Zürich ネクター 🐝', "'Zürich ネクター 🐝'"],
  ['a+b', "'a+b'"],
])('%j is one string to Graph, and nothing of it is an address', (text, read) => {
  const written = literal(text);
  expect(decodeURIComponent(written)).toBe(read);
  expect(written).not.toMatch(/[ &?#+/\\]|%(?![0-9A-F]{2})/);
  expect(
    new URL(
      `https://graph.example/v1.0/applications?$filter=${equals('displayName', text)}&$top=5`,
    ).searchParams.get('$filter'),
  ).toBe(`displayName eq ${read}`);
});
