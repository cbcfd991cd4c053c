/** What the shape of a definition cannot say: things that must agree with one another. */
import { failure, explain, type Failure } from '../errors.ts';
import { compareLives, durationWords } from '../core/dates.ts';
import type { CredentialOffer, Definition, Permission } from '../core/definition.ts';
import { checkName } from '../core/names.ts';
import { FIELDS } from '../core/choices.ts';
import { isTier0 } from '../core/tier0.ts';
import { checkDomain, checkRedirect, type Platform } from './redirect.ts';

export type Path = readonly (string | number)[];

/** A failure and where in the file it belongs. */
export interface Broken {
  readonly path: Path;
  readonly failure: Failure;
}

const MOST_PERMISSIONS = 200;

/** Every rule that is broken, in the order of the file. */
export function brokenRules(definition: Definition): readonly Broken[] {
  return [
    ...domains(definition),
    ...names(definition),
    ...audience(definition),
    ...permissionIds(definition),
    ...permissionPresets(definition),
    ...permissions(definition),
    ...redirects(definition),
    ...credentials(definition),
    ...handOver(definition),
  ];
}

function domains({ vendor }: Definition): readonly Broken[] {
  return vendor.domains.flatMap((domain, index) => {
    const reason = checkDomain(domain);
    return reason === null ? [] : [wrong(['vendor', 'domains', index], reason)];
  });
}

function names({ name }: Definition): readonly Broken[] {
  if (name.rules.shortest > name.rules.longest) {
    return [wrong(['name', 'rules', 'shortest'], 'It is more than longest.')];
  }
  const offered: readonly (readonly [Path, string])[] = [
    [['name', 'preset'], name.preset],
    ...name.alternatives.map((one, index): readonly [Path, string] => [
      ['name', 'alternatives', index, 'name'],
      one.name,
    ]),
  ];
  return offered.flatMap(([path, found]) => {
    const bad = checkName(name.rules, found);
    return bad ? [{ path, failure: failure('DEF_NAME', { found, reason: explain(bad).what }) }] : [];
  });
}

function audience({ audience: { preset, others } }: Definition): readonly Broken[] {
  return others.includes(preset) ? [wrong(['audience', 'others'], 'It repeats the preset.')] : [];
}

const RESERVED: ReadonlySet<string> = new Set([...Object.values(FIELDS), 'mode']);

function permissionIds({ permissions: choices }: Definition): readonly Broken[] {
  const reserved = choices.flatMap(({ id }, index) =>
    RESERVED.has(id)
      ? [{ path: ['permissions', index, 'id'], failure: failure('DEF_RESERVED_ID', { found: id }) }]
      : [],
  );
  const options = choices.flatMap((choice, index) =>
    choice.kind === 'one-of' ? repeated(choice.options, ['permissions', index, 'options']) : [],
  );
  return [...reserved, ...repeated(choices, ['permissions']), ...options];
}

function repeated(list: readonly { readonly id: string }[], path: Path): readonly Broken[] {
  return list.flatMap(({ id }, index) =>
    list.findIndex((other) => other.id === id) < index
      ? [{ path: [...path, index, 'id'], failure: failure('DEF_DUPLICATE_ID', { found: id }) }]
      : [],
  );
}

function permissionPresets({ permissions: choices }: Definition): readonly Broken[] {
  return choices.flatMap((choice, index) => {
    if (choice.kind !== 'one-of') return [];
    const options = choice.options.map(({ id }) => id);
    return notAmong(['permissions', index, 'preset'], choice.preset, options);
  });
}

function notAmong(path: Path, found: string, options: readonly string[]): readonly Broken[] {
  if (options.includes(found)) return [];
  return [{ path, failure: failure('DEF_PRESET', { found, options: options.join(', ') }) }];
}

interface Placed {
  readonly path: Path;
  readonly choice: number;
  readonly permission: Permission;
}

function permissions(definition: Definition): readonly Broken[] {
  const placed = placedPermissions(definition);
  const count = placed.length;
  const tooMany = failure('DEF_TOO_MANY_PERMISSIONS', { count, most: MOST_PERMISSIONS });
  return [
    ...(count > MOST_PERMISSIONS ? [{ path: ['permissions'], failure: tooMany }] : []),
    ...placed.flatMap(tier0),
    ...placed.flatMap((one, index) => twice(one, placed.slice(0, index))),
  ];
}

function placedPermissions({ permissions: choices }: Definition): readonly Placed[] {
  return choices.flatMap((choice, index): readonly Placed[] => {
    const path: Path = ['permissions', index];
    if (choice.kind !== 'one-of') {
      return [{ path: [...path, 'permission'], choice: index, permission: choice.permission }];
    }
    return choice.options.flatMap(({ permission }, at) =>
      permission ? [{ path: [...path, 'options', at, 'permission'], choice: index, permission }] : [],
    );
  });
}

function tier0({ path, permission }: Placed): readonly Broken[] {
  if (!isTier0(permission)) return [];
  return [{ path, failure: failure('DEF_TIER0_BLOCKED', { found: permission.value }) }];
}

/** The same permission, or one id under two names or types: either way somebody is misled. */
function twice(one: Placed, before: readonly Placed[]): readonly Broken[] {
  const { id, value, type, resource } = one.permission;
  const same = before.some(
    ({ permission: other }) =>
      other.resource === resource && (other.id === id || (other.value === value && other.type === type)),
  );
  return same ? [{ path: one.path, failure: failure('DEF_PERMISSION_TWICE', { found: value }) }] : [];
}

const PLATFORMS: readonly Platform[] = ['web', 'spa', 'publicClient'];

function redirects({ redirects: addresses, vendor }: Definition): readonly Broken[] {
  return PLATFORMS.flatMap((platform) =>
    addresses[platform].flatMap((address, index) => {
      const bad = checkRedirect(address, platform, vendor.domains);
      return bad ? [{ path: ['redirects', platform, index], failure: bad }] : [];
    }),
  );
}

function credentials({ credentials: offers }: Definition): readonly Broken[] {
  return offers.flatMap((offer, index) => {
    const path: Path = ['credentials', index];
    const again = offers.findIndex(({ kind }) => kind === offer.kind) < index;
    const double = { path: [...path, 'kind'], failure: failure('DEF_DUPLICATE_ID', { found: offer.kind }) };
    return [...(again ? [double] : []), ...(offer.kind === 'secret' ? lives(offer, path) : [])];
  });
}

function lives(offer: Extract<CredentialOffer, { kind: 'secret' }>, path: Path): readonly Broken[] {
  const longest = durationWords(offer.longest);
  const tooLong = offer.lives.flatMap((life, index) =>
    compareLives(life, offer.longest) > 0
      ? [{ path: [...path, 'lives', index], failure: failure('DEF_LIFE_ORDER', { longest }) }]
      : [],
  );
  const warn =
    compareLives(offer.warnBeyond, offer.longest) > 0
      ? [{ path: [...path, 'warnBeyond'], failure: failure('DEF_LIFE_ORDER', { longest }) }]
      : [];
  return [...tooLong, ...notAmong([...path, 'preset'], offer.preset, offer.lives), ...warn];
}

function handOver({ handOver: { fields }, credentials: offers }: Definition): readonly Broken[] {
  const path: Path = ['handOver', 'fields'];
  const values: readonly string[] = fields.map(({ value }) => value);
  const labels = fields.map(({ label }) => label);
  const needed = ['application-id', 'tenant-id', ...(offers.some(isSecret) ? ['secret'] : [])];
  const missing = needed.filter((value) => !values.includes(value));
  return [
    ...missing.map((value) => unable(path, `The vendor is not given the ${value}.`)),
    ...(new Set(labels).size < labels.length ? [unable(path, 'Two fields have one label.')] : []),
    ...(new Set(values).size < values.length ? [unable(path, 'One value is given twice.')] : []),
    ...(values.includes('secret') && !offers.some(isSecret)
      ? [unable(path, 'There is a field for a secret, and no secret is offered.')]
      : []),
  ];
}

function isSecret({ kind }: CredentialOffer): boolean {
  return kind === 'secret';
}

function unable(path: Path, reason: string): Broken {
  return { path, failure: failure('DEF_HAND_OVER', { reason }) };
}

function wrong(path: Path, reason: string): Broken {
  return { path, failure: failure('DEF_WRONG_VALUE', { reason }) };
}
