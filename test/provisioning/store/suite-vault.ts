import { beforeEach, expect, test } from '@jest/globals';
import type { Ledger, SecretPurpose, Vault } from '../../../src/provisioning/ports.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { ANNA, BO, CONTOSO, FABRIKAM, FIRST_PASSWORD, RUN, SEALED, aPending, aRun } from './records.ts';

export function vaultBehaviour(current: () => TestDatabase): void {
  let ledger: Ledger;
  let vault: Vault;
  beforeEach(async () => {
    ({ ledger, vault } = current().store);
    await ledger.create(aRun());
  });
  const storeSecret = (): Promise<void> => ledger.save({ run: aRun({ revision: 2 }), sealed: SEALED });
  const signIn = (person = ANNA, envelope = 'v1.a.b') => ({
    tenantId: CONTOSO,
    person,
    envelope,
    expiresAt: 5,
  });

  test('each person has one sign-in for a run: the newer takes the place of the older', async () => {
    await vault.putSignIn(RUN, signIn());
    await vault.putSignIn(RUN, signIn(BO));
    await vault.putSignIn(RUN, signIn(ANNA, 'v1.newer.b'));
    expect(await vault.signIns(CONTOSO, RUN)).toEqual([
      { person: ANNA, envelope: 'v1.newer.b', expiresAt: 5 },
      { person: BO, envelope: 'v1.a.b', expiresAt: 5 },
    ]);
    await vault.dropSignIn(CONTOSO, RUN, ANNA.oid);
    expect((await vault.signIns(CONTOSO, RUN)).map(({ person }) => person)).toEqual([BO]);
  });

  test('a run that has ended forgets every sign-in', async () => {
    await vault.putSignIn(RUN, signIn());
    await vault.putSignIn(RUN, signIn(BO));
    await ledger.save({ run: aRun({ revision: 2, phase: 'cancelled' }), forgetSignIns: true });
    expect(await vault.signIns(CONTOSO, RUN)).toEqual([]);
  });

  test('a pending sign-in is found by the hash of its state alone, and only once', async () => {
    const pending = aPending({ tenantId: FABRIKAM, purpose: 'approve', planHash: 'hash-1' });
    await vault.putPending(pending);
    await vault.putPending(aPending({ stateHash: 'state-2' }));
    const taken = await Promise.all([vault.takePending('state-1'), vault.takePending('state-1')]);
    expect(taken.filter((one) => one !== null)).toEqual([pending]);
    expect(await vault.takePending('state-1')).toBeNull();
    expect(await vault.takePending('state-2')).toEqual(aPending({ stateHash: 'state-2' }));
  });

  test('a pending sign-in can be looked at as often as one likes before it is taken', async () => {
    const pending = aPending({ tenantId: FABRIKAM });
    await vault.putPending(pending);
    expect(await vault.readPending('state-1')).toEqual(pending);
    expect(await vault.readPending('state-1')).toEqual(pending);
    expect(await vault.takePending('state-1')).toEqual(pending);
    expect(await vault.readPending('state-1')).toBeNull();
  });

  test('pending sign-ins nobody came back for are cleared away a day after they lapsed', async () => {
    const old = aPending({ stateHash: 'old' });
    await vault.putPending(old);
    await vault.putPending(aPending({ expiresAt: old.expiresAt + 24 * 60 * 60 * 1000 + 1 }));
    expect(await vault.takePending('old')).toBeNull();
    expect(await vault.takePending('state-1')).not.toBeNull();
  });

  test('a secret is stored with its entry and looked at without being consumed', async () => {
    await storeSecret();
    const expected = { envelope: SEALED.envelope, keyId: 'key-1', storedAt: '2026-11-21T10:00:00.000Z' };
    expect(await vault.peekSecret(CONTOSO, RUN, 'hand-over')).toEqual(expected);
    expect(await vault.peekSecret(CONTOSO, RUN, 'hand-over')).toEqual(expected);
  });

  test('a newer secret takes the place of the older', async () => {
    await storeSecret();
    const sealed = { ...SEALED, envelope: 'v1.newer.value', keyId: 'key-2' };
    await ledger.save({ run: aRun({ revision: 3, updatedAt: '2026-11-22T10:00:00.000Z' }), sealed });
    expect(await vault.peekSecret(CONTOSO, RUN, 'hand-over')).toMatchObject({
      envelope: 'v1.newer.value',
      storedAt: '2026-11-22T10:00:00.000Z',
    });
  });

  test('of two that shred a secret at once, one did it, and it is gone', async () => {
    await storeSecret();
    const shred = () => vault.shredSecret(CONTOSO, RUN, 'hand-over');
    const shredded = await Promise.all([shred(), shred()]);
    expect(shredded.sort()).toEqual([false, true]);
    expect(await vault.peekSecret(CONTOSO, RUN, 'hand-over')).toBeNull();
    expect(await shred()).toBe(false);
  });

  test('secrets stored before an instant are found in every tenant', async () => {
    await storeSecret();
    await ledger.create(aRun({ tenantId: FABRIKAM }));
    const later = aRun({ tenantId: FABRIKAM, revision: 2, updatedAt: '2026-11-21T11:00:00.000Z' });
    await ledger.save({ run: later, sealed: SEALED });
    expect(await vault.unclaimedSecrets('2026-11-21T10:00:00.000Z')).toEqual([]);
    expect(await vault.unclaimedSecrets('2026-11-21T10:30:00.000Z')).toEqual([
      { tenantId: CONTOSO, runId: RUN, purpose: 'hand-over' },
    ]);
    expect(await vault.unclaimedSecrets('2026-11-22T00:00:00.000Z')).toHaveLength(2);
  });

  test('the secret and the first password of a run are kept apart, and each goes on its own', async () => {
    await storeSecret();
    await ledger.save({ run: aRun({ revision: 3 }), sealed: FIRST_PASSWORD });
    const peek = (purpose: SecretPurpose) => vault.peekSecret(CONTOSO, RUN, purpose);
    expect(await peek('hand-over')).toMatchObject({ envelope: SEALED.envelope });
    expect(await peek('first-password')).toMatchObject({ envelope: FIRST_PASSWORD.envelope });
    expect(
      (await vault.unclaimedSecrets('2026-11-22T00:00:00.000Z')).map(({ purpose }) => purpose).sort(),
    ).toEqual(['first-password', 'hand-over']);
    expect(await vault.shredSecret(CONTOSO, RUN, 'first-password')).toBe(true);
    expect(await peek('first-password')).toBeNull();
    expect(await peek('hand-over')).not.toBeNull();
  });
}
