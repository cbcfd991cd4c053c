/** How one value of the form is read. */
import { describe, expect, test } from '@jest/globals';
import { listed, mayStandAlone, pick, tick, typedValue } from '../../../src/provisioning/core/fields.ts';
import { cirrus, nectar } from './ground.ts';

describe('a value', () => {
  test('is text that was sent under its own name', () => {
    expect(typedValue({ a: ' x ' }, 'a')).toBe(' x ');
    expect(typedValue({}, 'a')).toBeUndefined();
    expect(typedValue({}, 'constructor')).toBeUndefined();
    expect(typedValue({ a: 7 } as unknown as Record<string, string>, 'a')).toBeUndefined();
  });

  test('is one of the options, or its preset where none was sent', () => {
    const read = (values: Record<string, string>) => pick('a', 'A', ['x', 'y'], values, 'y');
    expect(read({})).toEqual({ value: 'y' });
    expect(read({ a: 'x' })).toEqual({ value: 'x' });
    expect(read({ a: 'z' })).toEqual({
      field: 'a',
      error: { code: 'CHOICE_UNKNOWN', facts: { field: 'A', typed: 'z', options: 'x, y' } },
    });
  });

  test.each([
    [{ a: 'true' }, true],
    [{ a: 'false' }, false],
    [{}, true],
  ])('%j is ticked: %s', (values, expected) => {
    expect(tick('a', 'A', values as Record<string, string>, true)).toEqual({ value: expected });
  });

  test('is neither where it says something else', () => {
    expect(tick('a', 'A', { a: 'TRUE' }, true)).toMatchObject({ error: { code: 'CHOICE_UNKNOWN' } });
  });

  test.each<[string, readonly string[]]>([
    ['', []],
    [' a ', ['a']],
    ['a, b;c\nd', ['a', 'b', 'c', 'd']],
    ['a,,a; ;b', ['a', 'b']],
  ])('%j lists %j', (typed, expected) => expect(listed({ a: typed }, 'a')).toEqual(expected));
});

test('C25: every function of Cirrus may stand alone, and a connector without functions has none that may', () => {
  expect([mayStandAlone(cirrus), mayStandAlone(nectar)]).toEqual([true, false]);
  const [first] = cirrus.functions;
  expect(mayStandAlone({ ...cirrus, functions: first === undefined ? [] : [first] })).toBe(false);
  const { alone: _alone, ...bound } = first!;
  expect(mayStandAlone({ ...cirrus, functions: [...cirrus.functions, bound] })).toBe(false);
});
