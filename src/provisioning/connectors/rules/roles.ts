/** Entra roles: known by the name they are called, and none given away that opens the tenant. */
import type { Definition } from '../../core/definition.ts';
import { POWERFUL_ROLES } from '../../core/powerful-roles.ts';
import { ROLE_NAMES } from '../../core/role-names.ts';
import { broken, type Broken, type Path } from './broken.ts';

const RULES = ['register', 'consent'] as const;

export function roles({ vendorRules, directoryRoles }: Definition): readonly Broken[] {
  const preset = directoryRoles?.preset ?? [];
  const path: Path = ['directoryRoles', 'preset'];
  return [
    ...RULES.flatMap((rule) => named(vendorRules[rule]?.roles ?? [], ['vendorRules', rule, 'roles'])),
    ...named(preset, path),
    ...preset.flatMap((found, index) =>
      POWERFUL_ROLES.has(found.toLowerCase())
        ? [broken([...path, index], 'DEF_POWERFUL_ROLE', { found })]
        : [],
    ),
  ];
}

function named(list: readonly string[], path: Path): readonly Broken[] {
  return list.flatMap((found, index) => {
    const at = [...path, index];
    if (!Object.hasOwn(ROLE_NAMES, found)) return [broken(at, 'DEF_ROLE_UNKNOWN', { found })];
    return list.indexOf(found) < index ? [broken(at, 'DEF_DUPLICATE_ID', { found })] : [];
  });
}
