/** What a sealed credential value is bound to: it opens for this admin, tenant and run alone. */
import type { Run } from '../core/run.ts';

export function secretBinding(run: Pick<Run, 'tenantId' | 'id' | 'requester'>): string {
  return `secret|${run.tenantId}|${run.requester.oid}|${run.id}`;
}
