/** What a sealed value is bound to: it opens for this admin, tenant, run and purpose alone. */
import type { Run } from '../core/run.ts';
import type { SecretPurpose } from '../ports.ts';

export function secretBinding(
  run: Pick<Run, 'tenantId' | 'id' | 'requester'>,
  purpose: SecretPurpose,
): string {
  return `${purpose}|${run.tenantId}|${run.requester.oid}|${run.id}`;
}
