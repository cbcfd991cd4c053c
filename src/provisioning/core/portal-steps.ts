/**
 * The plan as clicks in the Microsoft Entra admin centre, for an admin who would rather do it by hand. The labels
 * are the portal's own, so that people find them; the result is the same, and is proven in the same way.
 */
import type { PortalSteps } from '../contract.ts';
import { AUDIENCE_WORDS } from './choices-form.ts';
import { dayWords } from './dates.ts';
import type { Definition } from './definition.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import type { Plan, PlannedPermission } from './plan-types.ts';

type PortalStep = PortalSteps['steps'][number];

/** In the order of the portal. Nothing in it is secret. */
export function portalSteps(plan: Plan, definition: Definition): PortalSteps {
  return {
    steps: [
      ...userSteps(plan),
      plan.existing === null ? register(plan) : open(plan),
      ...(plan.existing?.settingsChange === false ? [] : authentication(plan)),
      ...removals(plan),
      ...permissions(plan),
      ...consent(plan),
      ...ownerSteps(plan),
      ...roleSteps(plan),
      ...credential(plan),
      comeBack(plan, definition),
    ],
  };
}

function credential({ credential: planned }: Plan): readonly PortalStep[] {
  switch (planned.kind) {
    case 'secret':
      return [secret(planned.endDateTime, planned.description)];
    case 'certificate':
      return [certificate(planned.certificate)];
    case 'none':
      return [];
  }
}

/** Where a user is planned it comes first: the owner is picked from those who are there. */
function userSteps({ user }: Plan): readonly PortalStep[] {
  if (user?.kind !== 'create') return [];
  return [
    {
      title: 'Create the user',
      clicks: [
        'Select Users, then New user, then Create new user',
        `User principal name: ${user.userPrincipalName}`,
        `Display name: ${user.displayName}`,
        'Copy the password, leave Account enabled ticked, then select Create',
        ...(user.neverExpires ? [neverExpires(user.userPrincipalName)] : []),
      ],
    },
  ];
}

/** The portal has no field for it (microsoft-365/admin/add-users/set-password-to-never-expire). */
function neverExpires(userPrincipalName: string): string {
  return `In Microsoft Graph PowerShell, run Update-MgUser -UserId ${userPrincipalName} -PasswordPolicies DisablePasswordExpiration`;
}

function ownerSteps({ user }: Plan): readonly PortalStep[] {
  if (user?.becomesOwner !== true) return [];
  return [
    {
      title: 'Make the user an owner',
      clicks: [
        'Select Owners, then Add owners',
        `Search for ${user.userPrincipalName}, select it, then Select`,
      ],
    },
  ];
}

function roleSteps({ directoryRoles }: Plan): readonly PortalStep[] {
  if (directoryRoles.length === 0) return [];
  return [
    {
      title: 'Set the Entra roles',
      clicks: [
        'Select Roles and administrators',
        ...directoryRoles.map(({ change, displayName }) =>
          change === 'add'
            ? `Open ${displayName}, select Add assignments, and pick the application`
            : `Open ${displayName}, select the application, then Remove assignments`,
        ),
      ],
    },
  ];
}

function register({ application, tenant }: Plan): PortalStep {
  return {
    title: 'Register the application',
    clicks: [
      `Open entra.microsoft.com and sign in to ${tenant.displayName}`,
      'Select Entra ID, then App registrations, then New registration',
      `Name: ${application.displayName}`,
      `Supported account types: ${AUDIENCE_WORDS[application.signInAudience]}`,
      'Leave Redirect URI empty',
      'Select Register',
    ],
  };
}

/** One that is there is added to. */
function open({ application, tenant, existing }: Plan): PortalStep {
  return {
    title: 'Open the registration',
    clicks: [
      `Open entra.microsoft.com and sign in to ${tenant.displayName}`,
      'Select Entra ID, then App registrations, then All applications',
      `Open ${application.displayName}, with the Application (client) ID ${existing?.appId ?? ''}`,
    ],
  };
}

/** The guided clean-up. Removing a permission does not revoke the consent to it, so that comes first. */
function removals({ existing }: Plan): readonly PortalStep[] {
  const { assignments = [], grants = [], requests = [] } = existing?.removals ?? {};
  const clicks = [
    ...[...assignments, ...grants].map(
      ({ value }) => `Select ${value}, then Revoke admin consent, then Remove permission`,
    ),
    ...requests.map((value) => `Select ${value}, then Remove permission`),
  ];
  return clicks.length === 0
    ? []
    : [{ title: 'Take the permissions away', clicks: ['Select API permissions', ...clicks] }];
}

const PLATFORMS = [
  ['web', 'Web'],
  ['spa', 'Single-page application'],
  ['publicClient', 'Mobile and desktop applications'],
] as const;

function authentication({ application }: Plan): readonly PortalStep[] {
  const platforms = PLATFORMS.flatMap(([kind, label]) => {
    const uris = application.redirects[kind];
    return uris.length > 0 ? [`Select Add a platform, then ${label}, and enter ${uris.join(' and ')}`] : [];
  });
  const flows = application.publicClient ? ['Set Allow public client flows to Yes, then select Save'] : [];
  const clicks = [...platforms, ...flows];
  return clicks.length > 0 ? [{ title: 'Set up sign-in', clicks: ['Select Authentication', ...clicks] }] : [];
}

/** The admin centre adds it to every new registration by itself. */
const NO_USER_READ = 'If User.Read is listed and not named below, select it and choose Remove permission';

function missing({ permissions: planned }: Plan): readonly PlannedPermission[] {
  return planned.filter(({ there }) => !there);
}

function permissions(plan: Plan): readonly PortalStep[] {
  const planned = missing(plan);
  if (planned.length === 0) return [];
  return [
    {
      title: 'Add the permissions',
      clicks: [
        'Select API permissions',
        ...(plan.existing === null ? [NO_USER_READ] : []),
        ...byKind(planned).flatMap(addPermissions),
      ],
    },
  ];
}

/** One visit of the permissions panel: one API, one type. */
interface Visit {
  readonly api: string;
  readonly type: PlannedPermission['type'];
  readonly values: readonly string[];
}

function byKind(planned: readonly PlannedPermission[]): readonly Visit[] {
  const keys = [...new Set(planned.map(({ resource, type }) => `${type} ${resource}`))];
  return keys.flatMap((key) => {
    const together = planned.filter(({ resource, type }) => `${type} ${resource}` === key);
    const [first] = together;
    return first
      ? [{ api: apiName(first.resource), type: first.type, values: together.map(({ value }) => value) }]
      : [];
  });
}

function addPermissions({ api, type, values }: Visit): string[] {
  return [
    `Select Add a permission, then ${api}, then ${type === 'application' ? 'Application permissions' : 'Delegated permissions'}`,
    ...values.map((value) => `Search for ${value} and tick it`),
    'Select Add permissions',
  ];
}

/** Under "APIs my organization uses", any API is found by its application id. */
function apiName(resource: string): string {
  return resource === MICROSOFT_GRAPH
    ? 'Microsoft Graph'
    : `APIs my organization uses, and the one with the id ${resource}`;
}

function consent(plan: Plan): readonly PortalStep[] {
  const { tenant } = plan;
  if (missing(plan).length === 0) return [];
  return [
    {
      title: 'Consent',
      clicks: [
        `Select Grant admin consent for ${tenant.displayName}, then Yes`,
        `Check that Status says Granted for ${tenant.displayName} beside each of ${missing(plan)
          .map(({ value }) => value)
          .join(', ')}`,
      ],
    },
  ];
}

function secret(endDateTime: string, description: string | null): PortalStep {
  return {
    title: 'Add the client secret',
    clicks: [
      'Select Certificates & secrets, then Client secrets, then New client secret',
      ...(description === null ? [] : [`Description: ${description}`]),
      `Expires: Custom, with the end ${dayWords(endDateTime)}`,
      'Select Add',
      'Copy Value now, not Secret ID; the portal does not show it again',
    ],
  };
}

function certificate({ thumbprint }: { readonly thumbprint: string }): PortalStep {
  return {
    title: 'Upload the certificate',
    clicks: [
      'Select Certificates & secrets, then Certificates, then Upload certificate',
      'Choose the file with the certificate, then select Add',
      `Check that Thumbprint says ${thumbprint}`,
    ],
  };
}

function comeBack({ credential }: Plan, { handOver, vendor }: Definition): PortalStep {
  const value = credential.kind === 'secret' ? ' and the secret value' : '';
  return {
    title: 'Come back here',
    clicks: [
      'Select Overview and copy Application (client) ID',
      'Enter it here; what you made is compared with this plan',
      `Give the ids${value} to ${handOver.to} by a channel you trust; ${vendor.name} needs nothing else`,
    ],
  };
}
