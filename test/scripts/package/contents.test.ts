/** The manifest as it is packed: by Microsoft's schema, by the store's rules, and in step with the bot. */
import { describe, expect, test } from '@jest/globals';
import AjvDraft04 from 'ajv-draft-04';
import { readFileSync } from 'node:fs';
import { packageContents } from '../../../scripts/package/contents.ts';
import { readSettings } from '../../../scripts/package/settings.ts';
import { understand } from '../../../src/bot/intents.ts';
import { words } from '../../../src/bot/words.ts';
import { PACKAGE_ENV } from './sample.ts';

interface Command {
  readonly title: string;
  readonly description: string;
}
interface Manifest {
  readonly name: { readonly short: string; readonly full: string };
  readonly description: { readonly short: string; readonly full: string };
  readonly bots: readonly {
    readonly scopes: readonly string[];
    readonly commandLists: readonly {
      readonly scopes: readonly string[];
      readonly commands: readonly Command[];
    }[];
  }[];
  readonly configurableTabs: readonly {
    readonly configurationUrl: string;
    readonly scopes: readonly string[];
  }[];
  readonly staticTabs: readonly { readonly contentUrl?: string; readonly scopes: readonly string[] }[];
  readonly validDomains: readonly string[];
}

const files = new Map(
  packageContents(readSettings(PACKAGE_ENV, '1.2.3')).map(({ name, bytes }) => [name, bytes]),
);
const text = (name: string): string => files.get(name)?.toString() ?? '';
const manifest = JSON.parse(text('manifest.json')) as Manifest;
const german = JSON.parse(text('de.json')) as Readonly<Record<string, string>>;

/** From https://github.com/microsoft/json-schemas, teams/v1.30/MicrosoftTeams.schema.json, unchanged. */
const schema = JSON.parse(readFileSync('test/schemas/teams-manifest-1.30.json', 'utf8')) as object;
const validate = new AjvDraft04.default({ strict: false, allErrors: true, validateFormats: false }).compile(
  schema,
);

function violations(candidate: unknown): unknown[] {
  validate(candidate);
  return validate.errors ?? [];
}

/** The manifest as Teams shows it in that language: each key is a path, `bots[0].commandLists[0]...`. */
function translated(strings: Readonly<Record<string, string>>): Manifest {
  const copy = structuredClone(manifest) as unknown as Record<string, unknown>;
  for (const [path, value] of Object.entries(strings)) {
    if (path === '$schema') continue;
    const steps = path.split(/[.[\]]+/).filter((step) => step !== '');
    const last = steps.pop() ?? '';
    const parent = steps.reduce<Record<string, unknown>>(
      (inner, step) => (inner[step] ?? {}) as Record<string, unknown>,
      copy,
    );
    expect([path, typeof parent[last]]).toEqual([path, 'string']);
    parent[last] = value;
  }
  return copy as unknown as Manifest;
}

/** Texts people read, by path. */
function texts(): Record<string, string> {
  const commands = manifest.bots[0]?.commandLists.flatMap((list, at) =>
    list.commands.map(({ description }, of) => [
      `bots[0].commandLists[${at}].commands[${of}].description`,
      description,
    ]),
  );
  const { name, description } = manifest;
  return {
    'name.short': name.short,
    'name.full': name.full,
    'description.short': description.short,
    'description.full': description.full,
    'staticTabs[1].name': 'Register',
    ...(Object.fromEntries(commands ?? []) as Record<string, string>),
  };
}

const commands = manifest.bots[0]?.commandLists.flatMap((list) => list.commands) ?? [];

/** What help says of each command, without the example of a name. */
const said: Readonly<Record<string, string>> = Object.fromEntries(
  words.helpRows.map(([command, meaning]) => [command.replace(/ Nectar.*$/, ''), meaning]),
);

describe('the manifest', () => {
  test('is one of version 1.30, by Microsoft’s schema', () => {
    expect(violations(manifest)).toEqual([]);
  });

  test('the schema refuses what it must', () => {
    expect(violations({ ...manifest, accentColor: 'blue' })).not.toEqual([]);
    expect(violations({ ...manifest, name: { short: 'x'.repeat(31) } })).not.toEqual([]);
  });

  test('leaves no name without a value', () => {
    expect([...files.values()].map(String).filter((content) => /\{\{\w+\}\}/.test(content))).toEqual([]);
  });

  test('offers the bot everywhere, a tab in teams and group chats, and one for a person alone', () => {
    expect(manifest.bots[0]?.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(manifest.configurableTabs[0]?.scopes).toEqual(['team', 'groupChat']);
    expect(manifest.staticTabs.every(({ scopes }) => scopes.join() === 'personal')).toBe(true);
  });

  test('names pages of the one host that it may show', () => {
    expect(manifest.validDomains).toEqual(['registrar.contoso.example']);
    const pages = [
      manifest.configurableTabs[0]?.configurationUrl,
      ...manifest.staticTabs.map(({ contentUrl }) => contentUrl),
    ].filter((page) => page !== undefined);
    expect(pages).toEqual([
      'https://registrar.contoso.example/tab/configure',
      'https://registrar.contoso.example/tab',
    ]);
  });

  test('has no name of another product in it, and no word of an unfinished one', () => {
    const named =
      /microsoft|teams|office|outlook|azure|entra|nectar|audiocodes|jtel|cirrus|\b(beta|dev|uat)\b/i;
    for (const [path, said] of Object.entries({ ...texts(), ...german }))
      if (path !== '$schema') expect([path, named.exec(said)]).toEqual([path, null]);
  });

  test('says that an admin of the tenant is needed, how to get help, and whom to ask', () => {
    for (const full of [manifest.description.full, german['description.full'] ?? '']) {
      expect(full).toMatch(/tenant admin|Administrator/);
      expect(full).toContain('help');
      expect(full).toContain(PACKAGE_ENV.DEVELOPER_URL);
    }
  });
});

describe('commands', () => {
  test('are few enough to be seen, short enough to be read, and none comes twice in a list', () => {
    for (const { commands: list } of manifest.bots[0]?.commandLists ?? []) {
      expect(list.length).toBeLessThanOrEqual(10);
      expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
    }
    for (const { title, description } of commands) {
      expect(title.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
      expect(title).not.toMatch(/^\//);
    }
  });

  test.each([...new Set(commands.map(({ title }) => title))])('“%s” is understood by the bot', (title) => {
    expect(understand(title).kind).not.toBe('unknown');
  });

  test('are what help says, in its words', () => {
    for (const { title, description } of commands.filter((command) => command.title !== 'help'))
      expect([title, description.toLowerCase()]).toEqual([title, said[title]?.toLowerCase()]);
  });

  test('leave nothing out of the person’s own list but what “alert settings” can do as well', () => {
    const offered = manifest.bots[0]?.commandLists[0]?.commands.map(({ title }) => title) ?? [];
    expect(Object.keys(said).filter((title) => !offered.includes(title))).toEqual(['alerts off']);
  });
});

describe('German', () => {
  test('is complete: every text that people read, and the tab’s name', () => {
    expect(
      Object.keys(german)
        .filter((path) => path !== '$schema')
        .sort(),
    ).toEqual(Object.keys(texts()).sort());
  });

  test('fits where it is shown, by the same schema', () => {
    expect(violations(translated(german))).toEqual([]);
  });

  test('leaves the commands themselves as the bot understands them', () => {
    const titles = translated(german).bots[0]?.commandLists.flatMap((list) =>
      list.commands.map(({ title }) => title),
    );
    expect(titles).toEqual(commands.map(({ title }) => title));
  });
});
