/** A condition holds for what was chosen, or it does not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applies, cases, type Selection } from '../../../src/provisioning/core/applies.ts';
import type { Condition, When } from '../../../src/provisioning/core/definition.ts';

const mailInTheCloud: Selection = { functions: ['mail', 'calendar'], answers: { sync: 'cloud' } };

describe('a condition', () => {
  test.each<[string, Condition | undefined, boolean]>([
    ['none at all', undefined, true],
    ['an empty one', {}, true],
    ['a function that is chosen', { functions: ['mail'] }, true],
    ['any of several functions', { functions: ['presence', 'calendar'] }, true],
    ['a function that is not chosen', { functions: ['presence'] }, false],
    ['an answer that was given', { answers: { sync: ['on-premises', 'cloud'] } }, true],
    ['an answer that was not given', { answers: { sync: ['on-premises'] } }, false],
    ['a question nobody asked', { answers: { colour: ['red'] } }, false],
    ['both halves', { functions: ['mail'], answers: { sync: ['cloud'] } }, true],
    ['one half of two', { functions: ['mail'], answers: { sync: ['on-premises'] } }, false],
    ['no case at all', [], false],
    ['one case of two', [{ functions: ['presence'] }, { functions: ['mail'] }], true],
    ['two cases of which neither holds', [{ functions: ['presence'] }, { functions: [] }], false],
  ])('with %s', (_, condition, expected) => {
    expect(applies(condition, mailInTheCloud)).toBe(expected);
  });

  test('is the list of its cases', () => {
    expect(cases({ functions: ['mail'] })).toEqual([{ functions: ['mail'] }]);
    expect(cases([{ functions: ['mail'] }, {}])).toHaveLength(2);
  });
});

describe('any condition of several cases', () => {
  const ids = fc.subarray(['a', 'b', 'c']);
  const when: fc.Arbitrary<When> = fc.record(
    { functions: ids, answers: fc.record({ q: fc.subarray(['x', 'y']) }) },
    { requiredKeys: [] },
  );
  const selection = fc.record({
    functions: ids,
    answers: fc.record({ q: fc.constantFrom('x', 'y') }),
  });

  test('holds when one of them does', () => {
    fc.assert(
      fc.property(fc.array(when), selection, (all, chosen) => {
        expect(applies(all, chosen)).toBe(all.some((one) => applies(one, chosen)));
      }),
    );
  });

  test('holds no less when more is chosen', () => {
    fc.assert(
      fc.property(when, selection, (one, chosen) => {
        const more = { ...chosen, functions: ['a', 'b', 'c'] };
        if (chosen.functions.length > 0 && applies(one, chosen)) expect(applies(one, more)).toBe(true);
      }),
    );
  });
});
