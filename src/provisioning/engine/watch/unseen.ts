/** What no sweep sees of a tenant, told from the runs and from what the last looks were allowed to see. */
import type { TenantId } from '../../core/ids.ts';
import { seenIn, unseenOf, unseenTogether, type Unseen } from '../../core/watch/unseen.ts';
import { knownRuns } from './known.ts';
import type { SweepPorts } from './ports.ts';

/** Of all its registrations together, as little as is known of the least known one. */
export async function notChecked(
  { ledger, store }: Pick<SweepPorts, 'ledger' | 'store'>,
  tenantId: TenantId,
): Promise<readonly Unseen[]> {
  const runs = await ledger.list(tenantId);
  const appIds = [...new Set(knownRuns(runs).map(({ registration }) => registration.appId))];
  const kept = await store.applications(tenantId, appIds);
  const each = appIds.map((appId) => {
    const look = kept.find((application) => application.appId === appId)?.look;
    return unseenOf(appId, runs, seenIn(look));
  });
  return unseenTogether(each);
}
