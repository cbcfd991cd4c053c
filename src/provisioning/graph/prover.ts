/**
 * A token of the registration's own, by client credentials: the proof that its secret works and its permissions
 * have arrived (https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow).
 */
import { ConfidentialClientApplication } from '@azure/msal-node';
import type { INetworkModule } from '@azure/msal-node';
import type { Prover } from '../ports.ts';
import { RegistrarError } from '../errors.ts';
import { entraRefusal } from './aadsts.ts';
import { authorityOf, metadataReader } from './metadata.ts';
import { createNetwork } from './network.ts';
import { rolesIn } from './token-roles.ts';

export interface ProverOptions {
  /** e.g. `https://login.microsoftonline.com`. */
  readonly loginBaseUrl: string;
  /** `https://graph.microsoft.com` unless a national cloud. */
  readonly graphResource?: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

type Request = Parameters<Prover['takeToken']>[0];
type Proof = Awaited<ReturnType<Prover['takeToken']>>;

/**
 * With metadata at hand a token costs one request. `readMetadata` throws RegistrarError SIGNIN_UNREACHABLE;
 * `takeToken` never throws for what Entra answers or fails to.
 */
export function createProver(options: ProverOptions): Prover {
  const network = createNetwork(options);
  const readMetadata = metadataReader(options.loginBaseUrl, network);
  const scope = `${options.graphResource ?? 'https://graph.microsoft.com'}/.default`;
  return {
    readMetadata,
    async takeToken(request) {
      try {
        const metadata = request.metadata ?? (await readMetadata(request.tenantId));
        const client = openClient(options.loginBaseUrl, request, metadata, network);
        const result = await client.acquireTokenByClientCredential({ scopes: [scope], skipCache: true });
        return evidence(result?.accessToken ?? '');
      } catch (error) {
        return refused(error);
      }
    },
  };
}

function openClient(
  loginBaseUrl: string,
  { tenantId, appId, secret }: Request,
  authorityMetadata: string,
  networkClient: INetworkModule,
): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: authorityOf(loginBaseUrl, tenantId),
      knownAuthorities: [new URL(loginBaseUrl).host],
      clientSecret: secret.expose(),
      authorityMetadata,
    },
    system: { networkClient },
  });
}

function evidence(token: string): Proof {
  const roles = rolesIn(token);
  return roles === undefined ? { kind: 'unreadable' } : { kind: 'roles', roles };
}

function refused(error: unknown): Proof {
  if (error instanceof RegistrarError) return { kind: 'no-answer', cause: 'no metadata' };
  const refusal = entraRefusal(error);
  if (refusal === undefined) throw error;
  const { aadsts, message, word } = refusal;
  return aadsts === undefined ? { kind: 'no-answer', cause: word } : { kind: 'refused', aadsts, message };
}
