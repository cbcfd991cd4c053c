/** Days before the end that somebody chose for a connector, as the decision takes them. */
import type { TenantId } from '../../core/ids.ts';
import type { ConnectorLadders } from '../../core/watch/ladder.ts';
import type { AlertStore } from '../../ports.ts';

export async function laddersOf(
  store: Pick<AlertStore, 'ladders'>,
  tenantId: TenantId,
): Promise<ConnectorLadders> {
  const chosen = await store.ladders(tenantId);
  return Object.fromEntries([...chosen].map(([connectorId, { ladder }]) => [connectorId, ladder]));
}
