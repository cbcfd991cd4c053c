/** A new credential beside the old; the old one goes when somebody says that the new one is in use everywhere. */
import { firstOpenPlace } from '../../core/checklist.ts';
import { FIELDS } from '../../core/choices.ts';
import { parseKeyId } from '../../core/ids.ts';
import { credentialEnds } from '../../core/lapses.ts';
import type { Renewal, Run, Step } from '../../core/run.ts';
import { currentSteps, removalStep } from '../../core/steps.ts';
import { typedOf } from '../../core/typed-of.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { requirePhase, requireRequester } from '../records.ts';
import { begin, blank, definitionOf } from './begin.ts';

/**
 * A run of its own, begun at its form. One that is under way already is gone on with. Anybody who may register and
 * consent can renew: it is not bound to whoever set it up. Errors: RENEW_NOTHING.
 */
export async function renew(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  origin: string,
): Promise<Run> {
  const { run: old, steps } = await records.read(actor, runId);
  const renewal = renewalOf(old, steps);
  if (renewal === null || old.registration === null || old.choices === null)
    throw new RegistrarError('RENEW_NOTHING');
  const open = await underWay(ports, old);
  if (open !== undefined) return open;
  const definition = definitionOf(ports, old.connectorId);
  const run = await blank(ports, actor, definition, origin);
  return begin(ports, {
    ...run,
    renews: renewal,
    typed: {
      ...typedOf(definition, old.choices),
      [FIELDS.registration]: old.registration.appId,
      [FIELDS.credential]: renewal.kind,
    },
  });
}

/** The credential of a run that is in force: one we made, by the key id we recorded. */
function renewalOf(run: Run, steps: readonly Step[]): Renewal | null {
  const ready = run.phase === 'proven' || run.phase === 'handed-over';
  const step = currentSteps(steps).find(({ kind }) => kind === 'secret' || kind === 'certificate');
  const keyId = parseKeyId(step?.effectId);
  const ends = credentialEnds(run);
  if (!ready || run.superseded !== null || step === undefined || keyId === undefined || ends === null)
    return null;
  const kind = step.kind === 'certificate' ? 'certificate' : 'secret';
  const description = run.plan?.credential.kind === 'secret' ? run.plan.credential.description : null;
  return { runId: run.id, keyId, kind, description, ends };
}

const OVER: ReadonlySet<Run['phase']> = new Set(['declined', 'cancelled']);

async function underWay(ports: EnginePorts, { tenantId, id }: Run): Promise<Run | undefined> {
  const runs = await ports.ledger.list(tenantId);
  return runs.find(({ renews, phase }) => renews?.runId === id && !OVER.has(phase));
}

/** Errors: RENEW_NOTHING, CHECKLIST_OPEN while a place of use is not ticked, RENEW_NOT_HANDED_OVER. */
export async function removeOld(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<Run> {
  return records.change(actor, runId, ({ run, steps }) => {
    requireRequester(run, actor);
    requirePhase(run, 'proven', 'handed-over');
    if (run.renews === null) throw new RegistrarError('RENEW_NOTHING');
    if (steps.some(({ kind }) => kind === 'remove-credential')) throw new RegistrarError('RUN_STALE');
    const secret = run.plan?.credential.kind === 'secret';
    if (secret && run.handOver.state !== 'revealed' && run.handOver.state !== 'sent')
      throw new RegistrarError('RENEW_NOT_HANDED_OVER');
    const open = firstOpenPlace(run, definitionOf(ports, run.connectorId));
    if (open !== undefined) throw new RegistrarError('CHECKLIST_OPEN', { text: open.text });
    return {
      run: { phase: 'working', waiting: null, failure: null, handOver: { ...run.handOver, state: 'sent' } },
      steps: [removalStep(run.renews)],
      history: [records.event('old-credential-removal-asked', actor)],
    };
  });
}
