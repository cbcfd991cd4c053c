/**
 * No change of a definition gives a connector more rights unseen (a mutation corpus for each that is shipped): it is
 * refused when it is loaded, by the rule of versions or against the tenant's own catalogue, or what it asks for beyond
 * the last version is named, line by line.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, jest, test } from '@jest/globals';
import { judge, productTakes, type Fate, type Judged, type Take } from './mutants/judge.ts';
import { mutantsOf } from './mutants/make.ts';
import { readWritten } from './mutants/written.ts';

// Some hundred files are loaded twice: seconds on a quiet machine, many times that on a busy one.
jest.setTimeout(120_000);

const FOLDER = new URL('../../../src/provisioning/connectors/', import.meta.url);
const shipped = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));

const takes = new Map(shipped.map((file) => [file, productTakes(readWritten(file))]));

function judged(file: string, careless: (take: Take) => Take = (take) => take): readonly Judged[] {
  const original = readWritten(file);
  const take = careless(takes.get(file)!);
  return mutantsOf(original).map((mutant) => judge(original, mutant, take));
}

function silentOnes(all: readonly Judged[]): readonly string[] {
  return all.flatMap(({ name, silent }) => (silent === null ? [] : [`${name}: ${silent}`]));
}

test.each(shipped)('no mutant of %s widens rights unseen', (file) => {
  const all = judged(file);
  expect(silentOnes(all)).toEqual([]);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(200);
});

describe('the corpus can fail', () => {
  const FILE = 'nectar.yaml';
  /** As if this guard were not there. */
  const without =
    (by: Extract<Fate, { kind: 'refused' }>['by']) =>
    (take: Take): Take =>
    (text) => {
      const fate = take(text);
      return fate.kind === 'refused' && fate.by === by ? { kind: 'taken', told: [] } : fate;
    };

  test.each(['the loader', 'the version rule', 'the tenant'] as const)('without %s', (by) => {
    expect(silentOnes(judged(FILE, without(by))).length).toBeGreaterThan(20);
  });

  test('with a catalogue that tells nothing', () => {
    const mute =
      (take: Take): Take =>
      (text) => {
        const fate = take(text);
        return fate.kind === 'taken' ? { kind: 'taken', told: [] } : fate;
      };
    expect(silentOnes(judged(FILE, mute)).length).toBeGreaterThan(100);
  });

  test('with a catalogue that leaves out any one line', () => {
    const forgetful =
      (take: Take): Take =>
      (text) => {
        const fate = take(text);
        return fate.kind === 'taken' ? { kind: 'taken', told: fate.told.slice(1) } : fate;
      };
    expect(silentOnes(judged(FILE, forgetful)).length).toBeGreaterThan(100);
  });

  test('every guard stops some of them, and some are taken with their news', () => {
    const fates = judged(FILE).map(({ fate }) =>
      fate.kind === 'refused' ? fate.by : `taken, ${fate.told.length > 0 ? 'told' : 'no news'}`,
    );
    expect([...new Set(fates)].sort()).toEqual([
      'taken, no news',
      'taken, told',
      'the loader',
      'the tenant',
      'the version rule',
    ]);
  });
});
