/** `grant_type=client_credentials`: the application as itself. */
import { findClient } from '../clients.ts';
import type { EntraContext, SignInRequest } from '../context.ts';
import { grantedRoles, roleIdsOf } from '../directory.ts';
import { clientIdIn, requireProof } from '../proof.ts';
import { isReplicated } from '../replication.ts';
import { readDefaultScope } from '../scopes.ts';
import type { TokenAnswer } from './delegated.ts';

/** A token comes even when nothing was consented to: it then has no `roles`. `wids` are the directory roles held. */
export async function clientCredentials(context: EntraContext, request: SignInRequest): Promise<TokenAnswer> {
  const { application, servicePrincipal } = findClient(context, clientIdIn(request));
  await requireProof(context, request, application);
  const { world } = context.tenant;
  const { resource, audience } = readDefaultScope(world, request.form.get('scope') ?? '');
  const roles = grantedRoles(world, servicePrincipal, resource, (grant) => isReplicated(context, grant));
  const wids = roleIdsOf(world, servicePrincipal.id);
  const { token, expiresIn } = await context.tokens.appOnly(
    servicePrincipal,
    resource,
    audience,
    roles,
    wids,
  );
  return { token_type: 'Bearer', expires_in: expiresIn, ext_expires_in: expiresIn, access_token: token };
}
