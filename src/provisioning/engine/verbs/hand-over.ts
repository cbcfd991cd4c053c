/** Giving the vendor what it needs: once, to the admin who asked for it, with a receipt. */
import type { HandOverSheet } from '../../contract.ts';
import { firstRequired } from '../../core/checklist.ts';
import { sheetOf } from '../../core/hand-over-sheet.ts';
import type { Run, Step } from '../../core/run.ts';
import { credentialStep, currentSteps } from '../../core/steps.ts';
import { RegistrarError, failure } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { SecretPurpose } from '../../ports.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { person, requirePhase, requireRequester } from '../records.ts';
import { secretBinding } from '../secrets.ts';
import { definitionOf } from './begin.ts';

/** How long a revealed value stays on the page. */
const SHOWN_MS = 10 * 60_000;
const UNCLAIMED_MS = 24 * 60 * 60_000;

export async function openHandOver(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<HandOverSheet> {
  const run = await records.change(actor, runId, ({ run: stored }) => {
    requireReady(stored, actor);
    const opened = { openedAt: new Date(ports.clock.now()).toISOString(), openedBy: person(actor) };
    const state = stored.handOver.state === 'ready' ? ('opened' as const) : stored.handOver.state;
    return {
      run: { handOver: { ...stored.handOver, ...opened, state } },
      history: [records.event('hand-over-opened', actor)],
    };
  });
  return sheetOf(definitionOf(ports, run.connectorId), run);
}

function requireReady(run: Run, actor: Actor): void {
  requireRequester(run, actor);
  if (run.phase !== 'proven' && run.phase !== 'handed-over') throw new RegistrarError('HANDOVER_NOT_READY');
}

/** The one reveal. Errors: HANDOVER_NO_SECRET, HANDOVER_ALREADY_REVEALED, HANDOVER_UNCLAIMED. */
export async function revealSecret(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<{ value: string; until: string }> {
  const { run } = await records.read(actor, runId);
  requireReady(run, actor);
  if (run.plan?.credential.kind !== 'secret') throw new RegistrarError('HANDOVER_NO_SECRET');
  const sealed = await ports.vault.peekSecret(run.tenantId, run.id, 'hand-over');
  const taken = sealed !== null && (await ports.vault.shredSecret(run.tenantId, run.id, 'hand-over'));
  if (sealed === null || !taken)
    throw new RegistrarError(
      run.handOver.state === 'shredded' ? 'HANDOVER_UNCLAIMED' : 'HANDOVER_ALREADY_REVEALED',
    );
  const secret = ports.sealer.open(sealed.envelope, secretBinding(run, 'hand-over'));
  const now = ports.clock.now();
  const until = new Date(now + SHOWN_MS).toISOString();
  await records.change(actor, runId, ({ run: stored }) => ({
    run: {
      handOver: {
        ...stored.handOver,
        state: 'revealed',
        revealedAt: new Date(now).toISOString(),
        revealUntil: until,
      },
    },
    history: [records.event('secret-revealed', actor)],
  }));
  return { value: secret.expose(), until };
}

/** Errors: CHECKLIST_OPEN when something the connector cannot do without is not ticked. */
export async function confirmSent(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireReady(run, actor);
    const open = firstRequired(run, definitionOf(ports, run.connectorId));
    if (open !== undefined) throw new RegistrarError('CHECKLIST_OPEN', { text: open.text });
    return {
      run: { phase: 'handed-over', handOver: { ...run.handOver, state: 'sent' } },
      history: [records.event('handed-over', actor)],
    };
  });
}

/** A new secret beside the old; the old goes once the new one is proven. */
export async function remakeSecret(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
): Promise<Run> {
  const { run: before } = await records.read(actor, runId);
  requireReady(before, actor);
  await ports.vault.shredSecret(before.tenantId, before.id, 'hand-over');
  return records.change(actor, runId, ({ run, steps }) => {
    requireReady(run, actor);
    if (run.plan?.credential.kind !== 'secret') throw new RegistrarError('HANDOVER_NO_SECRET');
    return {
      run: {
        phase: 'working',
        proof: null,
        // Where the value before was entered says nothing of the new one.
        ticks: run.renews === null ? run.ticks : {},
        handOver: {
          ...run.handOver,
          state: 'none',
          openedAt: null,
          openedBy: null,
          revealedAt: null,
          revealUntil: null,
        },
      },
      steps: [...retired(steps), credentialStep(run, run.plan.credential, newestAttempt(steps) + 1)],
      history: [records.event('secret-remade', actor)],
    };
  });
}

/** The credential nobody fetched is removed; the registration stays. */
export async function removeUnclaimed(records: Records, actor: Actor, runId: string): Promise<Run> {
  return records.change(actor, runId, ({ run, steps }) => {
    requireRequester(run, actor);
    requirePhase(run, 'proven');
    if (run.handOver.state !== 'shredded') throw new RegistrarError('RUN_STALE');
    return {
      run: { phase: 'working' },
      steps: retired(steps),
      history: [records.event('unclaimed-secret-removal-asked', actor)],
    };
  });
}

function retired(steps: readonly Step[]): Step[] {
  return currentSteps(steps)
    .filter((step) => step.kind === 'secret' && step.effectId !== null && step.state !== 'compensated')
    .map((step) => ({ ...step, retire: true }));
}

function newestAttempt(steps: readonly Step[]): number {
  return Math.max(0, ...steps.filter((step) => step.kind === 'secret').map((step) => step.attempt));
}

/** Values nobody fetched for a day are destroyed, and what is left becomes a finding. */
export async function shredUnclaimed(ports: EnginePorts, records: Records): Promise<void> {
  const before = new Date(ports.clock.now() - UNCLAIMED_MS).toISOString();
  for (const { tenantId, runId, purpose } of await ports.vault.unclaimedSecrets(before)) {
    await ports.vault.shredSecret(tenantId, runId, purpose);
    const stored = await ports.ledger.read(tenantId, runId);
    if (stored === null) continue;
    const owner = { ...stored.run.requester, tenantId };
    await records.change(owner, runId, ({ run }) => ({
      run: { ...unclaimed(run, purpose) },
      history: [records.event(`unclaimed-${purpose}-shredded`, owner)],
    }));
  }
}

function unclaimed(run: Run, purpose: SecretPurpose): Partial<Run> {
  if (purpose === 'hand-over') {
    return {
      handOver: { ...run.handOver, state: 'shredded' },
      findings: [...run.findings, failure('HANDOVER_UNCLAIMED')],
    };
  }
  const name = run.plan?.user?.userPrincipalName ?? '';
  return { firstPassword: 'gone', findings: [...run.findings, failure('USER_PASSWORD_GONE', { name })] };
}
