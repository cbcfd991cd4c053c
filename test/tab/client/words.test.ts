import { describe, expect, test } from '@jest/globals';
import { headline, inOneBreath, stageOf, words } from '../../../src/tab/client/words.ts';
import { stage } from '../../../src/bot/words.ts';
import { NOW, PHASE_VIEWS, problem } from '../../fakes/run-views.ts';
import { lines, summary } from '../../fakes/tab/register.ts';

describe('the headline', () => {
  test('tells how many need somebody, the next lapse, and when it was looked at', () => {
    expect(headline(summary(lines(12)), NOW)).toEqual({
      attention: '2 need you',
      next: 'next lapse in 12 days',
      checked: 'checked 4 minutes ago',
    });
  });

  test('an unknown time of looking is said', () => {
    const calm = { ...summary([]), checkedAt: null };
    expect(headline(calm, NOW)).toEqual({
      attention: 'Nothing needs you',
      next: 'nothing lapses in the next twelve months',
      checked: 'never checked',
    });
  });

  test('a tenant whose name is not known yet is this one', () => {
    expect(words.title('', 'Contoso')).toBe('Connectors in Contoso');
    expect(words.title('', undefined)).toBe('Connectors in this tenant');
  });

  test('one is one', () => expect(words.attention(1)).toBe('1 needs you'));
});

test('a failure is read in one breath', () => {
  expect(inOneBreath(problem('It is taken', 'Choose another.', 'Names are unique.'))).toBe(
    'It is taken. Names are unique. Choose another.',
  );
});

test('page and card count the stages alike', () => {
  for (const view of Object.values(PHASE_VIEWS)) {
    const at = stageOf(view);
    expect(at === null ? null : `${at + 1} of 5`).toBe(stage(view));
  }
});

test('sentences are calm', () => {
  const said = Object.values(words).flatMap((one) => (typeof one === 'string' ? [one] : []));
  expect(said.filter((text) => /!|please/i.test(text))).toEqual([]);
});
