/** What the shape of a definition cannot say: things that must agree with one another. One idea a file, in rules/. */
import type { Definition } from '../core/definition.ts';
import { domains, links, redirects } from './rules/addresses.ts';
import { wrong, type Broken } from './rules/broken.ts';
import { conditions } from './rules/conditions.ts';
import { credentials } from './rules/credentials.ts';
import { handOver } from './rules/hand-over.ts';
import { ids } from './rules/ids.ts';
import { imitation } from './rules/imitation.ts';
import { names } from './rules/names.ts';
import { permissions } from './rules/permissions.ts';
import { presets } from './rules/presets.ts';
import { roles } from './rules/roles.ts';
import { user } from './rules/user.ts';

export type { Broken, Path } from './rules/broken.ts';

const RULES: readonly ((definition: Definition) => readonly Broken[])[] = [
  imitation,
  domains,
  names,
  audience,
  ids,
  presets,
  conditions,
  permissions,
  redirects,
  credentials,
  user,
  roles,
  handOver,
  links,
];

/** Every rule that is broken. */
export function brokenRules(definition: Definition): readonly Broken[] {
  return RULES.flatMap((rule) => rule(definition));
}

function audience({ audience: { preset, others } }: Definition): readonly Broken[] {
  return others.includes(preset) ? [wrong(['audience', 'others'], 'It repeats the preset.')] : [];
}
