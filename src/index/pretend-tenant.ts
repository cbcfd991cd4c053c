/** Which tenant the sandbox pretends to be, asked of the sandbox itself. */
export async function pretendTenant(
  baseUrl: string,
): Promise<{ readonly tenantId: string; readonly tenantName: string }> {
  const response = await fetch(`${baseUrl}/sandbox/about`, { signal: AbortSignal.timeout(2_000) });
  const { tenantId, tenantName } = (await response.json()) as { tenantId: string; tenantName: string };
  return { tenantId, tenantName };
}

/** Its name, asked until it is known; empty: the sandbox does not answer. */
export function pretendTenantName(baseUrl: string): () => Promise<string> {
  let known = '';
  return async () => {
    if (known === '') known = (await pretendTenant(baseUrl).catch(() => null))?.tenantName ?? '';
    return known;
  };
}
