import { expect, test } from '@jest/globals';
import {
  CHECK_MARKS,
  KIND_MARKS,
  nameOfLapse,
  PHASE_MARKS,
  STATE_MARKS,
  STEP_MARKS,
  TASK_MARKS,
  VERDICT_MARKS,
  WARNING_MARKS,
} from '../../../src/tab/client/marks.ts';
import { PHASE_CHIPS } from '../../../src/bot/cards/chips.ts';

test('no two states look and read alike', () => {
  for (const marks of [STATE_MARKS, CHECK_MARKS, STEP_MARKS, VERDICT_MARKS, WARNING_MARKS, TASK_MARKS]) {
    const words = Object.values(marks).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  }
  const shapes = Object.values(KIND_MARKS).map(({ shape }) => shape);
  expect(new Set(shapes).size).toBe(shapes.length);
});

test('what is unknown is never green', () => {
  for (const mark of [
    STATE_MARKS.unknown,
    CHECK_MARKS.unknown,
    VERDICT_MARKS['not-checked'],
    WARNING_MARKS['maybe-delivered'],
  ]) {
    expect(mark).toMatchObject({ sign: 'question', tone: 'quiet' });
  }
});

test('page and card call a phase the same', () => {
  const words = (marks: Record<string, { readonly word: string }>): unknown =>
    Object.fromEntries(Object.entries(marks).map(([phase, { word }]) => [phase, word]));
  expect(words(PHASE_MARKS)).toEqual(words(PHASE_CHIPS));
});

test('a lapse is called by its name', () => {
  expect(nameOfLapse({ kind: 'secret', label: 'LiveDR-01' })).toBe('Secret “LiveDR-01”');
  expect(nameOfLapse({ kind: 'check', label: '' })).toBe('The watch');
});
