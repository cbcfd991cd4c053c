/**
 * What a person holds in the directory, asked as that person: the token Teams gave the tab is exchanged for one to read
 * their own account and memberships with, and for nothing else
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow). The tab's application is one of its
 * own, because Entra puts every permission an application was ever given into such a token.
 */
import { ConfidentialClientApplication, InteractionRequiredAuthError } from '@azure/msal-node';
import { parseTenantId } from '../core/ids.ts';
import type { ObjectId, TenantId } from '../core/ids.ts';
import { Secret } from '../core/secret.ts';
import { signInFailureCode } from '../errors/sign-in.ts';
import type { Directory, HeldRoles, NewId, RolesOf } from '../ports.ts';
import { entraRefusal } from './aadsts.ts';
import { createDirectory } from './directory.ts';
import { authorityOf, keepingMetadata, metadataReader, type ReadMetadata } from './metadata.ts';
import { createNetwork } from './network.ts';
import { readOwnKey } from './own-key.ts';
import { watchTokens } from './token-watch.ts';

export interface RolesOfOptions {
  /** Application (client) id of the tab's API. */
  readonly appId: string;
  /** PEM: the private key and its certificate. */
  readonly certificateFile: string;
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  /** e.g. `https://graph.microsoft.com`. */
  readonly graphBaseUrl: string;
  /** `https://graph.microsoft.com` unless a national cloud. */
  readonly graphResource?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
  readonly newId: NewId;
  /** Business time, epoch ms. */
  readonly now: () => number;
  /** What kept it from asking, for the log. */
  readonly failed: (cause: unknown) => void;
}

export function createRolesOf(options: RolesOfOptions): RolesOf {
  const readMetadata = keepingMetadata(
    metadataReader(options.loginBaseUrl, createNetwork(options)),
    options.now,
  );
  const directory = createDirectory({ ...options, baseUrl: options.graphBaseUrl });
  return async ({ tenantId, token }) => {
    const tenant = parseTenantId(tenantId);
    if (tenant === undefined) return { kind: 'void' };
    try {
      const graphToken = await exchange(options, readMetadata, tenant, token);
      return await ask(directory, tenant, graphToken);
    } catch (error) {
      return refused(error, options.failed);
    }
  };
}

/** A client for each exchange: what one would remember is somebody's token. */
async function exchange(
  options: RolesOfOptions,
  readMetadata: ReadMetadata,
  tenantId: TenantId,
  token: Secret,
): Promise<Secret> {
  const { appId: clientId, loginBaseUrl, graphResource = 'https://graph.microsoft.com' } = options;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId,
      authority: authorityOf(loginBaseUrl, tenantId),
      knownAuthorities: [new URL(loginBaseUrl).host],
      authorityMetadata: await readMetadata(tenantId),
      clientCertificate: await readOwnKey(options.certificateFile),
    },
    system: { networkClient: watchTokens(createNetwork(options)).network },
  });
  const result = await client.acquireTokenOnBehalfOf({
    oboAssertion: token.expose(),
    scopes: [`${graphResource}/User.Read`],
    skipCache: true,
  });
  if (result === null) throw new TypeError('no token came of it');
  return new Secret(result.accessToken);
}

async function ask(directory: Directory, tenantId: TenantId, token: Secret): Promise<HeldRoles> {
  const nobody = { oid: '' as ObjectId, displayName: '' };
  const signIn = { person: nobody, tenantId, token, expiresAt: 0 };
  const [me, roles] = await directory.perform(signIn, [{ op: 'me' }, { op: 'my-roles' }]);
  if (me.kind === 'ok' && roles.kind === 'ok')
    return { kind: 'held', oid: me.value.oid, guest: me.value.guest, roles: roles.value };
  const refusal = [me, roles].find((reply) => reply.kind === 'refused');
  if (refusal?.claims !== undefined) return { kind: 'claims', claims: textOf(refusal.claims) };
  if (refusal?.status === 401) return { kind: 'void' };
  return { kind: refusal?.status === 403 ? 'consent' : 'unavailable' };
}

/** Graph sends a challenge in base64, Entra as it is. */
function textOf(challenge: string): string {
  return challenge.startsWith('{') ? challenge : Buffer.from(challenge, 'base64').toString('utf8');
}

/** Entra's numbers that end a session, whatever is asked with it. */
const VOID = new Set([50013, 50057, 50173, 50034, 500133, 500341, 700082]);

function refused(error: unknown, failed: (cause: unknown) => void): HeldRoles {
  if (error instanceof InteractionRequiredAuthError && error.claims !== '')
    return { kind: 'claims', claims: error.claims };
  const refusal = entraRefusal(error);
  if (refusal?.aadsts !== undefined && VOID.has(refusal.aadsts)) return { kind: 'void' };
  const code = refusal === undefined ? undefined : signInFailureCode(refusal.aadsts, refusal.word);
  if (code === 'SIGNIN_CONSENT_NEEDED') return { kind: 'consent' };
  if (code === 'SIGNIN_MFA_NEEDED' || code === 'SIGNIN_INTERACTION_NEEDED' || code === 'SIGNIN_BLOCKED')
    return { kind: 'claims', claims: '' };
  failed(error);
  return { kind: 'unavailable' };
}
