/**
 * Who is asking: a token that Microsoft Entra made for a person of a tenant that is served, for this API, through Teams
 * (https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-code#validate-the-access-token).
 * Everything that is wrong with one is the same failure: whoever forges learns nothing, and the token is in no message.
 */
import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose';
import { z } from 'zod/v4';
import { RegistrarError, Secret } from '../../provisioning/index.ts';
import type { Actor } from '../../provisioning/index.ts';
import type { FindKey } from './keys.ts';

/** Teams on desktop and mobile, and on the web (the same page, "Configure tab app in Microsoft Entra ID"). */
export const TEAMS_CLIENTS: readonly string[] = [
  '1fec8e78-bce4-4aaf-ab1b-5451cc387264',
  '5e3ce6c0-2b1f-4285-8d4b-75ee78787346',
];

export interface VerifyPorts {
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  /** The API's application id and, if it has one, its application id URI. */
  readonly audiences: readonly string[];
  /** Application ids that may ask for people. */
  readonly clients: readonly string[];
  /** Ids of the tenants that are served. */
  tenants(): Promise<readonly string[]>;
  readonly findKey: FindKey;
  /** Epoch ms, business time. */
  now(): number;
}

/** Somebody whose token was good. */
export interface Caller {
  readonly actor: Actor;
  /** What Entra says about the account; null: it does not say. */
  readonly guest: boolean | null;
  /** For asking Graph what this person may do. */
  readonly token: Secret;
  /** Epoch ms. */
  readonly expiresAt: number;
}

/** Of the `Authorization` header. Throws TAB_TOKEN or TAB_KEYS_UNREACHABLE. */
export type Verify = (authorization: string | undefined) => Promise<Caller>;

const LONGEST = 8 * 1024;
const BEARER = /^Bearer ([\w-]+\.([\w-]+)\.[\w-]+)$/;
const TOLERANCE_S = 300;
/** Longer than any token Entra makes: 28 hours, for clients that are told of revocations. */
const LONGEST_LIFE_S = 48 * 60 * 60;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createVerifier(ports: VerifyPorts): Verify {
  return async (authorization) => {
    try {
      return await verify(ports, authorization);
    } catch (error) {
      if (error instanceof RegistrarError && error.code === 'TAB_KEYS_UNREACHABLE') throw error;
      throw new RegistrarError('TAB_TOKEN');
    }
  };
}

/** Throws anything. */
async function verify(ports: VerifyPorts, authorization: string | undefined): Promise<Caller> {
  if (authorization === undefined || authorization.length > LONGEST) throw new TypeError('no token');
  const [, token = '', middle = ''] = BEARER.exec(authorization) ?? [];
  const { kid } = header.parse(decodeProtectedHeader(token));
  const tenantId = await tenantNamedIn(middle, ports);
  const key = await ports.findKey(tenantId, kid);
  if (key === undefined) throw new TypeError('unknown key');
  const { payload } = await jwtVerify(token, await importJWK(key, 'RS256'), {
    algorithms: ['RS256'],
    typ: 'JWT',
    issuer: `${ports.loginBaseUrl}/${tenantId}/v2.0`,
    audience: [...ports.audiences],
    clockTolerance: TOLERANCE_S,
    currentDate: new Date(ports.now()),
    requiredClaims: ['aud', 'iss', 'exp', 'nbf', 'iat', 'tid', 'oid', 'scp', 'azp', 'ver'],
  });
  return toCaller(claims.parse(payload), { tenantId, token, clients: ports.clients });
}

/** Whatever it says, it is believed only when it is one of ours, and then the signature is checked with its keys. */
async function tenantNamedIn(middle: string, { tenants }: VerifyPorts): Promise<string> {
  const { tid } = z
    .object({ tid: z.string() })
    .parse(JSON.parse(Buffer.from(middle, 'base64url').toString()));
  if (!(await tenants()).includes(tid)) throw new TypeError('another tenant');
  return tid;
}

/** As Entra writes it; a header that brings its own key, or wants something understood, does not fit. */
const header = z.strictObject({
  typ: z.literal('JWT'),
  alg: z.literal('RS256'),
  kid: z.string().min(1).max(200),
  x5t: z.string().optional(),
});

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
const claims = z.object({
  aud: z.string(),
  tid: z.string(),
  ver: z.literal('2.0'),
  oid: z.string().regex(GUID),
  scp: z.string(),
  azp: z.string(),
  exp: z.int(),
  nbf: z.int(),
  iat: z.int(),
  idtyp: z.literal('user').optional(),
  acct: z.union([z.literal(0), z.literal(1)]).optional(),
  name: z.string().max(256).optional(),
  preferred_username: z.string().max(256).optional(),
});

function toCaller(
  read: z.infer<typeof claims>,
  { tenantId, token, clients }: { tenantId: string; token: string; clients: readonly string[] },
): Caller {
  const fits =
    read.tid === tenantId &&
    read.scp.split(' ').includes('access_as_user') &&
    clients.includes(read.azp) &&
    read.exp - read.nbf <= LONGEST_LIFE_S;
  if (!fits) throw new TypeError('not for this');
  const oid = read.oid as Actor['oid'];
  return {
    actor: { oid, displayName: read.name ?? read.preferred_username ?? oid, tenantId },
    guest: read.acct === undefined ? null : read.acct === 1,
    token: new Secret(token),
    expiresAt: read.exp * 1000,
  };
}
