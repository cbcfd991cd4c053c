/** Who signed in, as an ID token says that came from the token endpoint itself, over TLS. */
import { z } from 'zod/v4';
import { parseObjectId, parseTenantId } from '../core/ids.ts';
import type { TenantId } from '../core/ids.ts';
import { Secret } from '../core/secret.ts';
import type { SignInFailureCode } from '../errors/sign-in.ts';
import type { RedeemedSignIn, SignIn } from '../ports.ts';

export type Redeemed = Awaited<ReturnType<SignIn['redeem']>>;

export interface IssuedToken {
  readonly accessToken: string;
  /** Epoch ms, business time. */
  readonly expiresAt: number;
}

const person = z.object({
  oid: z.string(),
  tid: z.string(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});

/** @param claims of the ID token; undefined when there was none. */
export function signedIn(claims: unknown, tenantId: TenantId, token: IssuedToken): Redeemed {
  const read = person.safeParse(claims).data;
  const oid = parseObjectId(read?.oid);
  if (read === undefined || oid === undefined) return failed('SIGNIN_REFUSED');
  if (parseTenantId(read.tid) !== tenantId) return failed('SIGNIN_WRONG_TENANT');
  const userPrincipalName = read.preferred_username ?? '';
  const signIn: RedeemedSignIn = {
    person: { oid, displayName: read.name ?? (userPrincipalName || oid) },
    tenantId,
    token: new Secret(token.accessToken),
    expiresAt: token.expiresAt,
    userPrincipalName,
  };
  return { kind: 'signed-in', signIn };
}

export function failed(code: SignInFailureCode, aadsts?: number): Extract<Redeemed, { kind: 'failed' }> {
  return { kind: 'failed', code, ...(aadsts !== undefined && { aadsts }) };
}
