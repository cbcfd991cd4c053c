/**
 * Making and reading tokens. Claims follow
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference ; times are business time.
 */
import { createHash } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { SandboxClock, SandboxRandom } from '../ports.ts';
import type { Application, ServicePrincipal, User } from '../world.ts';
import { GRAPH_APP_ID } from './directory.ts';
import type { SigningKey } from './keys.ts';

/** Who signed in, to which client, and when (epoch ms, business time). */
export interface SignIn {
  readonly clientId: string;
  readonly clientName: string;
  readonly user: User;
  readonly authenticatedAt: number;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds from now. */
  readonly expiresIn: number;
}

/** What a refresh token remembers. */
export interface RefreshGrant {
  readonly clientId: string;
  readonly userId: string;
  readonly scope: string;
  /** Whether the client proved itself when it got the first token, and must again. */
  readonly confidential: boolean;
  readonly authenticatedAt: number;
}

export type ReadToken<T> = { kind: 'valid'; value: T } | { kind: 'expired' } | { kind: 'invalid' };

export interface TokenParts {
  readonly key: SigningKey;
  readonly issuer: string;
  readonly tenantId: string;
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
}

const REFRESH_AUDIENCE = 'sandbox:refresh';
const REFRESH_LIFETIME_S = 90 * 24 * 3600;
const ID_TOKEN_LIFETIME_S = 3600;

export type Tokens = ReturnType<typeof createTokens>;

export function createTokens(parts: TokenParts) {
  return {
    /** Access token of a person, `scp` inside. */
    delegated(
      signIn: SignIn,
      resource: ServicePrincipal,
      audience: string,
      scopes: string[],
      wids: string[],
    ) {
      return accessToken(parts, signIn.clientId, resource, audience, {
        ...personClaims(signIn),
        idtyp: 'user',
        // An optional claim, which the seeded applications are taken to have asked for: 0 a member, 1 a guest.
        acct: signIn.user.userType === 'Guest' ? 1 : 0,
        scp: scopes.join(' '),
        wids,
        auth_time: Math.floor(signIn.authenticatedAt / 1000),
      });
    },

    /** Access token of an application; without `roles` when nothing is granted, as Entra does. */
    appOnly(
      client: ServicePrincipal,
      resource: ServicePrincipal,
      audience: string,
      roles: string[],
      wids: string[],
    ) {
      return accessToken(parts, client.appId, resource, audience, {
        app_displayname: client.displayName,
        idtyp: 'app',
        oid: client.id,
        sub: client.id,
        ...(roles.length === 0 ? {} : { roles }),
        ...(wids.length === 0 ? {} : { wids }),
      });
    },

    async idToken(signIn: SignIn, nonce: string | undefined): Promise<string> {
      const claims = {
        ...personClaims(signIn),
        ver: '2.0',
        auth_time: Math.floor(signIn.authenticatedAt / 1000),
        ...(nonce === undefined ? {} : { nonce }),
      };
      return (await sign(parts, claims, signIn.clientId, ID_TOKEN_LIFETIME_S)).token;
    },

    async refreshToken(grant: RefreshGrant): Promise<string> {
      return (await sign(parts, { grant }, REFRESH_AUDIENCE, REFRESH_LIFETIME_S)).token;
    },

    async readRefreshToken(token: string): Promise<ReadToken<RefreshGrant>> {
      const read = await readToken(parts, token, [REFRESH_AUDIENCE]);
      return read.kind === 'valid' ? { kind: 'valid', value: read.value['grant'] as RefreshGrant } : read;
    },

    /** Signature, issuer and lifetime, and the audience if any are given; nothing is said about permissions. */
    read(token: string, audiences?: string[]): Promise<ReadToken<JWTPayload>> {
      return readToken(parts, token, audiences);
    },
  };
}

/** Applications whose own API uses v2 tokens get `azp`; Microsoft Graph's are v1 and have `appid`. */
async function accessToken(
  parts: TokenParts,
  clientId: string,
  resource: ServicePrincipal,
  audience: string,
  claims: JWTPayload,
): Promise<IssuedToken> {
  const version =
    resource.appId === GRAPH_APP_ID ? { ver: '1.0', appid: clientId } : { ver: '2.0', azp: clientId };
  return sign(parts, { ...claims, ...version, azpacr: '1' }, audience, accessLifetime(parts.random));
}

/** 60 to 90 minutes at random, as documented under "access token lifetime". */
function accessLifetime(random: SandboxRandom): number {
  const [high = 0, low = 0] = random.bytes(2);
  return 3600 + ((high * 256 + low) % 1801);
}

async function sign(
  parts: TokenParts,
  claims: JWTPayload,
  audience: string,
  lifetime: number,
): Promise<IssuedToken> {
  const now = Math.floor(parts.clock.now() / 1000);
  const uti = Buffer.from(parts.random.bytes(16)).toString('base64url');
  const token = await new SignJWT({ ...claims, tid: parts.tenantId, uti })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: parts.key.kid })
    .setIssuer(parts.issuer)
    .setAudience(audience)
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + lifetime)
    .sign(parts.key.privateKey);
  return { token, expiresIn: lifetime };
}

async function readToken(
  parts: TokenParts,
  token: string,
  audiences: string[] | undefined,
): Promise<ReadToken<JWTPayload>> {
  try {
    const { payload } = await jwtVerify(token, parts.key.publicKey, {
      algorithms: ['RS256'],
      issuer: parts.issuer,
      ...(audiences !== undefined && { audience: audiences }),
      requiredClaims: ['aud', 'exp', 'nbf', 'tid'],
      currentDate: new Date(parts.clock.now()),
    });
    return { kind: 'valid', value: payload };
  } catch (problem) {
    return { kind: problem instanceof errors.JWTExpired ? 'expired' : 'invalid' };
  }
}

function personClaims({ clientId, clientName, user }: SignIn): JWTPayload {
  return {
    app_displayname: clientName,
    name: user.displayName,
    oid: user.id,
    preferred_username: user.userPrincipalName,
    upn: user.userPrincipalName,
    sub: pairwiseSubject(clientId, user.id),
  };
}

/** `sub` differs from client to client for the same person, so nobody can join on it. */
function pairwiseSubject(clientId: string, userId: string): string {
  return createHash('sha256').update(`${clientId}:${userId}`).digest('base64url');
}

/** The appId the token was issued to, whichever version spelt it. */
export function clientIdOf(claims: JWTPayload): string {
  const clientId = claims['appid'] ?? claims['azp'];
  return typeof clientId === 'string' ? clientId : '';
}

/** A sign-in of `user` to `client`. */
export function signInOf(
  client: Pick<Application | ServicePrincipal, 'appId' | 'displayName'>,
  user: User,
  authenticatedAt: number,
): SignIn {
  return { clientId: client.appId, clientName: client.displayName, user, authenticatedAt };
}
