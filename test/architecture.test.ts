/** The import rules of ARCHITECTURE.md, held even where a comment has switched ESLint off. */
import { describe, expect, test } from '@jest/globals';
import { HOMES, objection, resolve, roomOf, ROOMS } from '../scripts/rooms.ts';
import { files, importsOf, read } from './repository.ts';

const sources = files('src', '.ts').concat(files('src', '.tsx'));
const imports = sources.flatMap((file) =>
  importsOf(read(file), file.endsWith('x') ? '.tsx' : '.ts').map((one) => ({ file, ...one })),
);
const running = imports.filter((one) => !one.typeOnly && one.specifier.startsWith('.'));

describe('rooms', () => {
  test('every file of src has a room of its own', () => {
    const homeless = sources.filter((file) => roomOf(file)?.path === 'src' && file.split('/').length > 2);
    expect(homeless).toEqual([]);
  });

  test('nobody imports from a room that is closed to them', () => {
    const objections = imports.flatMap(({ file, specifier, typeOnly }) => {
      const why = objection(file, specifier, typeOnly);
      return why === undefined ? [] : [`${file} imports '${specifier}': ${why}`];
    });
    expect(objections).toEqual([]);
  });

  test('only the composition root opens the sandbox', () => {
    const openers = imports
      .filter(({ file, specifier }) => specifier.startsWith('.') && enters('src/sandbox', file, specifier))
      .map(({ file }) => file);
    expect(openers.filter((file) => room(file) !== 'src/index')).toEqual([]);
  });

  test('every relative import names a file that is there', () => {
    const there = new Set(files('src'));
    const dangling = imports
      .filter(({ specifier }) => specifier.startsWith('.'))
      .filter(({ file, specifier }) => !there.has(resolve(file, specifier)))
      .map(({ file, specifier }) => `${file} imports '${specifier}'`);
    expect(dangling).toEqual([]);
  });

  test('what runs has no circle among the rooms', () => {
    const doors = running.map(({ file, specifier }) => [room(file), room(resolve(file, specifier))] as const);
    expect(circle(doors)).toBeUndefined();
  });

  test('what runs has no circle among the files', () => {
    expect(
      circle(running.map(({ file, specifier }) => [file, resolve(file, specifier)] as const)),
    ).toBeUndefined();
  });
});

test('a measurement needs nothing that only a run of the tests has', () => {
  const borrowed = files('bench', '.ts').filter((file) => read(file).includes('openTestDatabase'));
  expect(borrowed).toEqual([]);
});

describe('the table itself', () => {
  const CORE = 'src/provisioning/core/plan.ts';
  const ENGINE = 'src/provisioning/engine/run.ts';

  test.each([
    [CORE, 'node:crypto', 'Effects belong in provisioning/engine'],
    [CORE, '../ports.ts', 'nothing from src/provisioning/ports'],
    [CORE, 'zod/v4', 'zod is not among the packages'],
    [ENGINE, '../graph/client.ts', 'through provisioning/ports.ts only'],
    [ENGINE, '../store/ledger.ts', 'through provisioning/ports.ts only'],
    [ENGINE, 'kysely', 'kysely lives in src/provisioning/store'],
    ['src/provisioning/graph/client.ts', '../engine/run.ts', 'implements ports and nothing else'],
    ['src/provisioning/store/ledger.ts', '../../bot/app.ts', 'nothing from src/bot'],
    ['src/provisioning/store/ledger.ts', '@azure/identity', 'lives in src/provisioning/graph'],
    ['src/bot/app.ts', '../provisioning/engine/run.ts', 'Decisions belong in provisioning'],
    ['src/bot/app.ts', 'restify', 'restify lives in src/server.ts'],
    ['src/server/limits.ts', 'restify', 'restify lives in src/server.ts'],
    ['src/bot/app.ts', 'jose', 'jose lives in src/bot/verify.ts'],
    ['src/server.ts', 'botbuilder', 'botbuilder lives in src/bot'],
    ['src/tab/api/runs.ts', '../../provisioning/store/ledger.ts', 'nothing from src/provisioning/store'],
    ['src/tab/client/row.ts', '../../provisioning/errors.ts', 'nothing that runs'],
    ['src/tab/pages/start.ts', '@microsoft/teams-js', 'lives in src/tab/client'],
    ['src/sandbox/world.ts', '../provisioning/core/ids.ts', 'knows nothing of the product'],
    ['src/bot/app.ts', '../sandbox/main.ts', 'nothing from src/sandbox'],
    ['src/bot/app.ts', '../../test/fakes/clock.ts', 'outside of src'],
  ])('%s may not import %s', (file, specifier, because) => {
    expect(objection(file, specifier, false)).toContain(because);
  });

  test('the page may have the types of the contract and not its code', () => {
    expect(objection('src/tab/client/row.ts', '../../provisioning/contract.ts', true)).toBeUndefined();
    expect(objection('src/tab/client/row.ts', '../../provisioning/contract.ts', false)).toContain(
      'only types',
    );
  });

  test.each([
    [ENGINE, '../ports.ts'],
    [ENGINE, '../core/plan.ts'],
    ['src/bot/app.ts', '../provisioning/index.ts'],
    ['src/bot/verify.ts', 'jose'],
    ['src/provisioning/errors.ts', './errors/run.ts'],
    ['src/provisioning/store/database.ts', '@electric-sql/pglite/contrib/pgcrypto'],
    ['src/index.ts', './sandbox/sandbox.ts'],
  ])('%s may import %s', (file, specifier) => {
    expect(objection(file, specifier, false)).toBeUndefined();
  });

  test('every room it opens exists in it', () => {
    const paths = new Set(ROOMS.map((one) => one.path));
    const named = ROOMS.flatMap((one) => [...one.rooms, ...(one.types ?? [])]);
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });
});

describe('packages', () => {
  interface Manifest {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  }
  const manifest = JSON.parse(read('package.json')) as Manifest;

  test('everything src imports is a dependency, and what the server runs is no development one', () => {
    const undeclared = imports
      .filter(({ specifier }) => !specifier.startsWith('.') && !specifier.startsWith('node:'))
      .map(({ file, specifier, typeOnly }) => ({ file, typeOnly, name: packageName(specifier) }))
      .filter(({ file, name, typeOnly }) => !isDeclared(file, name, typeOnly))
      .map(({ file, name }) => `${file}: ${name}`);
    expect(undeclared).toEqual([]);
  });

  test('every home belongs to a package we have', () => {
    const have = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(Object.keys(HOMES).filter((name) => !(name in have) && name !== 'botframework-connector')).toEqual(
      [],
    );
  });

  /** The page is bundled when it is built, so its packages are needed at development time only. */
  function isDeclared(file: string, name: string, typeOnly: boolean): boolean {
    if (name in manifest.dependencies) return true;
    return (typeOnly || file.startsWith('src/tab/client/')) && name in manifest.devDependencies;
  }
});

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function room(file: string): string {
  return roomOf(file)?.path ?? file;
}

function enters(path: string, file: string, specifier: string): boolean {
  return room(resolve(file, specifier)) === path && room(file) !== path;
}

/** The first circle found by walking the arrows, e.g. `a -> b -> a`; an arrow to oneself is none. */
function circle(arrows: readonly (readonly [string, string])[]): string | undefined {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of arrows) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const finished = new Set<string>();
  const walk = (at: string, path: readonly string[]): string | undefined => {
    if (path.includes(at)) return [...path.slice(path.indexOf(at)), at].join(' -> ');
    if (finished.has(at)) return undefined;
    for (const to of next.get(at) ?? []) {
      const found = walk(to, [...path, at]);
      if (found !== undefined) return found;
    }
    finished.add(at);
    return undefined;
  };
  for (const from of next.keys()) {
    const found = walk(from, []);
    if (found !== undefined) return found;
  }
  return undefined;
}
