/** OpenID metadata, keys and instance discovery. */
import type { SandboxResponse } from '../ports.ts';
import { json } from './answers.ts';
import type { EntraContext, SignInRequest } from './context.ts';

export function issuerOf(loginBaseUrl: string, tenantId: string): string {
  return `${loginBaseUrl}/${tenantId}/v2.0`;
}

/**
 * People are sent to the http address, which needs no certificate; SDKs are kept on https, which they insist on.
 * For `common` and `organizations` the issuer is a pattern, as at Microsoft.
 */
export function openIdConfiguration(context: EntraContext, request: SignInRequest): SandboxResponse {
  const { loginBaseUrl, browserBaseUrl } = context;
  const name = request.tenantName;
  const shared = name === 'common' || name === 'organizations';
  return json(200, {
    token_endpoint: `${loginBaseUrl}/${name}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${loginBaseUrl}/${name}/discovery/v2.0/keys`,
    response_modes_supported: ['query'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(loginBaseUrl, shared ? '{tenantid}' : context.tenant.world.tenantId),
    authorization_endpoint: `${browserBaseUrl}/${name}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${loginBaseUrl}/${name}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${browserBaseUrl}/${name}/oauth2/v2.0/logout`,
    code_challenge_methods_supported: ['S256'],
    claims_supported: CLAIMS,
    tenant_region_scope: 'EU',
    cloud_instance_name: 'microsoftonline.com',
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: 'graph.microsoft.com',
  });
}

const CLAIMS = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'nonce',
  'preferred_username',
  'name',
  'tid',
  'ver',
];

export function signingKeys(context: EntraContext): SandboxResponse {
  const issuer = issuerOf(context.loginBaseUrl, context.tenant.world.tenantId);
  return json(200, { keys: [{ ...context.key.publicJwk, issuer }] });
}

/** `GET /common/discovery/instance`: one cloud, this one. */
export function instanceDiscovery(context: EntraContext): SandboxResponse {
  const { host } = new URL(context.loginBaseUrl);
  const tenant = context.tenant.world.tenantId;
  return json(200, {
    tenant_discovery_endpoint: `${context.loginBaseUrl}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  });
}
