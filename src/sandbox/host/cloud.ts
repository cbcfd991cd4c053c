/** What the page around the tab asks of the pretend cloud, so that the browser need not: it stays on one origin. */

export interface PretendPerson {
  readonly key: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly oid: string;
  readonly roles: readonly string[];
}

export interface Tenant {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly people: readonly PretendPerson[];
}

/** As `getAuthToken` gets it: a token, or why there is none. */
export type TokenAnswer = { readonly token: string } | { readonly why: string };

export interface Cloud {
  tenant(): Promise<Tenant>;
  /** @param persona key of a pretend person */
  token(persona: string): Promise<TokenAnswer>;
}

const PATIENCE_MS = 5_000;

/** @param clientId application id of the API the tab calls */
export function createCloud({ cloudUrl, clientId }: { cloudUrl: string; clientId: string }): Cloud {
  return {
    tenant: async () => (await ask(`${cloudUrl}/sandbox/about`)) as Tenant,
    token: async (persona) => {
      const given = await ask(`${cloudUrl}/sandbox/teams-sso`, { persona, clientId });
      const { token, error } = given as { token?: string; error?: string };
      return token === undefined ? { why: error ?? 'The pretend cloud gave no token.' } : { token };
    },
  };
}

async function ask(url: string, body?: object): Promise<unknown> {
  const post = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return (await fetch(url, body === undefined ? { signal } : { ...post, signal })).json();
}
