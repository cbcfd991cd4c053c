/**
 * The browser sign-in: authorization code with PKCE at the tenant's own endpoint, through MSAL
 * (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow). Nothing is remembered between
 * `begin` and `redeem`, and MSAL's cache dies with each call.
 */
import { createHash } from 'node:crypto';
import { CryptoProvider, PublicClientApplication, ResponseMode } from '@azure/msal-node';
import type { INetworkModule } from '@azure/msal-node';
import type { TenantId } from '../core/ids.ts';
import { Secret } from '../core/secret.ts';
import { signInFailureCode } from '../errors/sign-in.ts';
import { RegistrarError } from '../errors.ts';
import type { SignIn } from '../ports.ts';
import { entraRefusal } from './aadsts.ts';
import { claimsRequest } from './challenge.ts';
import { authorityOf, keepingMetadata, metadataReader } from './metadata.ts';
import { createNetwork } from './network.ts';
import { signInScopes, withoutOfflineAccess } from './scopes.ts';
import { failed, signedIn, type Redeemed } from './signed-in.ts';
import { watchTokens } from './token-watch.ts';

export interface SignInOptions {
  /** Registrar's own application: a public client with this redirect address. */
  readonly clientId: string;
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  readonly redirectUri: string;
  /** Where the scopes live; `https://graph.microsoft.com` unless a national cloud. */
  readonly graphResource?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
  /** Business time, epoch ms. */
  readonly now: () => number;
}

/** `begin` throws RegistrarError SIGNIN_UNREACHABLE when Entra's metadata cannot be read; `redeem` answers that. */
export function createSignIn(options: SignInOptions): SignIn {
  const network = createNetwork(options);
  const readMetadata = keepingMetadata(metadataReader(options.loginBaseUrl, network), options.now);
  const open = async (tenantId: TenantId, through: INetworkModule) =>
    openClient(options, tenantId, await readMetadata(tenantId), through);
  return {
    async begin(request) {
      const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
      const client = await open(request.tenantId, network);
      const url = await client.getAuthCodeUrl(authorization(options, request, verifier, challenge));
      return { url: askingOnce(url), verifier: new Secret(verifier) };
    },
    async redeem(answer) {
      try {
        const tokens = watchTokens(network);
        const askedAt = options.now();
        const client = await open(answer.tenantId, tokens.network);
        const result = await client.acquireTokenByCode(redemption(options, answer));
        const expiresAt = askedAt + (tokens.lifeSeconds() ?? 0) * 1000;
        // MSAL has read them off the ID token, and found our nonce in it.
        return signedIn(result.idTokenClaims, answer.tenantId, {
          accessToken: result.accessToken,
          expiresAt,
        });
      } catch (error) {
        return refused(error);
      }
    },
  };
}

function openClient(
  { clientId, loginBaseUrl }: SignInOptions,
  tenantId: TenantId,
  authorityMetadata: string,
  networkClient: INetworkModule,
): PublicClientApplication {
  const authority = authorityOf(loginBaseUrl, tenantId);
  const knownAuthorities = [new URL(loginBaseUrl).host];
  return new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities, authorityMetadata },
    system: { networkClient },
  });
}

function authorization(
  options: SignInOptions,
  { state, loginHint, claims, fresh = false, extra }: Parameters<SignIn['begin']>[0],
  verifier: string,
  challenge: string,
) {
  const asked = claims === undefined ? undefined : claimsRequest(claims);
  return {
    scopes: signInScopes(options.graphResource ?? GRAPH, extra),
    redirectUri: options.redirectUri,
    responseMode: ResponseMode.QUERY,
    codeChallenge: challenge,
    codeChallengeMethod: 'S256',
    state,
    nonce: nonceOf(verifier),
    ...(loginHint === undefined ? { prompt: fresh ? 'login' : 'select_account' } : { loginHint }),
    ...(asked !== undefined && { claims: asked }),
  };
}

function redemption(options: SignInOptions, { code, verifier, extra }: Parameters<SignIn['redeem']>[0]) {
  return {
    code,
    codeVerifier: verifier.expose(),
    nonce: nonceOf(verifier.expose()),
    scopes: signInScopes(options.graphResource ?? GRAPH, extra),
    redirectUri: options.redirectUri,
  };
}

const GRAPH = 'https://graph.microsoft.com';

/** The ID token is bound to this sign-in too, with nothing more to keep: the nonce follows from the verifier. */
function nonceOf(verifier: string): string {
  return createHash('sha256').update(`nonce ${verifier}`).digest('base64url');
}

function askingOnce(url: string): string {
  const address = new URL(url);
  address.search = withoutOfflineAccess(address.searchParams).toString();
  return address.href;
}

/** Words MSAL uses for what is not an answer of Entra. */
const NO_ANSWER: ReadonlySet<string> = new Set(['network_error', 'endpoints_resolution_error']);

function refused(error: unknown): Redeemed {
  if (error instanceof RegistrarError && error.code === 'SIGNIN_UNREACHABLE') return failed(error.code);
  const refusal = entraRefusal(error);
  if (refusal === undefined) throw error;
  if (NO_ANSWER.has(refusal.word)) return failed('SIGNIN_UNREACHABLE');
  if (refusal.word === 'nonce_mismatch') return failed('SIGNIN_STATE');
  return failed(signInFailureCode(refusal.aadsts, refusal.word), refusal.aadsts);
}
