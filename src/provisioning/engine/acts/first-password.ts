/** The first password of a user: made before the user is, sealed with the note that it is about to be made. */
import { passwordFrom } from '../../core/password.ts';
import { Secret } from '../../core/secret.ts';
import type { Step } from '../../core/run.ts';
import type { Desk } from '../desk.ts';
import type { Change } from '../desk.ts';
import { secretBinding } from '../secrets.ts';

export interface FirstPassword {
  readonly password: Secret;
  readonly sealed: NonNullable<Change['sealed']>;
}

/**
 * Null when no user is among the steps. A try whose answer was lost may have made the user: the next one uses the
 * same password, so that whichever of them did, the password that is kept is the one that works. A password that
 * Entra refused is not tried again.
 */
export async function firstPassword(desk: Desk, steps: readonly Step[]): Promise<FirstPassword | null> {
  const user = steps.find(({ kind }) => kind === 'user');
  if (user === undefined) return null;
  const { run, ports } = desk;
  const binding = secretBinding(run, 'first-password');
  const kept = user.looks > 0 ? await ports.vault.peekSecret(run.tenantId, run.id, 'first-password') : null;
  const password =
    kept === null
      ? new Secret(passwordFrom(ports.newId.hex(256), forbiddenIn(desk)))
      : ports.sealer.open(kept.envelope, binding);
  const envelope = ports.sealer.seal(password, binding);
  return { password, sealed: { purpose: 'first-password', envelope, keyId: '' } };
}

function forbiddenIn({ ports, run }: Desk): string {
  return ports.catalog.byId(run.connectorId)?.user?.forbiddenInPassword ?? '';
}
