import { describe, expect, test } from '@jest/globals';
import { hashOf, routeOf } from '../../../src/tab/client/route.ts';
import type { Route } from '../../../src/tab/client/route.ts';

const at = (hash: string, pathname = '/tab/', subPage = ''): Route => routeOf({ pathname, hash }, subPage);

describe('routes of the tab', () => {
  test.each<readonly [Route]>([
    [{ page: 'overview' }],
    [{ page: 'registration', id: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc' }],
    [{ page: 'run', id: 'abc' }],
    [{ page: 'connectors' }],
    [{ page: 'configure' }],
  ])('%j comes back from its own address', (route) => expect(at(hashOf(route))).toEqual(route));

  test('Teams opens the pages of the manifest by their path', () => {
    expect(at('', '/tab/configure')).toEqual({ page: 'configure' });
    expect(at('', '/tab/remove/')).toEqual({ page: 'remove' });
    expect(at('', '/tab')).toEqual({ page: 'overview' });
  });

  test('a link of a card leads within the tab, until somebody goes elsewhere', () => {
    expect(at('', '/tab/', 'registration/abc')).toEqual({ page: 'registration', id: 'abc' });
    expect(at('#/', '/tab/', 'registration/abc')).toEqual({ page: 'overview' });
    expect(at('#/?state=lapsed', '/tab/', 'run/abc')).toEqual({ page: 'overview' });
  });

  test.each([
    '#/nowhere',
    '#/registration',
    '#/registration/a/b',
    '#/registration/%3Cscript%3E',
    '#/run/' + 'x'.repeat(200),
  ])('%s is no page', (hash) => expect(at(hash)).toEqual({ page: 'unknown' }));
});
