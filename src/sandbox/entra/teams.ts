/**
 * The token Teams hands to a tab (`authentication.getAuthToken`): a person's, for the tab's own API. In the real
 * world Teams is a pre-authorised client of that API; here a persona is named and that is all.
 */
import { applicationByAppId, personaByKey, servicePrincipalByAppId } from './directory.ts';
import type { EntraContext } from './context.ts';
import { refuse } from './errors.ts';
import { signInOf, type IssuedToken } from './tokens.ts';

/** Teams on the web (https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad). */
const TEAMS_WEB = { appId: '5e3ce6c0-2b1f-4285-8d4b-75ee78787346', displayName: 'Microsoft Teams' };

/** @throws SignInError when the application or the person is unknown. */
export async function teamsSsoToken(
  context: EntraContext,
  asked: { persona: string; clientId: string },
): Promise<IssuedToken> {
  const { world, clock } = context.tenant;
  const application = applicationByAppId(world, asked.clientId);
  const resource = servicePrincipalByAppId(world, asked.clientId);
  if (application === undefined || resource === undefined) {
    throw refuse.applicationNotFound(asked.clientId, world.tenantName);
  }
  const user = personaByKey(world, asked.persona);
  if (user === undefined || !user.accountEnabled) throw refuse.userDisabled();
  const signIn = signInOf(TEAMS_WEB, user, clock.now());
  return context.tokens.delegated(signIn, resource, application.appId, ['access_as_user'], []);
}
