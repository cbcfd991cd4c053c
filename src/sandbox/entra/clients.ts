/** Which application is asking, and whether it may sign in at all. */
import type { Application, ServicePrincipal } from '../world.ts';
import { applicationByAppId, servicePrincipalByAppId } from './directory.ts';
import type { EntraContext } from './context.ts';
import { refuse } from './errors.ts';
import { isReplicated } from './replication.ts';

export interface Client {
  readonly application: Application;
  readonly servicePrincipal: ServicePrincipal;
}

/** @throws SignInError AADSTS700016, 7000229, 7000112 or 900144 */
export function findClient(context: EntraContext, clientId: string | undefined): Client {
  const application = findApplication(context, clientId);
  const { world } = context.tenant;
  const principal = servicePrincipalByAppId(world, application.appId);
  if (principal === undefined) throw refuse.servicePrincipalMissing(application.appId, world.tenantId);
  if (!isReplicated(context, principal)) {
    throw refuse.applicationNotFound(application.appId, world.tenantName);
  }
  if (!principal.accountEnabled) {
    throw refuse.applicationDisabled(application.appId, application.displayName);
  }
  return { application, servicePrincipal: principal };
}

/** The application alone: admin consent may come before there is a service principal. */
export function findApplication(context: EntraContext, clientId: string | undefined): Application {
  if (clientId === undefined || clientId === '') throw refuse.missingParameter('client_id');
  const application = applicationByAppId(context.tenant.world, clientId);
  if (application === undefined || !isReplicated(context, application)) {
    throw refuse.applicationNotFound(clientId, context.tenant.world.tenantName);
  }
  return application;
}

export type RedirectKind = 'web' | 'spa' | 'publicClient';

/**
 * Where the registered addresses allow `redirectUri`: exactly, except that a loopback address may have any port
 * (https://learn.microsoft.com/entra/identity-platform/reply-url#localhost-exceptions).
 * @throws SignInError AADSTS50011
 */
export function matchRedirect(application: Application, redirectUri: string): RedirectKind {
  const wanted = withoutLoopbackPort(redirectUri);
  const kinds = ['web', 'spa', 'publicClient'] as const;
  const found = kinds.find((kind) =>
    application[kind].redirectUris.some((registered) => withoutLoopbackPort(registered) === wanted),
  );
  if (found === undefined || wanted === '') throw refuse.redirectMismatch(redirectUri, application.appId);
  return found;
}

function withoutLoopbackPort(address: string): string {
  return address.replace(/^(https?:\/\/(?:localhost|127\.0\.0\.1)):\d+(?=\/|\?|$)/, '$1');
}
