/** What a plan holds beside permissions and a credential, read back: settings, user, owner, Entra roles, clean-up. */
import type { Plan } from './plan-types.ts';
import type { ReadBack } from './proof.ts';
import type { Proof } from './run.ts';

type More = Proof['more'];

/** Each in words for people; nothing where the plan says nothing. */
export function moreProof(plan: Plan, back: ReadBack): More {
  return [
    ...settings(plan, back),
    ...userAndOwner(plan, back),
    ...directoryRoles(plan, back),
    ...cleanUp(plan, back),
  ];
}

const PLATFORMS = ['web', 'spa', 'publicClient'] as const;

/** Redirect addresses and public client as planned; what is there beside them stays. */
function settings({ application: planned }: Plan, { application }: ReadBack): More {
  const addresses = PLATFORMS.flatMap((kind) =>
    planned.redirects[kind].map((uri) => ({
      uri,
      there: application?.redirects[kind].includes(uri) === true,
    })),
  );
  const named = `Redirect ${addresses.length === 1 ? 'address' : 'addresses'}: ${addresses.map(({ uri }) => uri).join(', ')}`;
  return [
    ...(addresses.length === 0
      ? []
      : [
          verdict(
            named,
            addresses.every(({ there }) => there),
          ),
        ]),
    ...(planned.publicClient
      ? [verdict('Public client flows are allowed', application?.publicClient === true)]
      : []),
  ];
}

function userAndOwner({ user }: Plan, back: ReadBack): More {
  if (user === null) return [];
  const name = user.userPrincipalName;
  const there = back.user;
  const expiry = user.neverExpires ? ', its password never expires' : '';
  const owner = user.becomesOwner || back.owners.some(({ id }) => id === there?.oid);
  return [
    verdict(
      `User ${name} is enabled${expiry}`,
      there?.enabled === true && (!user.neverExpires || there.passwordNeverExpires),
    ),
    ...(owner
      ? [
          verdict(
            `${name} is an owner`,
            back.owners.some(({ id }) => id === there?.oid),
          ),
        ]
      : []),
  ];
}

function directoryRoles({ directoryRoles: planned }: Plan, back: ReadBack): More {
  return planned.map(({ change, displayName, roleDefinitionId }) => {
    const held = back.directoryRoles.some((one) => one.roleDefinitionId === roleDefinitionId);
    return change === 'add'
      ? verdict(`Entra role ${displayName}`, held)
      : verdict(`Entra role ${displayName} is taken away`, !held);
  });
}

/** After the guided clean-up it requests and holds what the plan names and nothing else. */
function cleanUp({ existing, permissions }: Plan, { application, assignments, grants }: ReadBack): More {
  if (existing?.removals == null) return [];
  const ids = new Set(permissions.map(({ id }) => id));
  const scopes = new Set(permissions.filter(({ type }) => type === 'delegated').map(({ value }) => value));
  const requested = application?.requested.flatMap(({ access }) => access) ?? [];
  const beyond = permissions.length === 0 ? '' : ' beyond the plan';
  return [
    verdict(
      `No permission${beyond} is requested`,
      requested.every(({ id }) => ids.has(id)),
    ),
    verdict(
      `No application permission${beyond} is granted`,
      assignments.every(({ appRoleId }) => ids.has(appRoleId)),
    ),
    verdict(
      `No delegated permission${beyond} is granted`,
      grants.every((grant) => grant.scopes.every((scope) => scopes.has(scope))),
    ),
  ];
}

export const OLD_REMOVED = 'The old one is removed';

/** The old credential of a renewal, once its removal was asked for. */
export function removalProof(keyId: string | null, { application }: ReadBack): More {
  if (keyId === null) return [];
  const all = [...(application?.passwords ?? []), ...(application?.certificates ?? [])];
  return [verdict(OLD_REMOVED, !all.some((one) => one.keyId === keyId))];
}

function verdict(what: string, holds: boolean): More[number] {
  return { what, verdict: holds ? 'proven' : 'missing' };
}
