/** What may be asked for: not too much, nothing that opens the whole tenant, and each in one place. */
import type { Definition, Permission } from '../../core/definition.ts';
import { isTier0 } from '../../core/tier0.ts';
import { broken, type Broken, type Path } from './broken.ts';

const MOST_PERMISSIONS = 200;

interface Placed {
  readonly path: Path;
  readonly permission: Permission;
}

export function permissions(definition: Definition): readonly Broken[] {
  const placed = placedPermissions(definition);
  const count = placed.length;
  return [
    ...(count > MOST_PERMISSIONS
      ? [broken(['permissions'], 'DEF_TOO_MANY_PERMISSIONS', { count, most: MOST_PERMISSIONS })]
      : []),
    ...placed.flatMap(tier0),
    ...placed.flatMap((one, index) => twice(one, placed.slice(0, index))),
  ];
}

function placedPermissions({ permissions: choices }: Definition): readonly Placed[] {
  return choices.flatMap((choice, index): readonly Placed[] => {
    const path: Path = ['permissions', index];
    if (choice.kind !== 'one-of') {
      return [{ path: [...path, 'permission'], permission: choice.permission }];
    }
    return choice.options.flatMap(({ permission }, at) =>
      permission ? [{ path: [...path, 'options', at, 'permission'], permission }] : [],
    );
  });
}

function tier0({ path, permission }: Placed): readonly Broken[] {
  return isTier0(permission) ? [broken(path, 'DEF_TIER0_BLOCKED', { found: permission.value })] : [];
}

/** The same permission, or one id under two names or types: either way somebody is misled. */
function twice(one: Placed, before: readonly Placed[]): readonly Broken[] {
  const { id, value, type, resource } = one.permission;
  const same = before.some(
    ({ permission: other }) =>
      other.resource === resource && (other.id === id || (other.value === value && other.type === type)),
  );
  return same ? [broken(one.path, 'DEF_PERMISSION_TWICE', { found: value })] : [];
}
