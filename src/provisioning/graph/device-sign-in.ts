/**
 * Signing in with a code that is typed at Microsoft's page (device code flow,
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code). Not through MSAL: it polls by itself,
 * sleeping in between, and what it waits for ends with the process. Here each call is one request.
 */
import type { INetworkModule } from '@azure/msal-node';
import { z } from 'zod/v4';
import type { TenantId } from '../core/ids.ts';
import { Secret } from '../core/secret.ts';
import { aadstsIn, signInFailureCode } from '../errors/sign-in.ts';
import type { SignInFailureCode } from '../errors/sign-in.ts';
import { RegistrarError } from '../errors.ts';
import type { DeviceCode, DeviceSignIn } from '../ports.ts';
import { claimsRequest } from './challenge.ts';
import { claimsIn } from './id-token.ts';
import { authorityOf } from './metadata.ts';
import { createNetwork } from './network.ts';
import { signInScopes } from './scopes.ts';
import { failed, signedIn } from './signed-in.ts';

export interface DeviceSignInOptions {
  /** A public client of Registrar's, for this alone. */
  readonly clientId: string;
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  /** Where the scopes live; `https://graph.microsoft.com` unless a national cloud. */
  readonly graphResource?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
  /** Business time, epoch ms. */
  readonly now: () => number;
}

type Polled = Awaited<ReturnType<DeviceSignIn['poll']>>;

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const GRAPH = 'https://graph.microsoft.com';

/** `poll` never throws for what Entra answers or fails to; `begin` throws RegistrarError for both. */
export function createDeviceSignIn(options: DeviceSignInOptions): DeviceSignIn {
  const network = createNetwork(options);
  const ask = (tenantId: TenantId, endpoint: 'devicecode' | 'token', form: Record<string, string>) => {
    const url = `${authorityOf(options.loginBaseUrl, tenantId)}/oauth2/v2.0/${endpoint}`;
    return post(network, url, { client_id: options.clientId, ...form });
  };
  return {
    async begin({ tenantId, claims, extra }) {
      const askedAt = options.now();
      // Without `offline_access`: a run has no use for a refresh token.
      const scope = [...signInScopes(options.graphResource ?? GRAPH, extra), 'openid', 'profile'].join(' ');
      return begun(await ask(tenantId, 'devicecode', { scope, ...challenge(claims) }), askedAt);
    },
    async poll({ tenantId, deviceCode, claims }) {
      const askedAt = options.now();
      const form = { grant_type: GRANT, device_code: deviceCode.expose(), ...challenge(claims) };
      return polled(await ask(tenantId, 'token', form), { tenantId, askedAt, clientId: options.clientId });
    },
  };
}

function challenge(claims: string | undefined): { readonly claims?: string } {
  const asked = claims === undefined ? undefined : claimsRequest(claims);
  return asked === undefined ? {} : { claims: asked };
}

/** The JSON of the answer, whatever its status; undefined when none came. */
async function post(
  network: INetworkModule,
  url: string,
  form: Readonly<Record<string, string>>,
): Promise<unknown> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const body = new URLSearchParams(form).toString();
  try {
    return (await network.sendPostRequestAsync<unknown>(url, { headers, body })).body;
  } catch {
    return undefined;
  }
}

const codes = z.object({
  device_code: z.string().min(1),
  user_code: z.string().min(1).max(32),
  verification_uri: z.url({ protocol: /^https?$/ }),
  expires_in: z.coerce.number().positive(),
  // RFC 8628 section 3.2: five seconds when nothing is said.
  interval: z.coerce.number().positive().default(5),
});

function begun(body: unknown, askedAt: number): DeviceCode {
  const read = codes.safeParse(body).data;
  if (read === undefined) {
    const { code, aadsts } = refused(body);
    throw new RegistrarError(code, { aadsts: aadsts ?? 0 });
  }
  return {
    userCode: read.user_code,
    verificationUri: read.verification_uri,
    deviceCode: new Secret(read.device_code),
    expiresAt: askedAt + read.expires_in * 1000,
    intervalSeconds: read.interval,
  };
}

const tokens = z.object({
  access_token: z.string().min(1),
  id_token: z.string().optional(),
  expires_in: z.coerce.number().nonnegative(),
});

interface Asked {
  readonly tenantId: TenantId;
  readonly clientId: string;
  readonly askedAt: number;
}

/** A refresh token, which was not asked for, is not looked at. */
function polled(body: unknown, { tenantId, clientId, askedAt }: Asked): Polled {
  const read = tokens.safeParse(body).data;
  if (read === undefined) return unsigned(body);
  const token = { accessToken: read.access_token, expiresAt: askedAt + read.expires_in * 1000 };
  return signedIn(claimsIn(read.id_token ?? '', clientId), tenantId, token);
}

function unsigned(body: unknown): Polled {
  const word = refusal.safeParse(body).data?.error;
  if (word === 'authorization_pending') return { kind: 'pending' };
  if (word === 'slow_down') return { kind: 'slow-down' };
  const { code, aadsts } = refused(body);
  return failed(code, aadsts);
}

const refusal = z.object({
  error: z.string(),
  error_description: z.string().optional(),
  error_codes: z.array(z.number()).optional(),
});

/** Where the words for the browser's sign-in would send people the wrong way. */
const INSTEAD: Partial<Record<SignInFailureCode, SignInFailureCode>> = {
  SIGNIN_BLOCKED: 'SIGNIN_CODE_BLOCKED',
  SIGNIN_EXPIRED: 'SIGNIN_CODE_EXPIRED',
};
/** Entra asks for a secret: not a public client. */
const SECRET_WANTED = 7000218;

function refused(body: unknown): { readonly code: SignInFailureCode; readonly aadsts: number | undefined } {
  const read = refusal.safeParse(body).data;
  if (read === undefined) return { code: 'SIGNIN_UNREACHABLE', aadsts: undefined };
  const aadsts = read.error_codes?.[0] ?? aadstsIn(read.error_description);
  if (aadsts === SECRET_WANTED) return { code: 'SIGNIN_NOT_PUBLIC', aadsts };
  const code = signInFailureCode(aadsts, read.error);
  return { code: INSTEAD[code] ?? code, aadsts };
}
