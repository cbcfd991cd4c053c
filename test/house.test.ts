/** What a newcomer may rely on: tests where they look for them, names that mean one thing, no traces of a machine. */
import { describe, expect, test } from '@jest/globals';
import { files, read, testNames } from './repository.ts';

const written = files();
const tests = written.filter((file) => file.startsWith('test/') && file.endsWith('.test.ts'));

describe('tests', () => {
  test('a test name means one test', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const file of tests) {
      for (const name of testNames(read(file))) {
        const before = seen.get(name);
        if (before !== undefined) twice.push(`'${name}' in ${before} and ${file}`);
        seen.set(name, file);
      }
    }
    expect(twice).toEqual([]);
  });

  test('every part of src has tests in the folder of test that mirrors it', () => {
    const folders = new Set(
      files('src', '.ts')
        .map((file) => file.split('/').slice(1, -1).slice(0, 2).join('/'))
        .filter((folder) => folder !== '' && !HELD_ELSEWHERE.has(folder)),
    );
    const bare = [...folders].filter((folder) => !tests.some((file) => covers(file, folder)));
    expect(bare).toEqual([]);
  });

  test('the reader of names sees nested, repeated and skipped tests', () => {
    const text = `describe('a', () => { test('b', f); it.each([1])('c %s', f); }); test.skip('d', f);`;
    expect(testNames(text)).toEqual(['a > b', 'a > c %s', 'd']);
  });
});

/** By tests in `test/<folder>/`, or all of it in `test/<folder>.test.ts`. */
function covers(file: string, folder: string): boolean {
  return file.startsWith(`test/${folder}/`) || file === `test/${folder}.test.ts`;
}

/** Folders of words and types, held by test/catalogue.test.ts and the compiler. */
const HELD_ELSEWHERE: ReadonlySet<string> = new Set(['provisioning/errors', 'provisioning/ports']);

describe('written files', () => {
  test('no file knows the machine it was written on', () => {
    const traces = [
      /\/work\//,
      /\/tmp\/bash/,
      /\bshared\/(design|graph|teams|hooks|vendor-docs)\b/,
      /\/home\/(?!runner\b)\w+\//,
      /\/Users\/\w+\//,
    ];
    const found = texts().flatMap(({ file, text }) =>
      traces.flatMap((trace) => (trace.exec(text) ?? []).map((words) => `${file}: ${words}`)),
    );
    expect(found).toEqual([]);
  });

  test('every document named in the code is in the repository', () => {
    const documents = new Set(written.filter((file) => file.endsWith('.md')).map(lastPart));
    const missing = texts()
      .filter(({ file }) => /\.(ts|tsx|mjs|js|yaml)$/.test(file))
      .flatMap(({ file, text }) => [...text.matchAll(/[\w./-]+\.md\b/g)].map(([name]) => ({ file, name })))
      .filter(({ name }) => !documents.has(lastPart(name)))
      .map(({ file, name }) => `${file}: ${name}`);
    expect(missing).toEqual([]);
  });

  test('every relative link of a document leads somewhere', () => {
    const there = new Set(written);
    const dead = written
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => links(read(file)).map((link) => ({ file, target: against(file, link) })))
      .filter(({ target }) => !there.has(target) && !written.some((file) => file.startsWith(`${target}/`)))
      .map(({ file, target }) => `${file}: ${target}`);
    expect(dead).toEqual([]);
  });
});

test('every picture is shown by some document', () => {
  const shown = new Set(
    written
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => links(read(file)).map((link) => against(file, link))),
  );
  expect(written.filter((file) => /^docs\/images\//.test(file) && !shown.has(file))).toEqual([]);
});

/** All files that are text. */
function texts(): { file: string; text: string }[] {
  return written.map((file) => ({ file, text: read(file) })).filter(({ text }) => !text.includes('\0'));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Targets of Markdown links and images that are neither addresses nor places on the same page. */
function links(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function against(file: string, link: string): string {
  const at = new URL(link, `file:///${file}`).pathname.slice(1);
  return decodeURIComponent(at).replace(/\/$/, '');
}
