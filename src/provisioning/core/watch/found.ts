/** Credentials that are there and that nobody told us of: for how long people hear of one, and what is told. */
import { DAY, toIso } from '../dates.ts';
import type { TenantId } from '../ids.ts';
import type { KeptApplication, KeptCredential } from './kept.ts';
import type { WatchedLapse } from './types.ts';

/** What nobody here made is told of for as long after its end; an old one in the directory is nobody's concern. */
const FOUND_AFTER = 7 * DAY;
/** Further ahead nobody can be warned. */
const FOUND_BEFORE = 400 * DAY;

/** Of found ones, those that end from then on and before that are told of. */
export function foundWithin(now: number): { readonly from: string; readonly before: string } {
  return { from: toIso(now - FOUND_AFTER), before: toIso(now + FOUND_BEFORE) };
}

/** Epoch ms at which one that ends then begins to be told of, ends, and is told of no more. */
export function foundTurns(ends: string): readonly number[] {
  const end = Date.parse(ends);
  return [end - FOUND_BEFORE + 1, end, end + FOUND_AFTER + 1];
}

/** @param connector whose registration it is on; null ids where it is nobody's. */
export function foundLapse(
  tenantId: TenantId,
  { application, kind, keyId, displayName, starts, ends, goneAt = null }: Found,
  connector: { readonly connectorId: string | null; readonly title: string | undefined },
): WatchedLapse {
  const { appId, displayName: name } = application;
  return {
    ...{ tenantId, kind, keyId, starts, ends },
    id: `key:${keyId}`,
    connectorId: connector.connectorId,
    connectorTitle: connector.title ?? name,
    registration: { appId, name },
    label: displayName ?? '',
    ...{ effect: '', places: [], owner: null, runId: null, checkedAt: null, snooze: null, notOurs: null },
    state: goneAt === null ? 'live' : 'gone',
    source: 'found',
  };
}

type Found = Omit<KeptCredential, 'goneAt'> & Partial<Pick<KeptCredential, 'goneAt'>>;

/**
 * Whom a registration trusts to sign in as it: no date, and in use at the issuer. None of ours has one, so that each was
 * found.
 */
export function federatedLapses(
  tenantId: TenantId,
  { appId, displayName: name, look }: KeptApplication,
  connector: { readonly connectorId: string | null; readonly title: string | undefined },
): readonly WatchedLapse[] {
  return (look?.federated ?? []).map((credential) => ({
    ...{ tenantId, kind: 'federated' as const, keyId: null, starts: null, ends: null },
    id: `federated:${credential.id}`,
    connectorId: connector.connectorId,
    connectorTitle: connector.title ?? name,
    registration: { appId, name },
    label: credential.name,
    effect: '',
    places: [`${credential.subject}, at ${credential.issuer}`],
    ...{ owner: null, runId: null, snooze: null, notOurs: null },
    checkedAt: look?.at ?? null,
    state: 'live' as const,
    source: 'found' as const,
  }));
}
