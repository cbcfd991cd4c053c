/**
 * Changed definitions, the same every time: what a hostile or careless editor of a file might do. Each says what it
 * asks for beyond the original, or that it is no definition at all.
 */
import { POWERFUL_ROLES } from '../../../../src/provisioning/core/powerful-roles.ts';
import { ROLE_NAMES } from '../../../../src/provisioning/core/role-names.ts';
import { TIER0 } from '../../../../src/provisioning/core/tier0.ts';
import { misshapen } from './misshapen.ts';
import {
  permissionsOf,
  publishedAs,
  spread,
  textOf,
  VERSION,
  type Written,
  type WrittenChoice,
  type WrittenPermission,
  type WrittenWhen,
} from './written.ts';

export interface Mutant {
  readonly name: string;
  /** The file, with the version that is in use or with a higher one. */
  text(version: number): string;
  /** `refused`: it must not come to a plan. Otherwise what has to be told if it does; nothing: it asks for no more. */
  readonly expected: 'refused' | readonly string[];
}

type Change = (written: Written) => void;

export function mutantsOf(original: Written): readonly Mutant[] {
  const mutants: Mutant[] = [];
  const add = (name: string, expected: Mutant['expected'], change: Change): void => {
    const written = structuredClone(original);
    change(written);
    mutants.push({ name, expected, text: (version) => textOf({ ...written, version }) });
  };
  permissionMutants(original, add);
  choiceMutants(original, add);
  extraPermissions(original, add);
  addresses(original, add);
  people(original, add);
  credentials(original, add);
  switches(original, add);
  return [...mutants, ...lowered(original), ...misshapen(original)];
}

type Add = (name: string, expected: Mutant['expected'], change: Change) => void;

/** `change` is given the permission at that place of a copy. */
function permissionMutants(original: Written, add: Add): void {
  permissionsOf(original).forEach((permission, place) => {
    const at = (change: (copy: WrittenPermission) => void) => (written: Written) =>
      change(permissionsOf(written)[place]!);
    const here = `${permission.value} at ${place}`;
    for (const other of spread(6, place, permission.type)) {
      if (other.value === permission.value) continue;
      add(
        `${here}: the id of ${other.value}`,
        'refused',
        at((copy) => (copy.id = other.id)),
      );
      add(
        `${here}: the name of ${other.value}`,
        'refused',
        at((copy) => (copy.value = other.value)),
      );
      add(
        `${here}: ${other.value} instead`,
        [other.value],
        at((copy) => Object.assign(copy, other)),
      );
    }
    const flipped = permission.type === 'application' ? 'delegated' : 'application';
    add(
      `${here}: type flipped`,
      'refused',
      at((copy) => (copy.type = flipped)),
    );
    const twin = publishedAs(permission.value, flipped);
    if (twin)
      add(
        `${here}: its twin`,
        [`${twin.value} (${flipped})`],
        at((copy) => Object.assign(copy, twin)),
      );
    const writes = permission.value.replace('.Read.', '.ReadWrite.');
    if (writes !== permission.value) {
      add(
        `${here}: writes in name`,
        'refused',
        at((copy) => (copy.value = writes)),
      );
      const writing = publishedAs(writes, permission.type);
      if (writing)
        add(
          `${here}: writes`,
          [writes],
          at((copy) => Object.assign(copy, writing)),
        );
    }
    add(
      `${here}: one digit`,
      'refused',
      at((copy) => (copy.id = copy.id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')))),
    );
    add(
      `${here}: id in capitals`,
      [],
      at((copy) => (copy.id = copy.id.toUpperCase())),
    );
    add(
      `${here}: name in capitals`,
      'refused',
      at((copy) => (copy.value = copy.value.toUpperCase())),
    );
    add(
      `${here}: no id`,
      'refused',
      at((copy) => Reflect.deleteProperty(copy, 'id')),
    );
    add(
      `${here}: another service`,
      'refused',
      at((copy) => (copy.resource = '00000002-0000-0ff1-ce00-000000000000')),
    );
    add(
      `${here}: look-alike letter`,
      'refused',
      at((copy) => (copy.value = copy.value.replace('e', 'е'))),
    );
  });
}

function choiceMutants(original: Written, add: Add): void {
  original.permissions.forEach((choice, index) => {
    const at = (change: (copy: WrittenChoice) => void) => (written: Written) =>
      change(written.permissions[index]!);
    const here = `choice ${choice.id}`;
    const value = choice.permission?.value ?? '';
    if (choice.kind === 'optional') {
      add(
        `${here}: cannot be refused`,
        [value],
        at((copy) => {
          copy.kind = 'always';
          delete copy.ticked;
          delete copy.without;
        }),
      );
      add(
        `${here}: ticked`,
        choice.ticked === true ? [] : [value],
        at((copy) => (copy.ticked = true)),
      );
    }
    if (choice.when !== undefined) {
      add(
        `${here}: in any case`,
        [value],
        at((copy) => delete copy.when),
      );
      for (const { id } of original.functions ?? []) {
        const already = [choice.when]
          .flat()
          .some(({ functions, answers }) => functions?.includes(id) === true && !answers);
        add(
          `${here}: with ${id} too`,
          already ? [] : [value],
          at((copy) => {
            copy.when = [...[copy.when ?? {}].flat(), { functions: [id] }];
          }),
        );
      }
    }
    for (const option of choice.options ?? []) {
      const news = option.id === choice.preset || !option.permission ? [] : [option.permission.value];
      add(
        `${here}: ${option.id} from the start`,
        news,
        at((copy) => (copy.preset = option.id)),
      );
    }
    if (choice.options?.some(({ permission }) => !permission) === true) {
      add(
        `${here}: none of them is no option`,
        ['one of them always'],
        at((copy) => {
          copy.options = copy.options?.filter(({ permission }) => permission) ?? [];
        }),
      );
    }
  });
}

function extraPermissions(original: Written, add: Add): void {
  const extra =
    (permission: WrittenPermission, more: Partial<WrittenChoice>): Change =>
    (written) => {
      const words = { id: 'extra', label: 'Something', why: 'It is needed.' };
      written.permissions.push({ kind: 'always', ...words, permission, ...more });
    };
  const has = new Set(permissionsOf(original).map(({ value, type }) => `${value} ${type}`));
  const fresh = (count: number, from: number) =>
    spread(count, from).filter(({ value, type }) => !has.has(`${value} ${type}`));
  for (const one of fresh(60, 1)) add(`extra ${one.value} ${one.type}`, [one.value], extra(one, {}));
  for (const one of fresh(20, 2)) {
    const optional = { kind: 'optional', ticked: false, without: 'Nothing.' };
    add(`extra to tick, ${one.value} ${one.type}`, [one.value], extra(one, optional));
  }
  for (const [value, id] of Object.entries(TIER0)) {
    add(`extra ${value}`, 'refused', extra({ value, type: 'application', id }, {}));
    add(`${value} under another name`, 'refused', extra({ value: 'Mail.Read', type: 'application', id }, {}));
  }
}

const EVIL = [
  ...['https://evil.test/back', 'http://evil.test/back', 'https://*.evil.test', 'https://evil.test/*'],
  ...['https://login.microsoftonline.com.evil.test/', 'https://user@evil.test/', 'https://evil.test/#x'],
  ...['https://203.0.113.9/', 'https://xn--nctar-4xa.test/', 'https://nеctar.test/', 'javascript:alert(1)'],
  ...[
    'data:text/html,x',
    'https://{tenant}.test/',
    '//evil.test',
    'ftp://evil.test/',
    'http://localhost.evil.test',
  ],
];

function addresses(original: Written, add: Add): void {
  for (const platform of ['web', 'spa', 'publicClient'] as const) {
    for (const uri of EVIL) {
      add(`${platform} ${uri}`, 'refused', (written) => written.redirects[platform].push(uri));
    }
    add(
      `${platform} on a new domain`,
      ['https://evil.test/back', 'Domain of the vendor: evil.test'],
      (written) => {
        written.vendor.domains.push('evil.test');
        written.redirects[platform].push('https://evil.test/back');
      },
    );
  }
  add('another port of this machine', ['http://localhost:4711'], ({ redirects }) =>
    redirects.publicClient.push('http://localhost:4711'),
  );
  const web = original.redirects.web.includes('http://localhost') ? [] : ['http://localhost (web)'];
  add('this machine', web, ({ redirects }) => (redirects.web = ['http://localhost']));
  for (const domain of [
    '*.test',
    'xn--nctar-4xa.test',
    'nеctar.test',
    'github.io',
    'co.uk',
    'com',
    '.',
    'EVIL.test',
  ]) {
    add(`domain ${domain}`, 'refused', ({ vendor }) => vendor.domains.push(domain));
  }
  add('a domain without an address', ['evil.test'], ({ vendor }) => vendor.domains.push('evil.test'));
}

function people(original: Written, add: Add): void {
  const { name } = original.vendor;
  for (const [letter, twin] of [
    ['a', 'а'],
    ['e', 'е'],
    ['o', 'о'],
    ['i', 'і'],
    ['c', 'с'],
  ] as const) {
    if (name.includes(letter))
      add(
        `vendor with a foreign ${letter}`,
        'refused',
        ({ vendor }) => (vendor.name = name.replace(letter, twin)),
      );
  }
  add('another vendor', ['Evil Inc'], ({ vendor }) => (vendor.name = 'Evil Inc'));
  add('Microsoft as the vendor', 'refused', ({ vendor }) => (vendor.name = 'Microsoft'));
  add('handed over to somebody else', ['Mallory'], ({ handOver }) => (handOver.to = 'Mallory'));
  for (const role of Object.keys(ROLE_NAMES)) {
    const expected = POWERFUL_ROLES.has(role.toLowerCase()) ? 'refused' : [role];
    add(
      `the role ${role}`,
      expected,
      (written) => (written.directoryRoles = { preset: [role], notice: 'Needed.' }),
    );
  }
  add(
    'a role nobody has',
    'refused',
    (written) => (written.directoryRoles = { preset: ['Root'], notice: 'Needed.' }),
  );
  const account = { ...original.user, label: 'An account', why: 'It is needed.', ways: ['create'] };
  const preset = { displayName: 'An account', userName: 'account' };
  const owns = original.user?.owner === true && original.user.when === undefined;
  const told = ['A new account, always', ...(owns ? [] : ['The account owns the application'])];
  add('a new account that owns the application', told, (written) => {
    written.user = { ...account, preset, owner: true, mayNeverExpire: true };
    delete written.user.when;
  });
}

function credentials(original: Written, add: Add): void {
  const secretOf = (written: Written) => written.credentials.find(({ kind }) => kind === 'secret');
  const secret = secretOf(original);
  if (secret === undefined) return;
  for (const longest of ['P100Y', 'P200Y', 'P99999D']) {
    add(`a secret for ${longest}`, ['A client secret for up to'], (written) =>
      Object.assign(secretOf(written)!, { longest }),
    );
  }
  for (const life of ['P0D', 'P-1Y', '99Y', 'P1Y2M', 'forever']) {
    add(`a secret for ${life}`, 'refused', (written) => Object.assign(secretOf(written)!, { longest: life }));
  }
  add('a longer preset', ['unless somebody chooses another time'], (written) =>
    Object.assign(secretOf(written)!, { lives: ['P100Y'], preset: 'P100Y', longest: 'P100Y' }),
  );
  if (original.credentials.length > 1) {
    add(
      'a secret or nothing',
      ['A client secret, always'],
      (written) => (written.credentials = [secretOf(written)!]),
    );
  }
}

function switches(original: Written, add: Add): void {
  const wide = 'AzureADMultipleOrgs';
  add(
    'any organization from the start',
    ['any organization'],
    (written) => (written.audience = { preset: wide, others: ['AzureADMyOrg'] }),
  );
  add(
    'any organization always',
    ['any organization'],
    (written) => (written.audience = { preset: wide, others: [] }),
  );
  add('anybody at all', 'refused', ({ audience }) =>
    audience.others.push('AzureADandPersonalMicrosoftAccount'),
  );
  add('a public client', ['public client, always'], (written) => (written.publicClient = 'always'));
  const flags: readonly (readonly [string, boolean, string, Change])[] = [
    ['a code', original.deviceCode === true, 'with a code', (written) => (written.deviceCode = true)],
    [
      'the clean-up',
      original.cleanUp !== undefined,
      'taken away',
      (written) => (written.cleanUp = { why: 'Needed.' }),
    ],
    [
      'more permissions',
      original.morePermissions !== undefined,
      'by name',
      (written) => (written.morePermissions = { label: 'More', why: 'Needed.' }),
    ],
    [
      'a credential always',
      original.needsCredential !== 'with-application-permissions',
      'A credential, always',
      (written) => (written.needsCredential = 'always'),
    ],
  ];
  for (const [name, there, told, change] of flags) add(name, there ? [] : [told], change);
  for (const [index, { id }] of (original.functions ?? []).entries()) {
    const news = original.permissions.filter((choice) => comesWith(original, choice, id));
    const told = news.map(({ permission }) => `${permission!.value} (${permission!.type}), always with`);
    add(`function ${id} from the start`, told, (written) => (written.functions![index]!.ticked = true));
  }
}

/** Versions below the one in use, or none at all. */
function lowered(original: Written): readonly Mutant[] {
  return [VERSION - 1, 1, 0, -1, VERSION + 0.5].map((version) => ({
    name: `version ${version}`,
    expected: 'refused',
    text: () => textOf({ ...original, version }),
  }));
}

/** Without anybody having chosen more than the function. */
function comesWith({ questions = [] }: Written, { kind, when = {} }: WrittenChoice, id: string): boolean {
  const presets = new Map(questions.map((question) => [question.id, question.preset]));
  const holds = ({ functions, answers = {} }: WrittenWhen): boolean =>
    functions?.includes(id) === true &&
    Object.entries(answers).every(([question, chosen]) => chosen.includes(presets.get(question) ?? ''));
  return kind === 'always' && [when].flat().some(holds);
}
