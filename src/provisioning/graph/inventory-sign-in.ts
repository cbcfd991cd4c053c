/**
 * The product as itself: an application whose certificate is its only proof, so that nothing secret of ours lapses
 * beside what we watch (https://learn.microsoft.com/entra/identity-platform/certificate-credentials).
 */
import { readFile, stat } from 'node:fs/promises';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { TenantId } from '../core/ids.ts';
import { Secret } from '../core/secret.ts';
import { aadstsIn } from '../errors/sign-in.ts';
import { RegistrarError } from '../errors.ts';
import { createHttpClient } from './inventory-network.ts';
import { rolesIn } from './token-roles.ts';

export interface InventorySignInOptions {
  /** Application (client) id of the watch. */
  readonly appId: string;
  /** PEM: the private key and its certificate. Read at every sign-in, so that a new one counts without a restart. */
  readonly certificateFile: string;
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  /** `https://graph.microsoft.com` unless a national cloud. */
  readonly graphResource?: string;
  /** The operator lets it read delegated grants and Entra roles as well. */
  readonly grants?: boolean;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/** Throws RegistrarError with a code of errors/sweep.ts. */
export type InventorySignIn = (tenantId: TenantId, signal: AbortSignal) => Promise<Secret>;

const ENOUGH = 'Application.Read.All';
/** The least that shows delegated grants (https://learn.microsoft.com/graph/api/oauth2permissiongrant-list). */
const FOR_GRANTS = 'Directory.Read.All';

export function createInventorySignIn(options: InventorySignInOptions): InventorySignIn {
  return async (tenantId, signal) => {
    const certificate = await readPem(options.certificateFile);
    const token = await takeToken(options, tenantId, certificate, signal);
    refuseMorePower(token, options.grants === true ? [ENOUGH, FOR_GRANTS] : [ENOUGH]);
    return new Secret(token);
  };
}

/** Key and certificate as they stand in the file. */
async function readPem(file: string): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (found === null) throw new RegistrarError('SWEEP_NO_CERTIFICATE', { file });
  // Windows has no mode bits to speak of: there the folder's access list is what protects the file.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new RegistrarError('SWEEP_CERTIFICATE_EXPOSED', { mode: (found.mode & 0o777).toString(8), file });
  }
  const pem = await readFile(file, 'utf8').catch(() => '');
  if (!holdsBoth(pem)) throw new RegistrarError('SWEEP_CERTIFICATE_WRONG', { file });
  return pem;
}

function holdsBoth(pem: string): boolean {
  try {
    return new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem));
  } catch {
    return false;
  }
}

/**
 * A credential of its own for each token: what it would remember it dates by the machine's clock, and the directory's
 * may have been moved. Loaded when it is needed, because it takes a while.
 */
async function takeToken(
  options: InventorySignInOptions,
  tenantId: TenantId,
  certificate: string,
  signal: AbortSignal,
): Promise<string> {
  const { ClientCertificateCredential } = await import('@azure/identity');
  const { origin } = new URL(options.loginBaseUrl);
  const scope = `${options.graphResource ?? 'https://graph.microsoft.com'}/.default`;
  try {
    const credential = new ClientCertificateCredential(
      tenantId,
      options.appId,
      { certificate },
      {
        authorityHost: origin,
        disableInstanceDiscovery: true,
        retryOptions: { maxRetries: 0 },
        httpClient: createHttpClient({ ...options, origin, signal }),
      },
    );
    return (await credential.getToken(scope)).token;
  } catch (cause) {
    signal.throwIfAborted();
    throw refusal(cause);
  }
}

/** With Entra's number when it said no; without one nobody answered, or nobody we know. */
function refusal(cause: unknown): RegistrarError {
  const aadsts = aadstsIn(cause instanceof Error ? cause.message : undefined);
  return aadsts === undefined
    ? new RegistrarError('SWEEP_UNREACHABLE', { cause: 'no answer to the sign-in' }, { cause })
    : new RegistrarError('SWEEP_REFUSED', { answer: `AADSTS${aadsts}` }, { cause });
}

/**
 * Fail closed: what the product holds as itself, whoever takes over this machine holds too. Without any role the
 * directory says so itself, in its own words.
 */
function refuseMorePower(token: string, enough: readonly string[]): void {
  const more = (rolesIn(token) ?? []).filter((role) => !enough.includes(role));
  if (more.length === 0) return;
  throw new RegistrarError('SWEEP_TOO_POWERFUL', { enough: enough.join(' and '), roles: more.join(', ') });
}
