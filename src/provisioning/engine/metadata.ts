/** OpenID metadata, read beside the preflight so that the proof needs one request for its token, not two. */
import type { TenantId } from '../core/ids.ts';
import type { Prover } from '../ports.ts';

export class Metadata {
  readonly #prover: Prover;
  readonly #byTenant = new Map<TenantId, string>();

  constructor(prover: Prover) {
    this.#prover = prover;
  }

  /** Never fails: without it the token client reads it for itself. */
  async read(tenantId: TenantId): Promise<void> {
    try {
      this.#byTenant.set(tenantId, await this.#prover.readMetadata(tenantId));
    } catch {
      this.#byTenant.delete(tenantId);
    }
  }

  known(tenantId: TenantId): string | null {
    return this.#byTenant.get(tenantId) ?? null;
  }
}
