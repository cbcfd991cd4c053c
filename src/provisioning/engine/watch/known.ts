/** The applications that our records know. */
import type { TenantId } from '../../core/ids.ts';
import type { Phase, Run } from '../../core/run.ts';
import { PRODUCT_TAG } from '../../core/steps.ts';
import type { InventoryPage, OwnRegistration } from '../../ports.ts';
import type { SweepOptions, SweepPorts } from './ports.ts';

/** What these runs made is taken away again, or never was. */
const OVER: ReadonlySet<Phase> = new Set(['cancelling', 'cancelled', 'declined']);

export type KnownRun = Run & { readonly registration: NonNullable<Run['registration']> };

/** Runs whose registration is there, as far as our records go; the newest first. */
export function knownRuns(runs: readonly Run[]): readonly KnownRun[] {
  return runs.filter((run): run is KnownRun => run.registration !== null && !OVER.has(run.phase));
}

/** Each once, under the name it was given last, with what any of its runs planned. */
export async function knownApplications(
  { ledger }: Pick<SweepPorts, 'ledger'>,
  tenantId: TenantId,
): Promise<readonly OwnRegistration[]> {
  const runs = knownRuns(await ledger.list(tenantId));
  const byApplication = Map.groupBy(runs.toReversed(), ({ registration }) => registration.appId);
  return [...byApplication.values()].flatMap((ours) => {
    const newest = ours.at(-1);
    return newest === undefined ? [] : [{ ...identityOf(newest), planned: ours.flatMap(plannedRoles) }];
  });
}

function identityOf({ registration, plan }: KnownRun): Omit<OwnRegistration, 'planned'> {
  return {
    id: registration.applicationId,
    appId: registration.appId,
    displayName: plan?.application.displayName ?? '',
    servicePrincipalId: registration.servicePrincipalId,
  };
}

function plannedRoles({ plan }: Run): readonly string[] {
  return (plan?.permissions ?? []).flatMap(({ type, id }) => (type === 'application' ? [id] : []));
}

export type Keep = (page: InventoryPage) => Pick<InventoryPage, 'seen' | 'removed'>;

/** Of a page, what is kept: all of it, or what our records know or carries our mark. */
export function keeping(known: readonly OwnRegistration[], options: SweepOptions): Keep {
  if (options.everything) return ({ seen, removed }) => ({ seen, removed });
  const appIds = new Set([...known.map(({ appId }) => appId), ...options.own]);
  return ({ seen, removed }) => ({
    seen: seen.filter(({ appId, tags }) => appIds.has(appId) || tags.includes(PRODUCT_TAG)),
    removed,
  });
}
