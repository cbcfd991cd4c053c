/** Every permission a definition could ask for, held against what Microsoft publishes. */
import type { Path } from '../../src/provisioning/connectors/rules/broken.ts';
import type { Definition, Permission, PermissionChoice } from '../../src/provisioning/core/definition.ts';
import { MICROSOFT_GRAPH } from '../../src/provisioning/core/ids.ts';
import { planPermission } from '../../src/provisioning/core/plan-permissions.ts';
import type { TenantFacts } from '../../src/provisioning/core/plan-types.ts';
import { isTier0, TIER0 } from '../../src/provisioning/core/tier0.ts';
import type { Failure } from '../../src/provisioning/errors.ts';
import { apartFrom, covers } from './covered.ts';

export interface Placed {
  readonly path: Path;
  readonly choice: PermissionChoice;
  readonly permission: Permission;
}

export function everyPermission({ permissions }: Definition): readonly Placed[] {
  return permissions.flatMap((choice, index): readonly Placed[] => {
    const path: Path = ['permissions', index];
    if (choice.kind !== 'one-of') {
      return [{ path: [...path, 'permission'], choice, permission: choice.permission }];
    }
    return choice.options.flatMap(({ permission }, at) =>
      permission ? [{ path: [...path, 'options', at, 'permission'], choice, permission }] : [],
    );
  });
}

/** Name, type and id that do not belong together. Only Microsoft Graph is known here. */
export function unresolved(
  definition: Definition,
  facts: TenantFacts,
): readonly { readonly path: Path; readonly failure: Failure }[] {
  return everyPermission(definition)
    .filter(({ permission }) => permission.resource === MICROSOFT_GRAPH)
    .flatMap(({ path, choice, permission }) => {
      const planned = planPermission({ ...permission, why: choice.why }, facts);
      return 'problem' in planned ? [{ path, failure: planned.problem }] : [];
    });
}

/** Worth a thought, and no mistake. */
export function notices(definition: Definition): readonly string[] {
  const all = everyPermission(definition);
  return [
    ...all.flatMap(({ permission }) => powerful(permission)),
    ...all.flatMap((one) => all.flatMap((other) => redundant(one, other))),
    ...all.flatMap(({ permission }) =>
      permission.resource === MICROSOFT_GRAPH
        ? []
        : [
            `${named(permission)} belongs to the service ${permission.resource} and is not checked here; the tenant is asked when a plan is made.`,
          ],
    ),
  ];
}

function powerful(permission: Permission): readonly string[] {
  if (isTier0(permission)) return [`${named(permission)} can take over the whole tenant (Tier 0).`];
  const asAdmin = permission.resource === MICROSOFT_GRAPH && Object.hasOwn(TIER0, permission.value);
  return asAdmin
    ? [`${named(permission)} can take over the whole tenant when an administrator signs in to it.`]
    : [];
}

/** Options of one choice are never asked for together. */
function redundant(one: Placed, other: Placed): readonly string[] {
  const { permission: a } = one;
  const { permission: b } = other;
  const together = one.choice !== other.choice && a.type === b.type && a.resource === b.resource;
  if (!together || a.resource !== MICROSOFT_GRAPH || !covers(a.value, b.value)) return [];
  const rest = apartFrom(a.value, b.value);
  return [`${named(b)} is covered by ${a.value}${rest === undefined ? '' : `, apart from ${rest}`}.`];
}

export function named({ value, type }: Permission): string {
  return `${value} (${type})`;
}
