/**
 * Who may import whom: the house rules of ARCHITECTURE.md as one table. ESLint reads it to explain a wrong import
 * where it is written; test/architecture.test.ts reads it to be sure that nobody switched ESLint off.
 */

export interface Room {
  /** `src/log` is the folder of that name and `src/log.ts`. The longest path that fits is the room. */
  readonly path: string;
  /** Rooms it may import, by path. A room may always import itself. */
  readonly rooms: readonly string[];
  /** Rooms of which it may import types and nothing that runs. */
  readonly types?: readonly string[];
  /** Packages at home here, or allowed in. */
  readonly packages: readonly string[];
  /** Whether Node's own modules may be used. */
  readonly node: boolean;
  /** One sentence for whoever wanted more. */
  readonly rule: string;
}

const P = 'src/provisioning';
const ERRORS = `${P}/errors`;
const FRONT_DOOR = [`${P}/index`, `${P}/contract`, ERRORS];
const WORLD = [`${P}/core`, `${P}/ports`, ERRORS];
const ADAPTERS = ['graph', 'store', 'handover', 'certificate'];
const INSIDE = ['core', 'ports', 'connectors', 'engine', ...ADAPTERS].map((name) => `${P}/${name}`);
const SERVING = ['src/config', 'src/log'];

export const ROOMS: readonly Room[] = [
  {
    path: ERRORS,
    rooms: [],
    packages: [],
    node: false,
    rule: 'The failure catalogue is a table of words and depends on nothing.',
  },
  {
    path: `${P}/core`,
    rooms: [ERRORS],
    types: [`${P}/contract`],
    packages: [],
    node: false,
    rule: 'The core decides and never acts: what it needs to know arrives as an argument. Effects belong in provisioning/engine.',
  },
  {
    path: `${P}/ports`,
    rooms: [`${P}/core`, ERRORS],
    types: [`${P}/contract`],
    packages: [],
    node: false,
    rule: 'Ports speak in core types, not in those of whoever supplies them.',
  },
  {
    path: `${P}/contract`,
    rooms: [],
    types: [`${P}/core`, ERRORS],
    packages: [],
    node: false,
    rule: 'The contract is types only, so that the page can share it.',
  },
  {
    path: `${P}/connectors`,
    rooms: [`${P}/core`, ERRORS],
    packages: ['zod', 'yaml'],
    node: true,
    rule: 'Connectors are data and the schema that checks it; whatever acts on them belongs in provisioning/engine.',
  },
  {
    path: `${P}/engine`,
    rooms: WORLD,
    types: [`${P}/index`, `${P}/contract`],
    packages: [],
    node: false,
    rule: 'The engine reaches the world through provisioning/ports.ts only. Add a method to a port and implement it in graph, store or handover.',
  },
  ...['graph', 'store', 'handover'].map((name): Room => ({
    path: `${P}/${name}`,
    rooms: WORLD,
    types: [`${P}/contract`],
    packages: ['zod'],
    node: true,
    rule: 'An adapter implements ports and nothing else; decisions belong in provisioning/core, their order in provisioning/engine.',
  })),
  {
    path: `${P}/certificate`,
    rooms: WORLD,
    types: [`${P}/contract`],
    packages: [],
    node: true,
    rule: 'This room reads certificates; what follows from one belongs in provisioning/core.',
  },
  {
    path: `${P}/index`,
    rooms: [`${P}/contract`, ERRORS, ...INSIDE],
    packages: [],
    node: false,
    rule: 'The front door puts the rooms of the engine together and knows no face.',
  },
  {
    path: 'src/bot',
    rooms: FRONT_DOOR,
    packages: ['zod'],
    node: true,
    rule: 'The bot is a face: it asks provisioning/index.ts and draws what comes back. Decisions belong in provisioning.',
  },
  {
    path: 'src/tab/api',
    rooms: [...FRONT_DOOR, 'src/tab/pages'],
    packages: ['zod'],
    node: true,
    rule: 'The page API is a face: it asks provisioning/index.ts and passes on what comes back.',
  },
  {
    path: 'src/tab/pages',
    rooms: FRONT_DOOR,
    packages: ['zod'],
    node: true,
    rule: 'A plain page is a face: it asks provisioning/index.ts and draws what comes back.',
  },
  {
    path: 'src/tab/client',
    rooms: [],
    types: [`${P}/contract`],
    packages: [
      'react',
      'react-dom',
      '@fluentui/react-components',
      '@fluentui/react-icons',
      '@fluentui/react-charts',
      '@tanstack/react-virtual',
    ],
    node: false,
    rule: 'Code in the browser shares the types of provisioning/contract.ts with the server and nothing that runs.',
  },
  {
    path: 'src/sandbox',
    rooms: [],
    types: [`${P}/contract`],
    packages: ['zod'],
    node: true,
    rule: 'The pretend cloud knows nothing of the product, or it would prove what we believe instead of what is so.',
  },
  {
    path: 'src/config',
    rooms: [`${P}/core`, ERRORS],
    packages: ['zod'],
    node: true,
    rule: 'Configuration is read before anything else exists.',
  },
  {
    path: 'src/log',
    rooms: [`${P}/core`, ERRORS],
    types: ['src/config'],
    packages: [],
    node: true,
    rule: 'The log writes down what it is told, scrubbed, and asks nobody.',
  },
  {
    path: 'src/server',
    rooms: ['src/tab/pages', 'src/tab/api', ...SERVING, ERRORS],
    packages: [],
    node: true,
    rule: 'The server carries requests to handlers it is given; what they mean belongs in bot or tab.',
  },
  {
    path: 'src/index',
    rooms: ['src', ...SERVING, 'src/server', 'src/bot', 'src/tab/api', 'src/tab/pages', 'src/sandbox']
      .concat(FRONT_DOOR)
      .concat(INSIDE),
    packages: [],
    node: true,
    rule: 'The composition root puts parts together and contains no logic; SDKs stay inside the parts.',
  },
  {
    path: 'src',
    rooms: [...SERVING, ...FRONT_DOOR],
    packages: [],
    node: true,
    rule: 'A file beside the rooms serves all of them and knows none; only src/index.ts puts rooms together.',
  },
];

/** The homes of each library, so that it can be replaced in an afternoon. */
export const HOMES: Readonly<Record<string, readonly string[]>> = {
  botbuilder: ['src/bot'],
  'botframework-connector': ['src/bot'],
  '@microsoft/teams-ai': ['src/bot'],
  'adaptivecards-templating': ['src/bot'],
  'adaptive-expressions': ['src/bot'],
  restify: ['src/server.ts'],
  pino: ['src/log'],
  '@microsoft/microsoft-graph-client': [`${P}/graph`],
  '@azure/msal-node': [`${P}/graph`],
  '@azure/identity': [`${P}/graph`],
  kysely: [`${P}/store`],
  pg: [`${P}/store`],
  'pg-boss': [`${P}/store`],
  '@electric-sql/pglite': [`${P}/store`],
  yaml: [`${P}/connectors`],
  jose: ['src/bot/verify.ts', 'src/tab/api', 'src/sandbox'],
  'csv-stringify': ['src/tab/api'],
  'ical-generator': ['src/tab/api'],
  '@microsoft/teams-js': ['src/tab/client'],
};

/** The room a file of src lives in. */
export function roomOf(file: string): Room | undefined {
  return ROOMS.filter((room) => isWithin(file, room.path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/**
 * What is wrong with an import, in words that say where it belongs; undefined when nothing is.
 *
 * @param from file that imports, from the root of the repository, with `/`
 * @param specifier as written after `from`
 * @param typeOnly whether the import disappears when the types are stripped
 */
export function objection(from: string, specifier: string, typeOnly: boolean): string | undefined {
  const room = roomOf(from);
  if (room === undefined) return undefined;
  if (specifier.startsWith('node:')) return room.node ? undefined : `No Node module here. ${room.rule}`;
  if (specifier.startsWith('.')) return objectionToRoom(room, resolve(from, specifier), typeOnly);
  return objectionToPackage(room, from, packageOf(specifier));
}

/** The file a relative import means, from the root of the repository. */
export function resolve(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function objectionToRoom(room: Room, target: string, typeOnly: boolean): string | undefined {
  const there = roomOf(target);
  if (there === undefined)
    return `Nothing in src may import ${target}, which is outside of src. ${room.rule}`;
  if (there.path === room.path || room.rooms.includes(there.path)) return undefined;
  const types = room.types?.includes(there.path) === true;
  if (types && typeOnly) return undefined;
  const how = types ? 'only types of' : 'nothing from';
  return `${room.path} may import ${how} ${there.path}. ${room.rule}`;
}

function objectionToPackage(room: Room, from: string, name: string): string | undefined {
  const homes = HOMES[name];
  if (homes?.some((home) => isWithin(from, home))) return undefined;
  if (homes !== undefined) return `${name} lives in ${homes.join(', ')} and nowhere else. ${room.rule}`;
  if (room.packages.includes(name)) return undefined;
  return `${name} is not among the packages of ${room.path} (scripts/rooms.ts). ${room.rule}`;
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function isWithin(file: string, path: string): boolean {
  return file === path || file === `${path}.ts` || file.startsWith(`${path}/`);
}
