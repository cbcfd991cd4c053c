import { describe, expect, test } from '@jest/globals';
import { grouped, hasError, isShown, merged, valuesOf } from '../../../src/tab/client/run/form.ts';
import { problem, runView } from '../../fakes/run-views.ts';

const { fields } = runView().choices;

describe('the form of choices', () => {
  test('sends every field that can be filled in', () => {
    expect(valuesOf(fields)).toEqual({
      name: 'Nectar DXP Cloud Connector',
      groups: 'true',
      credential: 'secret',
    });
  });

  test('what was typed stays, a new field brings its preset, one that is gone is not sent', () => {
    expect(merged(fields, { name: 'Mine', gone: 'x' })).toEqual({
      name: 'Mine',
      groups: 'true',
      credential: 'secret',
    });
  });

  test('fields stand in groups, each once', () => {
    const groups = grouped(fields, []);
    expect(groups.map(({ group }) => group)).toEqual(['name', 'sights', 'proof']);
    expect(groups.flatMap((one) => one.fields)).toHaveLength(fields.length);
  });

  test('what hardly anybody changes stands last, whatever it is about', () => {
    expect(grouped(fields, ['name']).map(({ group }) => group)).toEqual(['sights', 'proof', 'more']);
  });

  test('a certificate is asked of whoever picked one', () => {
    const paste = { kind: 'paste', id: 'certificate', label: '', value: '', hint: '', error: null } as const;
    expect(isShown(paste, { credential: 'secret' })).toBe(false);
    expect(isShown(paste, { credential: 'certificate' })).toBe(true);
    expect(isShown(paste, {})).toBe(true);
  });

  test('a wrong field is noticed', () => {
    expect(hasError(fields)).toBe(false);
    expect(
      hasError(
        fields.map((field) => (field.kind === 'text' ? { ...field, error: problem('Too short') } : field)),
      ),
    ).toBe(true);
  });
});
