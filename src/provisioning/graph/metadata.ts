/**
 * OpenID metadata of a tenant, checked before MSAL is given it: MSAL sends codes and secrets to the address it
 * names and, handed a document, does not ask whose it is.
 */
import type { INetworkModule } from '@azure/msal-node';
import { z } from 'zod/v4';
import type { TenantId } from '../core/ids.ts';
import { RegistrarError } from '../errors.ts';

const metadata = z.looseObject({
  issuer: z.url(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

export type ReadMetadata = (tenantId: TenantId) => Promise<string>;

/** `https://login.microsoftonline.com` + tenant, as MSAL wants it. */
export function authorityOf(loginBaseUrl: string, tenantId: TenantId): string {
  return `${new URL(loginBaseUrl).origin}/${tenantId}`;
}

/**
 * Reads it anew with every call, as JSON text.
 * @throws RegistrarError SIGNIN_UNREACHABLE when there is no answer, or one that is not the tenant's metadata.
 */
export function metadataReader(loginBaseUrl: string, network: INetworkModule): ReadMetadata {
  const { origin } = new URL(loginBaseUrl);
  return async (tenantId) => {
    const url = `${authorityOf(loginBaseUrl, tenantId)}/v2.0/.well-known/openid-configuration`;
    try {
      const { body } = await network.sendGetRequestAsync<unknown>(url);
      const read = metadata.parse(body);
      if (isOf(tenantId, origin, read)) return JSON.stringify(read);
    } catch (cause) {
      throw new RegistrarError('SIGNIN_UNREACHABLE', {}, { cause });
    }
    throw new RegistrarError('SIGNIN_UNREACHABLE');
  };
}

function isOf(tenantId: TenantId, origin: string, read: z.infer<typeof metadata>): boolean {
  const tokensHere = new URL(read.token_endpoint).origin === origin;
  return tokensHere && new URL(read.issuer).pathname.split('/').includes(tenantId);
}

const KEEP_MS = 60 * 60 * 1000;

/** The same, read at most once an hour for each tenant; callers at the same moment share one request. */
export function keepingMetadata(read: ReadMetadata, now: () => number): ReadMetadata {
  const kept = new Map<TenantId, { readonly text: Promise<string>; readonly at: number }>();
  return (tenantId) => {
    const known = kept.get(tenantId);
    if (known !== undefined && Math.abs(now() - known.at) < KEEP_MS) return known.text;
    const entry = { text: read(tenantId), at: now() };
    kept.set(tenantId, entry);
    entry.text.catch(() => kept.delete(tenantId));
    return entry.text;
  };
}
