/** The first password of a user that was made: shown once, to the admin who asked for it, and never to the vendor. */
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { requirePhase, requireRequester } from '../records.ts';
import { secretBinding } from '../secrets.ts';

/** How long a revealed value stays on the page. */
const SHOWN_MS = 10 * 60_000;

/** Errors: HANDOVER_NO_PASSWORD, HANDOVER_PASSWORD_SHOWN, USER_PASSWORD_GONE. */
export async function revealPassword(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<{ value: string; until: string }> {
  const { run } = await records.read(actor, runId);
  requireRequester(run, actor);
  requirePhase(run, 'proven', 'handed-over');
  const name = run.plan?.user?.userPrincipalName ?? '';
  if (run.firstPassword === 'none') throw new RegistrarError('HANDOVER_NO_PASSWORD');
  if (run.firstPassword === 'gone') throw new RegistrarError('USER_PASSWORD_GONE', { name });
  const sealed = await ports.vault.peekSecret(run.tenantId, run.id, 'first-password');
  const taken = sealed !== null && (await ports.vault.shredSecret(run.tenantId, run.id, 'first-password'));
  if (sealed === null || !taken) throw new RegistrarError('HANDOVER_PASSWORD_SHOWN', { name });
  const password = ports.sealer.open(sealed.envelope, secretBinding(run, 'first-password'));
  await records.change(actor, runId, () => ({
    run: { firstPassword: 'revealed' },
    history: [records.event('first-password-revealed', actor)],
  }));
  return { value: password.expose(), until: new Date(ports.clock.now() + SHOWN_MS).toISOString() };
}
