import { expect, test } from '@jest/globals';
import { WHO_MAY } from '../../../src/tab/api/who-may.ts';
import { read } from '../../repository.ts';

test('docs/api.md lists every request with its right', () => {
  const rows = [...read('docs/api.md').matchAll(/^\| `((?:GET|POST|PUT) [^`]+)` \| `([^`]+)` \|$/gm)];
  expect(rows.map(([, request, right]) => [request, right])).toEqual(Object.entries(WHO_MAY));
});
