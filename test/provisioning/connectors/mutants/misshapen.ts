/** Files that are no definition, or hide what they are. None of them may come to a plan. */
import type { Mutant } from './make.ts';
import { textOf, type Written } from './written.ts';

export function misshapen(original: Written): readonly Mutant[] {
  return [...ofText(original), ...ofFields(original), ...ofWords(original)];
}

function ofText(original: Written): readonly Mutant[] {
  const inside = (version: number): string => textOf({ ...original, version }).slice(1, -1);
  const texts: readonly (readonly [string, Mutant['text']])[] = [
    ['nothing', () => ''],
    ['cut off', (version) => `{${inside(version)}`.slice(0, -40)],
    ['a list of it', (version) => `[{${inside(version)}}]`],
    ['twice', (version) => `{${inside(version)}}\n---\n{${inside(version)}}`],
    ['an anchor', (version) => `{${inside(version)}, "x": &a 1}`],
    ['an alias', (version) => `{${inside(version).replace('"title": ', '"title": &a ')}, "also": *a}`],
    ['a merge key', (version) => `{${inside(version)}, <<: {"deviceCode": true}}`],
    ['a tag', (version) => `{${inside(version).replace('"title": ', '"title": !!str ')}}`],
    ['a function by tag', (version) => `{${inside(version)}, "x": !!js/function "f"}`],
    ['a directive', (version) => `%TAG ! tag:evil.test,2026:\n---\n{${inside(version)}}`],
    ['the permissions twice', (version) => `{${inside(version)}, "permissions": []}`],
    ['the id twice', (version) => `{"id": "other", ${inside(version)}}`],
    ['__proto__', (version) => `{${inside(version)}, "__proto__": {"deviceCode": true}}`],
    ['constructor', (version) => `{${inside(version)}, "constructor": {"prototype": {"x": 1}}}`],
    [
      'a __proto__ deep inside',
      (version) =>
        `{${inside(version).replace('"handOver": {', '"handOver": {"__proto__": {"to": "Mallory"}, ')}}`,
    ],
    ['huge nesting', (version) => `{${inside(version)}, "x": ${'['.repeat(5000)}${']'.repeat(5000)}}`],
    ['deep nesting', (version) => `{${inside(version)}, "x": ${'['.repeat(20)}${']'.repeat(20)}}`],
    ['a huge file', (version) => `{${inside(version)}}\n#${' '.repeat(300_000)}`],
    ['a NUL', (version) => `{${inside(version)}}\n\0`],
    ['a NUL in its words', (version) => `{${inside(version).replace('"title": "', '"title": "\0')}}`],
    ['a newer schema', (version) => `{${inside(version).replace('"schema": 1', '"schema": 2')}}`],
    ['no schema', (version) => `{${inside(version).replace('"schema": 1,', '')}}`],
  ];
  return texts.map(([name, text]) => ({ name, expected: 'refused', text }));
}

/** Fields nobody knows, at the top and in every part of the definition, and fields of a wrong kind. */
function ofFields(original: Written): readonly Mutant[] {
  const parts = objectsIn(original, []);
  const strange = parts.map((path): Mutant =>
    changed(original, `a strange field in ${path.join('.') || 'the file'}`, (copy) => {
      (at(copy, path) as Record<string, unknown>)['alsoGrant'] = 'Mail.Read';
    }),
  );
  const fields = Object.keys(original).filter((field) => field !== 'version');
  const wrong = fields.flatMap((field): Mutant[] => [
    changed(original, `${field} is missing`, (copy) => Reflect.deleteProperty(copy, field)),
    changed(original, `${field} is a number with a name`, (copy) => (copy[field] = { is: 7 })),
  ]);
  return [...strange, ...wrong.filter(({ name }) => !MAY_BE_LEFT_OUT.has(name.replace(/ is missing$/, '')))];
}

/** These have a preset, which asks for nothing, or the stricter thing. */
const MAY_BE_LEFT_OUT = new Set([
  ...[
    'functions',
    'questions',
    'user',
    'directoryRoles',
    'vendorRules',
    'deviceCode',
    'cleanUp',
    'checklist',
  ],
  ...['warnings', 'links', 'needsCredential', 'morePermissions'],
]);

const HIDDEN = {
  'right-to-left': '\u202E',
  isolate: '\u2066',
  'zero width': '\u200B',
  joiner: '\u200D',
  'byte order mark': '\uFEFF',
  'soft hyphen': '\u00AD',
  tag: '\u{E0041}',
  'line break': '\n',
  escape: '\u001B',
};

/** Text that shows something else than it says. */
function ofWords(original: Written): readonly Mutant[] {
  const places = [
    ['title'],
    ['vendor', 'name'],
    ['purpose'],
    ['handOver', 'to'],
    ...original.permissions.map((_, index) => ['permissions', index, 'label']),
  ];
  return places.flatMap((path) =>
    Object.entries(HIDDEN).map(([what, character]) =>
      changed(original, `${what} in ${path.join('.')}`, (copy) => {
        const holder = at(copy, path.slice(0, -1)) as Record<string | number, string>;
        const last = path.at(-1)!;
        holder[last] = `${holder[last]!.slice(0, 2)}${character}${holder[last]!.slice(2)}`;
      }),
    ),
  );
}

function changed(original: Written, name: string, change: (copy: Written) => void): Mutant {
  const copy = structuredClone(original);
  change(copy);
  return { name, expected: 'refused', text: (version) => textOf({ ...copy, version }) };
}

type Path = readonly (string | number)[];

function objectsIn(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, key]));
  return Array.isArray(value) ? inside : [path, ...inside];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
}
