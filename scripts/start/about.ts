/** What the pretend cloud says of itself (`GET /sandbox/about`), as much of it as the chat client needs. */

export interface PretendPerson {
  readonly key: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  readonly oid: string;
}

export interface About {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly people: readonly PretendPerson[];
}

export async function readAbout(sandboxUrl: string): Promise<About> {
  const response = await fetch(`${sandboxUrl}/sandbox/about`, { signal: AbortSignal.timeout(5_000) });
  return (await response.json()) as About;
}
