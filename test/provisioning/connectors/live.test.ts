/** The catalogue that is looked at again while the product runs. Nothing here waits: the clock is moved. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadBundled } from '../../../src/provisioning/connectors/catalog.ts';
import { createLiveCatalog, type LiveCatalog } from '../../../src/provisioning/connectors/live.ts';
import { explainProblem, type DefinitionProblem } from '../../../src/provisioning/connectors/load.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import { failure } from '../../../src/provisioning/errors.ts';
import { TestClock } from '../../fakes/clock.ts';
import { FakeFolder, MemoryStore, systemError } from '../../fakes/definitions.ts';

const bundled = loadBundled();

let clock: TestClock;
let folder: FakeFolder;
let store: MemoryStore;
let told: DefinitionProblem[];

beforeEach(() => {
  clock = new TestClock();
  folder = new FakeFolder();
  store = new MemoryStore();
  told = [];
});

function open(shipped: readonly Definition[] = bundled): LiveCatalog {
  return createLiveCatalog({
    ...{ bundled: shipped, folder, seen: store },
    now: () => clock.now(),
    report: (problem) => told.push(problem),
  });
}

function later(): void {
  clock.advance(1000);
}

/** `CODE file` of each. */
function short(problems: readonly DefinitionProblem[]): readonly string[] {
  return problems.map(({ code, file }) => `${code} ${file}`);
}

interface Written {
  readonly id?: string;
  readonly version?: number;
  readonly title?: string;
  readonly permissions?: readonly Known[];
}

const KNOWN = {
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
  'Calendars.Read': '798ee544-9d2d-430c-a058-570e29e34338',
  'Mail.Read': '810c84a8-4a9e-49e6-bf7d-12d183f40d01',
};
type Known = keyof typeof KNOWN;

function acme({
  id = 'acme',
  version = 1,
  title = 'Acme',
  permissions = ['User.Read.All'],
}: Written = {}): string {
  const choices = permissions.map((value) => ({
    ...{ kind: 'always', id: value.toLowerCase().replaceAll('.', '-'), label: value, why: 'To know.' },
    permission: { value, type: 'application', id: KNOWN[value] },
  }));
  return `schema: 1
id: ${id}
version: ${version}
title: ${title}
vendor: {name: Acme, domains: []}
also: []
purpose: Acme reads who is there.
name: {preset: Acme, alternatives: [], rules: {shortest: 3, longest: 15, forbidden: ''}}
audience: {preset: AzureADMyOrg, others: []}
permissions: ${JSON.stringify(choices)}
redirects: {web: [], spa: [], publicClient: []}
publicClient: never
credentials:
  - {kind: secret, label: Secret, why: Quick., lives: [P6M], preset: P6M, longest: P1Y, warnBeyond: P1Y}
handOver:
  to: Acme
  advice: With care.
  fields: [{label: Client ID, value: application-id}, {label: Tenant ID, value: tenant-id}, {label: Client secret, value: secret}]
lapse: {effect: Acme stops, places: []}
decisions: []
`;
}

describe('files of the folder', () => {
  test('are offered beside what is bundled', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    expect(catalog.byId('acme')?.title).toBe('Acme');
    expect(catalog.find('akme')).toMatchObject({ kind: 'found', connector: { id: 'acme' } });
    expect(catalog.all()).toHaveLength(bundled.length + 1);
    expect([catalog.problems(), told]).toEqual([[], []]);
  });

  test('without a folder there is only what is bundled', () => {
    const now = (): number => clock.now();
    const catalog = createLiveCatalog({ bundled, folder: null, seen: store, now, report: () => undefined });
    expect(catalog.all()).toHaveLength(bundled.length);
  });

  test('added, changed and taken away while it runs', () => {
    const catalog = open();
    folder.write('acme.yaml', acme());
    later();
    expect(catalog.byId('acme')?.version).toBe(1);
    folder.write('acme.yaml', acme({ version: 2, title: 'Acme 2' }));
    later();
    expect(catalog.byId('acme')?.title).toBe('Acme 2');
    folder.remove('acme.yaml');
    later();
    expect(catalog.byId('acme')).toBeUndefined();
    expect(told).toEqual([]);
  });

  test('are looked at once a second, however often the catalogue is asked', () => {
    const catalog = open();
    folder.write('acme.yaml', acme());
    clock.advance(999);
    expect(catalog.byId('acme')).toBeUndefined();
    clock.advance(1);
    expect(catalog.byId('acme')).toBeDefined();
    expect(folder.reads).toBe(1);
    later();
    catalog.all();
    expect(folder.reads).toBe(1);
  });

  test('are looked at when the clock was set back', () => {
    const catalog = open();
    folder.write('acme.yaml', acme());
    clock.advance(-3_600_000);
    expect(catalog.byId('acme')).toBeDefined();
  });
});

describe('a file with a mistake', () => {
  const BROKEN = acme().replace('version: 1', 'version: one');

  test('is told once for each change, with the way out, and harms no other', () => {
    folder.write('acme.yaml', BROKEN);
    folder.write('beta.yaml', acme({ id: 'beta', title: 'Beta' }));
    const catalog = open();
    later();
    expect(catalog.byId('beta')).toBeDefined();
    expect(catalog.byId('acme')).toBeUndefined();
    expect(told).toMatchObject([{ code: 'DEF_WRONG_VALUE', file: 'acme.yaml', line: 3, field: 'version' }]);
    expect(explainProblem(told[0]!)).toMatchObject({
      what: 'acme.yaml, line 3: the value of version is not usable.',
      fix: 'Correct the value of version.',
    });
    folder.write('acme.yaml', BROKEN);
    later();
    expect(catalog.problems()).toHaveLength(1);
    expect(short(told)).toEqual(['DEF_WRONG_VALUE acme.yaml', 'DEF_WRONG_VALUE acme.yaml']);
  });

  test('leaves the last good version in use until it is mended', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.write('acme.yaml', BROKEN);
    later();
    expect(catalog.byId('acme')?.version).toBe(1);
    expect(short(catalog.problems())).toEqual(['DEF_WRONG_VALUE acme.yaml']);
    folder.write('acme.yaml', acme({ version: 2 }));
    later();
    expect(catalog.byId('acme')?.version).toBe(2);
    expect(catalog.problems()).toEqual([]);
    folder.write('acme.yaml', BROKEN);
    later();
    folder.remove('acme.yaml');
    later();
    expect([catalog.byId('acme'), catalog.problems()]).toEqual([undefined, []]);
  });

  test('that cannot be read is tried again, and told once', () => {
    folder.put('acme.yaml', { kind: 'unreadable', failure: failure('DEF_UNREADABLE', { reason: 'EIO' }) });
    const catalog = open();
    for (let second = 0; second < 3; second += 1) {
      later();
      catalog.all();
    }
    expect(folder.reads).toBe(4);
    expect(short(told)).toEqual(['DEF_UNREADABLE acme.yaml']);
  });

  test('that is none is not read again', () => {
    folder.put('acme.yaml', { kind: 'refused', failure: failure('DEF_NOT_A_FILE') });
    const catalog = open();
    later();
    expect(short(catalog.problems())).toEqual(['DEF_NOT_A_FILE acme.yaml']);
    expect(folder.reads).toBe(1);
  });

  test('among 500: it is reported, and the others work', () => {
    for (let number = 0; number < 500; number += 1) {
      const text = acme({ id: `acme-${number}`, title: `Acme ${number}` });
      folder.write(`acme-${number}.yaml`, number === 250 ? text.replace('schema: 1', 'schema: 7') : text);
    }
    const catalog = open();
    expect(catalog.all()).toHaveLength(bundled.length + 499);
    expect(catalog.byId('acme-499')?.title).toBe('Acme 499');
    expect(short(catalog.problems())).toEqual(['DEF_SCHEMA_VERSION acme-250.yaml']);
    expect(store.writes).toBe(1);
  });
});

describe('an id belongs to whoever had it first', () => {
  test('a bundled connector is not replaced, whatever its version', () => {
    folder.write('mine.yaml', acme({ id: 'nectar', version: 99, title: 'Nectar DXP' }));
    const catalog = open();
    expect(catalog.byId('nectar')?.vendor.name).toBe('Nectar');
    expect(catalog.problems()).toMatchObject([
      { code: 'DEF_SAME_CONNECTOR', line: 2, field: 'id', facts: { id: 'nectar', other: 'nectar.yaml' } },
    ]);
  });

  test('a second file of the id waits until the first is gone', () => {
    folder.write('b.yaml', acme());
    const catalog = open();
    folder.write('a.yaml', acme({ title: 'Another Acme' }));
    later();
    expect(catalog.byId('acme')?.title).toBe('Acme');
    expect(short(catalog.problems())).toEqual(['DEF_SAME_CONNECTOR a.yaml']);
    folder.remove('b.yaml');
    later();
    expect(catalog.byId('acme')?.title).toBe('Another Acme');
    expect(catalog.problems()).toEqual([]);
  });

  test('a broken file keeps its id', () => {
    folder.write('b.yaml', acme());
    const catalog = open();
    folder.write('b.yaml', 'schema: 1');
    folder.write('a.yaml', acme({ title: 'Another Acme' }));
    later();
    expect(catalog.byId('acme')?.title).toBe('Acme');
    expect(short(catalog.problems())).toContain('DEF_SAME_CONNECTOR a.yaml');
  });

  test('a file that takes another id gives up its own', () => {
    folder.write('a.yaml', acme());
    const catalog = open();
    folder.write('a.yaml', acme({ id: 'beta' }));
    folder.write('b.yaml', acme());
    later();
    expect([catalog.byId('beta'), catalog.byId('acme')]).toEqual([expect.anything(), expect.anything()]);
    expect(catalog.problems()).toEqual([]);
  });

  test('of two that arrive together, the first by name', () => {
    folder.write('b.yaml', acme({ title: 'B' }));
    folder.write('a.yaml', acme({ title: 'A' }));
    const catalog = open();
    expect(catalog.byId('acme')?.title).toBe('A');
    expect(short(catalog.problems())).toEqual(['DEF_SAME_CONNECTOR b.yaml']);
  });
});

describe('the folder itself', () => {
  test('that cannot be read is told once, and everything stays in use', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.broken = failure('DEF_FOLDER_UNREADABLE', { file: folder.path, reason: 'EACCES' });
    for (let second = 0; second < 3; second += 1) {
      later();
      expect(catalog.byId('acme')).toBeDefined();
      catalog.accept('acme', 1);
    }
    expect(short(catalog.problems())).toEqual(['DEF_FOLDER_UNREADABLE /connectors']);
    expect(told).toHaveLength(1);
    expect(explainProblem(told[0]!).fix).toContain('CONNECTORS_DIR');
    folder.broken = null;
    later();
    expect(catalog.problems()).toEqual([]);
  });

  test('that is not there at the start is no reason not to start', () => {
    folder.broken = failure('DEF_FOLDER_UNREADABLE', { file: folder.path, reason: 'ENOENT' });
    expect(open().all()).toHaveLength(bundled.length);
  });
});

describe('a definition that changes', () => {
  const wider = acme({ version: 2, permissions: ['User.Read.All', 'Mail.Read'] });
  const NEWS = ['Mail.Read (application), always'];

  test('in words only needs no new version', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.write('acme.yaml', acme({ title: 'Acme Again' }));
    later();
    expect(catalog.byId('acme')?.title).toBe('Acme Again');
    expect(catalog.widened('acme')).toEqual([]);
  });

  test('in what it asks for, under the same version, is not taken', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.write('acme.yaml', acme({ permissions: ['Mail.Read'] }));
    later();
    expect(catalog.byId('acme')?.permissions[0]?.id).toBe('user-read-all');
    expect(catalog.problems()).toMatchObject([
      { code: 'DEF_CHANGED_WITHOUT_VERSION', file: 'acme.yaml', line: 3, field: 'version' },
    ]);
    expect(explainProblem(catalog.problems()[0]!).why).toBe(
      'New: Mail.Read (application), always. Gone: User.Read.All (application), always.',
    );
  });

  test('to a lower version is not taken', () => {
    folder.write('acme.yaml', acme({ version: 3 }));
    const catalog = open();
    folder.write('acme.yaml', acme({ version: 2 }));
    later();
    expect(catalog.byId('acme')?.version).toBe(3);
    expect(catalog.problems()).toMatchObject([
      { code: 'DEF_VERSION_LOWER', facts: { version: 2, seen: 3, id: 'acme' } },
    ]);
  });

  test('to less is taken and is no news', () => {
    folder.write('acme.yaml', acme({ permissions: ['User.Read.All', 'Mail.Read'] }));
    const catalog = open();
    folder.write('acme.yaml', acme({ version: 2 }));
    later();
    expect([catalog.byId('acme')?.version, catalog.widened('acme')]).toEqual([2, []]);
  });

  test('to more is taken and is news until that version is approved', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    expect(catalog.widened('acme')).toEqual([]);
    folder.write('acme.yaml', wider);
    later();
    expect([catalog.byId('acme')?.version, catalog.widened('acme')]).toEqual([2, NEWS]);
    catalog.accept('acme', 1);
    catalog.accept('beta', 2);
    expect(catalog.widened('acme')).toEqual(NEWS);
    catalog.accept('acme', 2);
    expect(catalog.widened('acme')).toEqual([]);
    expect(open().widened('acme')).toEqual([]);
  });

  test('an approval of a plan of the last version does not approve the next', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.write('acme.yaml', wider);
    later();
    folder.write(
      'acme.yaml',
      acme({ version: 3, permissions: ['User.Read.All', 'Mail.Read', 'Calendars.Read'] }),
    );
    later();
    catalog.accept('acme', 2);
    expect(catalog.widened('acme')).toEqual([...NEWS, 'Calendars.Read (application), always']);
  });

  test('step by step adds up, and what was given up again is no news', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.write('acme.yaml', wider);
    later();
    catalog.all();
    folder.write('acme.yaml', acme({ version: 3 }));
    later();
    expect([catalog.byId('acme')?.version, catalog.widened('acme')]).toEqual([3, []]);
  });

  test('a restart forgets none of it', () => {
    folder.write('acme.yaml', acme());
    open();
    folder.write('acme.yaml', wider);
    expect(open().widened('acme')).toEqual(NEWS);
    expect(open().widened('acme')).toEqual(NEWS);
    folder.write('acme.yaml', acme());
    const catalog = open();
    expect([catalog.byId('acme'), short(catalog.problems())]).toEqual([
      undefined,
      ['DEF_VERSION_LOWER acme.yaml'],
    ]);
    folder.write('acme.yaml', acme({ version: 2, permissions: ['Calendars.Read'] }));
    expect(short(open().problems())).toEqual(['DEF_CHANGED_WITHOUT_VERSION acme.yaml']);
  });

  test('taking a file away and putting it back is no way round', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    folder.remove('acme.yaml');
    later();
    expect([catalog.byId('acme'), catalog.widened('acme')]).toEqual([undefined, []]);
    folder.write('other.yaml', acme({ permissions: ['Mail.Read'] }));
    later();
    expect(short(catalog.problems())).toEqual(['DEF_CHANGED_WITHOUT_VERSION other.yaml']);
    folder.write('other.yaml', wider);
    later();
    expect(catalog.widened('acme')).toEqual(NEWS);
  });

  test('what is bundled is held to the same, from one start to the next', () => {
    const [first] = bundled;
    if (!first) throw new RangeError('nothing is bundled');
    const changed: Definition = { ...first, vendor: { ...first.vendor, domains: ['example.com'] } };
    open([first]);
    const same = open([changed]);
    expect([same.all(), short(same.problems())]).toEqual([
      [],
      [`DEF_CHANGED_WITHOUT_VERSION ${first.id}.yaml`],
    ]);
    expect(short(told)).toEqual(short(same.problems()));
    const raised = open([{ ...changed, version: first.version + 1 }]);
    expect(raised.widened(first.id)).toEqual(['Domain of the vendor: example.com']);
    raised.accept(first.id, first.version + 1);
    expect(short(open([first]).problems())).toEqual([`DEF_VERSION_LOWER ${first.id}.yaml`]);
  });
});

describe('the record of what was seen', () => {
  test.each([
    ['no JSON', '{'],
    ['something else', '[]'],
    ['of another version', '{"format":2,"connectors":[]}'],
    ['with a field nobody wrote', '{"format":1,"connectors":[],"more":1}'],
    [
      'with a right that is none',
      '{"format":1,"connectors":[{"id":"acme","version":1,"rights":[1],"approved":null}]}',
    ],
  ])('that is %s counts as nothing seen, and that is told', (_, text) => {
    folder.write('acme.yaml', acme());
    store.text = text;
    const catalog = open();
    expect(catalog.byId('acme')).toBeDefined();
    expect(short(told)).toEqual(['DEF_SEEN_UNREADABLE connectors-seen.json']);
    expect(short(open().problems())).toEqual([]);
  });

  test('that cannot be written is told, tried again, and stops nothing', () => {
    folder.write('acme.yaml', acme());
    store.refuses = systemError('ENOSPC');
    const catalog = open();
    later();
    expect(catalog.byId('acme')).toBeDefined();
    expect(short(told)).toEqual([
      'DEF_SEEN_UNREADABLE connectors-seen.json',
      'DEF_SEEN_UNWRITABLE connectors-seen.json',
    ]);
    store.refuses = null;
    later();
    expect(short(catalog.problems())).toEqual(['DEF_SEEN_UNREADABLE connectors-seen.json']);
    expect(store.writes).toBe(1);
  });

  test('is written when something changed, and not otherwise', () => {
    folder.write('acme.yaml', acme());
    const catalog = open();
    for (let second = 0; second < 3; second += 1) {
      later();
      catalog.accept('acme', 1);
    }
    open();
    expect(store.writes).toBe(1);
    expect(JSON.parse(store.text ?? '')).toMatchObject({ format: 1 });
  });
});
