/** The record of what was seen, on a disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openSeenFile } from '../../../src/provisioning/connectors/seen-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registrar-seen-'));
  path = join(folder, 'data', 'connectors-seen.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('is none before the first time, and then what was written last', () => {
  const file = openSeenFile(path);
  expect(file.read()).toBeNull();
  file.write('one');
  file.write('two');
  expect(openSeenFile(path).read()).toBe('two');
});

test('is for its owner alone, and leaves no draft behind', () => {
  openSeenFile(path).write('one');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'data'))).toEqual(['connectors-seen.json']);
});

test('that cannot be replaced stays whole', () => {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'in the way'), '');
  expect(() => openSeenFile(path).write('one')).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(() => openSeenFile(path).read()).toThrow(expect.objectContaining({ code: 'EISDIR' }));
  expect(readdirSync(join(folder, 'data'))).toEqual(['connectors-seen.json']);
  expect(readFileSync(join(path, 'in the way'), 'utf8')).toBe('');
});
