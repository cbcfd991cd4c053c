/** The living sign-ins of a run: sealed in the vault, opened only to act. */
import type { ObjectId } from '../core/ids.ts';
import type { Person, Run } from '../core/run.ts';
import type { SignedIn } from '../ports.ts';
import type { EnginePorts } from './ports.ts';

/** An access token this close to its end is not begun with. */
const MARGIN_MS = 60_000;

/** What a sealed sign-in is bound to: it opens for this admin, tenant and run alone. */
function binding(run: Pick<Run, 'tenantId' | 'id'>, oid: ObjectId): string {
  return `sign-in|${run.tenantId}|${oid}|${run.id}`;
}

export async function keepSignIn(
  ports: EnginePorts,
  run: Pick<Run, 'tenantId' | 'id'>,
  signIn: SignedIn,
): Promise<void> {
  await ports.vault.putSignIn(run.id, {
    tenantId: run.tenantId,
    person: signIn.person,
    envelope: ports.sealer.seal(signIn.token, binding(run, signIn.person.oid)),
    expiresAt: signIn.expiresAt,
  });
}

/** Those that live for at least another minute, by object id of the person. */
export async function livingSignIns(ports: EnginePorts, run: Run): Promise<Map<ObjectId, SignedIn>> {
  const kept = await ports.vault.signIns(run.tenantId, run.id);
  const now = ports.clock.now();
  return new Map(
    kept
      .filter(({ expiresAt }) => expiresAt - MARGIN_MS > now)
      .map(({ person, envelope, expiresAt }) => [person.oid, open(ports, run, person, envelope, expiresAt)]),
  );
}

function open(ports: EnginePorts, run: Run, person: Person, envelope: string, expiresAt: number): SignedIn {
  const token = ports.sealer.open(envelope, binding(run, person.oid));
  return { person, tenantId: run.tenantId, token, expiresAt };
}
