// What Teams tells a page of where it stands, as @microsoft/teams-js 2.58 reads it off the wire.

/** The same channel as in the chat client. */
export const CHANNEL = {
  channelId: '19:registrar-connectors@thread.tacv2',
  channelName: 'Connectors',
  channelType: 'Regular',
  teamId: '19:registrar-general@thread.tacv2',
  teamType: 0,
  userTeamRole: 1,
};

/** The personal tab's, as in appPackage/manifest.json. */
export const PERSONAL_ENTITY = 'register';

/** What is not in here, teams-js refuses by itself and asks nobody. */
export const RUNTIME = {
  apiVersion: 4,
  isLegacyTeams: false,
  supports: {
    pages: { config: {}, currentApp: {}, backStack: {} },
    dialog: { url: { parentCommunication: {} }, update: {} },
    clipboard: {},
  },
};

const SDK_VERSION = '2.0.1';

/** Answer to `initialize`: frame, kind of client, what is supported, version. */
export function initialized(frame, world) {
  return [frame, clientOf(world), JSON.stringify(RUNTIME), SDK_VERSION];
}

/** Answer to `getContext`. teams-js makes its own shape of it. */
export function contextOf(frame, world) {
  const { person, tenant, theme, session, subPage, instance, config } = world;
  const inChannel = instance === 'channel';
  return {
    ...(inChannel ? inTeam(tenant) : {}),
    entityId: inChannel ? (config?.entityId ?? '') : PERSONAL_ENTITY,
    subEntityId: subPage,
    frameContext: frame,
    hostName: 'Teams',
    hostClientType: clientOf(world),
    locale: 'en-us',
    theme,
    sessionId: session,
    appSessionId: session,
    isFullScreen: false,
    isMultiWindow: false,
    loginHint: person.userPrincipalName,
    userPrincipalName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userObjectId: person.oid,
    tid: tenant.id,
  };
}

function inTeam(tenant) {
  // The group's id is made of the tenant's, as it is for the chat client.
  const groupId = tenant.id.replace(/^.{8}/, '00000001');
  const names = {
    teamName: `${tenant.name} IT`,
    groupId,
    hostTeamGroupId: groupId,
    hostTeamTenantId: tenant.id,
  };
  return { ...CHANNEL, ...names };
}

function clientOf(world) {
  return world.phone ? 'android' : 'web';
}
