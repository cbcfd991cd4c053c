import { expect, test } from '@jest/globals';
import { API_REQUESTS } from '../../../src/tab/api/routes.ts';
import { read } from '../../repository.ts';

test('the contract for the page lists every request', () => {
  const text = read('src/provisioning/contract/tab.ts');
  const listed = [...text.matchAll(/^ \* \| (GET|POST|PUT) ([^ ?|]+)/gm)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  const verbs = (path: string): boolean => path.endsWith('<verb>');
  const families = listed.filter(verbs).map((path) => path.replace('<verb>', ''));
  const covered = (request: string): boolean =>
    listed.includes(request) || families.some((family) => request.startsWith(family));
  expect(API_REQUESTS.filter((request) => !covered(request))).toEqual([]);
  expect(listed.filter((path) => !verbs(path) && !API_REQUESTS.some((request) => request === path))).toEqual(
    [],
  );
});
