/** The connectors there are, and the faces that are told of changes. */
import type { ConnectorMatch } from '../contract.ts';
import type { Definition } from '../core/definition.ts';
import type { RunId, TenantId } from '../core/ids.ts';

/** The connectors there are. */
export interface Catalog {
  all(): readonly Definition[];
  byId(id: string): Definition | undefined;
  find(words: string): ConnectorMatch;
  /** What the connector asks for beyond the version last approved here, in words; empty: nothing. */
  widened(id: string): readonly string[];
  /** A plan of this version was approved: what it asks for is no longer news. */
  accept(id: string, version: number): void;
}

/** The faces. Told after every committed change; must not throw. */
export interface Host {
  runChanged(tenantId: TenantId, runId: RunId): void;
}
