/** What a sweep sees and our records know, as plain as it can be. */
import type { AppId, KeyId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import type {
  CloseLook,
  InventoryStore,
  KnownApplication,
  SeenApplication,
  SeenCredential,
} from '../../../src/provisioning/ports.ts';
import { CONTOSO } from './records.ts';

const guid = (block: string, number: number): string =>
  `${block.repeat(4)}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

export const objectId = (number: number) => guid('a1', number) as ObjectId;
export const appId = (number: number) => guid('a2', number) as AppId;
export const keyId = (number: number) => guid('a3', number) as KeyId;

export function aKnown(number: number): KnownApplication {
  return { id: objectId(number), appId: appId(number), displayName: `Application ${number}` };
}

export function aSeen(
  number: number,
  credentials: readonly SeenCredential[] = [aSecret(number)],
): SeenApplication {
  return { ...aKnown(number), createdAt: '2026-01-05T08:00:00.000Z', tags: [], credentials };
}

export function aSecret(number: number, changes: Partial<SeenCredential> = {}): SeenCredential {
  return {
    kind: 'secret',
    keyId: keyId(number),
    displayName: `secret ${number}`,
    starts: '2026-01-05T08:00:00.000Z',
    ends: '2027-01-05T08:00:00.000Z',
    ...changes,
  };
}

export const AT = '2026-11-21T10:00:00.000Z';

export function aLook(number: number, changes: Partial<CloseLook> = {}): CloseLook {
  return {
    ...{ applicationId: objectId(number), appId: appId(number) },
    federated: [{ id: keyId(9), name: 'pipeline', issuer: 'https://ci.example', subject: 'main' }],
    ...{ assignments: [], grants: null, directoryRoles: null },
    ...changes,
  };
}

/** One application with one secret, looked at alone, swept to the end. */
export async function sweepOne(store: InventoryStore): Promise<void> {
  const leased = (await store.lease(CONTOSO)) ?? { tenantId: CONTOSO, fence: 0 };
  const hold = await store.begin(leased, { pass: 'first', everything: false, at: AT });
  await store.write(hold, { seen: [aSeen(1)], removed: [] }, AT);
  await store.look(hold, aLook(1), AT);
  await store.finish(hold, { link: 'link', linkAt: AT, requests: 2, at: AT }, 60);
}
