import { expect, test } from '@jest/globals';
import { readConnectors, readRegisterQuery } from '../../../src/tab/api/query.ts';

const read = (text: string) => readRegisterQuery({ query: new Map(new URLSearchParams(text)) });

test('without a word it is the whole list, what needs somebody first', () => {
  expect(read('')).toEqual({
    ...{ search: '', states: [], connectors: [], lapsesWithin: null, sort: 'attention', descending: false },
    ...{ group: 'none', after: null, limit: 100 },
  });
});

test('everything that may be asked', () => {
  const text =
    'search=a+b&state=lapsed,expiring&connector=nectar,cirrus-connect&within=30&sort=lapse&desc=1&group=owner&after=x&limit=200';
  expect(read(text)).toEqual({
    ...{ search: 'a b', states: ['lapsed', 'expiring'], connectors: ['nectar', 'cirrus-connect'] },
    ...{ lapsesWithin: 30, sort: 'lapse', descending: true, group: 'owner', after: 'x', limit: 200 },
  });
});

test('what is left empty is not asked', () => {
  expect(read('search=&state=&within=&after=&sort=')).toEqual(read(''));
});

test.each([
  ['state=nonsense', 'state'],
  ['state=lapsed,nonsense', 'state'],
  ['connector=../x', 'connector'],
  ['within=-1', 'within'],
  ['within=1e3', 'within'],
  ['within=soon', 'within'],
  ['sort=password', 'sort'],
  ['desc=yes', 'desc'],
  ['group=tenant', 'group'],
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=NaN', 'limit'],
  [`search=${'x'.repeat(201)}`, 'search'],
  ['tenant=another', 'tenant'],
  ['__proto__=1', '__proto__'],
])('%s is refused by name', (text, field) => {
  let thrown: unknown;
  try {
    read(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'TAB_QUERY', facts: { field } });
});

test('a summary is of the connectors that are named, and of nothing else', () => {
  const connectors = (text: string) => readConnectors({ query: new Map(new URLSearchParams(text)) });
  expect(connectors('')).toEqual([]);
  expect(connectors('connector=nectar,cirrus-connect')).toEqual(['nectar', 'cirrus-connect']);
  expect(() => connectors('connector=../x')).toThrow(expect.objectContaining({ code: 'TAB_QUERY' }));
  expect(() => connectors('search=a')).toThrow(expect.objectContaining({ code: 'TAB_QUERY' }));
});
