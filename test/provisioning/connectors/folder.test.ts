/** The operator's folder as a real file system has it, with everything that should not be in it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openFolder, readDefinitionFile, type Folder } from '../../../src/provisioning/connectors/folder.ts';

let base: string;
let path: string;
let folder: Folder;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'registrar-folder-'));
  path = join(base, 'connectors');
  mkdirSync(path);
  folder = openFolder(path);
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(name: string, text = 'schema: 1\n'): void {
  writeFileSync(join(path, name), text);
}

function names(): readonly string[] {
  const listed = folder.list();
  return 'code' in listed ? [listed.code] : listed.map(({ name }) => name);
}

function stamp(name: string): string | undefined {
  const listed = folder.list();
  return 'code' in listed ? undefined : listed.find((entry) => entry.name === name)?.stamp;
}

/** The text of a file, or the code that says why there is none. */
function text(name: string): string {
  const read = folder.read(name);
  return read.kind === 'bytes' ? Buffer.from(read.bytes).toString() : `${read.kind} ${read.failure.code}`;
}

test('lists what could be a definition, in order, and reads it', () => {
  for (const name of [
    'b.yaml',
    'a.yaml',
    'notes.txt',
    '.hidden.yaml',
    '..yaml',
    'c.yaml~',
    'd.yml',
    'E.YAML',
  ])
    write(name);
  expect(names()).toEqual(['E.YAML', 'a.yaml', 'b.yaml', 'd.yml']);
  expect(text('a.yaml')).toBe('schema: 1\n');
  expect(text('E.YAML')).toBe('schema: 1\n');
});

test('a folder that is not there, or is none, is a failure and no crash', () => {
  expect(openFolder(join(base, 'nowhere')).list()).toMatchObject({
    code: 'DEF_FOLDER_UNREADABLE',
    facts: { reason: 'ENOENT' },
  });
  write('a.yaml');
  expect(openFolder(join(path, 'a.yaml')).list()).toMatchObject({ facts: { reason: 'ENOTDIR' } });
});

test('the stamp changes with content, with time, with the file and with who may read it', () => {
  write('a.yaml');
  const seen = [stamp('a.yaml')];
  expect(stamp('a.yaml')).toBe(seen[0]);
  write('a.yaml', 'schema: 1\nid: a\n');
  seen.push(stamp('a.yaml'));
  utimesSync(join(path, 'a.yaml'), 1, 1);
  seen.push(stamp('a.yaml'));
  write('next.yaml', 'schema: 2\nid: a\n');
  utimesSync(join(path, 'next.yaml'), 1, 1);
  renameSync(join(path, 'next.yaml'), join(path, 'a.yaml'));
  seen.push(stamp('a.yaml'));
  expect(new Set(seen).size).toBe(4);
});

describe('is not taken', () => {
  test('a name that tricks or hides', () => {
    for (const name of [
      '..\\up.yaml',
      'a b.yaml',
      'a\u202Eb.yaml',
      '-a.yaml',
      'd.yml',
      `${'x'.repeat(120)}.yaml`,
    ]) {
      write(name);
      expect(text(name)).toBe('refused DEF_FILE_NAME');
    }
    expect(text('../connectors/a.yaml')).toBe('refused DEF_FILE_NAME');
  });

  test('a link that leads out of the folder', () => {
    writeFileSync(join(base, 'secret.yaml'), 'secret');
    symlinkSync(join(base, 'secret.yaml'), join(path, 'a.yaml'));
    symlinkSync('../secret.yaml', join(path, 'b.yaml'));
    mkdirSync(join(base, 'connectors-too'));
    writeFileSync(join(base, 'connectors-too', 'c.yaml'), 'beside');
    symlinkSync('../connectors-too/c.yaml', join(path, 'c.yaml'));
    expect(['a.yaml', 'b.yaml', 'c.yaml'].map(text)).toEqual(Array(3).fill('refused DEF_NOT_A_FILE'));
  });

  test('a link in a circle, or to nothing', () => {
    symlinkSync('a.yaml', join(path, 'a.yaml'));
    symlinkSync('gone.yaml', join(path, 'b.yaml'));
    expect(names()).toEqual(['a.yaml', 'b.yaml']);
    expect(['a.yaml', 'b.yaml'].map(text)).toEqual(Array(2).fill('unreadable DEF_UNREADABLE'));
  });

  test('a folder or a pipe of that name', () => {
    mkdirSync(join(path, 'a.yaml'));
    execFileSync('mkfifo', [join(path, 'b.yaml')]);
    expect(['a.yaml', 'b.yaml'].map(text)).toEqual(Array(2).fill('refused DEF_NOT_A_FILE'));
  });

  test('a file over the limit, which is not read', () => {
    write('a.yaml', 'x'.repeat(256 * 1024 + 1));
    write('b.yaml', 'x'.repeat(256 * 1024));
    expect(folder.read('a.yaml')).toMatchObject({
      failure: { code: 'DEF_TOO_LARGE', facts: { size: 262_145, most: 262_144 } },
    });
    expect(text('b.yaml')).toHaveLength(256 * 1024);
  });
});

test('links within the folder are followed, as mounted configuration has them', () => {
  mkdirSync(join(path, '..2026_11_21'));
  writeFileSync(join(path, '..2026_11_21', 'a.yaml'), 'one');
  symlinkSync('..2026_11_21', join(path, '..data'));
  symlinkSync('..data/a.yaml', join(path, 'a.yaml'));
  expect([names(), text('a.yaml')]).toEqual([['a.yaml'], 'one']);
  const before = stamp('a.yaml');
  mkdirSync(join(path, '..2026_11_22'));
  writeFileSync(join(path, '..2026_11_22', 'a.yaml'), 'two');
  symlinkSync('..2026_11_22', join(path, '..next'));
  renameSync(join(path, '..next'), join(path, '..data'));
  expect(stamp('a.yaml')).not.toBe(before);
  expect(text('a.yaml')).toBe('two');
});

test('a folder that is itself a link is one', () => {
  write('a.yaml');
  symlinkSync('connectors', join(base, 'link'));
  expect(openFolder(join(base, 'link')).read('a.yaml').kind).toBe('bytes');
});

test('a file that somebody named may lie anywhere', () => {
  write('a.txt', 'one');
  symlinkSync('connectors/a.txt', join(base, 'link'));
  expect(readDefinitionFile(join(base, 'link')).kind).toBe('bytes');
  expect(readDefinitionFile(path)).toMatchObject({ kind: 'refused', failure: { code: 'DEF_NOT_A_FILE' } });
  expect(readDefinitionFile(join(base, 'gone'))).toMatchObject({ failure: { facts: { reason: 'ENOENT' } } });
});
