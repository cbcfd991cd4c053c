/** A run as a face draws it: everything a card or page needs, nothing it must decide, no secret. */
import type {
  CheckView,
  ConnectorSummary,
  PlanView,
  ProofView,
  RunLine,
  RunView,
  StepView,
} from '../contract.ts';
import { explain } from '../errors.ts';
import type { Explained } from '../errors.ts';
import { checks, mayConsent } from './checks.ts';
import { choicesForm } from './choices-form.ts';
import type { Definition } from './definition.ts';
import type { CertificateFacts, Plan } from './plan-types.ts';
import { planNumber } from './plan.ts';
import type { Run, Step, StepKind } from './run.ts';
import { currentSteps, isSettled } from './steps.ts';

export function summary(definition: Definition): ConnectorSummary {
  return {
    id: definition.id,
    title: definition.title,
    vendor: definition.vendor.name,
    purpose: definition.purpose,
  };
}

export function viewOf(
  run: Run,
  steps: readonly Step[],
  definition: Definition,
  certificate: CertificateFacts | null,
): RunView {
  return {
    runId: run.id,
    tenantId: run.tenantId,
    revision: run.revision,
    phase: run.phase,
    origin: run.origin,
    connector: summary(definition),
    requester: run.requester,
    approver: run.approval.asked,
    approvedBy: run.approval.approvedBy,
    declined:
      run.approval.declined === null
        ? null
        : { by: run.approval.declined.by.displayName, reason: run.approval.declined.reason },
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
    choices: choicesForm(definition, run.typed, run.fieldErrors, certificate),
    checks: checkViews(run, definition),
    plan: run.plan === null || run.planHash === null ? null : planView(run, run.plan, run.planHash),
    steps: stepViews(run, steps),
    waiting: run.waiting === null ? null : { ...explain(run.waiting), until: run.waiting.until },
    needsSignInOf: run.needsSignInOf,
    failure: explained(run.failure),
    live: live(run, steps),
    proof: proofView(run),
    registration: registrationView(run),
    handOver: {
      state: run.handOver.state,
      openedAt: run.handOver.openedAt,
      openedBy: run.handOver.openedBy?.displayName ?? null,
    },
    lapseEffect: definition.lapse.effect,
    handOverTo: definition.handOver.to,
    findings: run.findings.map(explain),
  };
}

export function lineOf(run: Run, definition: Definition | undefined): RunLine {
  return {
    runId: run.id,
    connectorTitle: definition?.title ?? run.connectorId,
    name: run.plan?.application.displayName ?? run.choices?.name ?? run.typed['name'] ?? '',
    phase: run.phase,
    requester: run.requester.displayName,
    credentialEnds: credentialEnds(run),
    updatedAt: run.updatedAt,
  };
}

function checkViews(run: Run, definition: Definition): CheckView[] {
  if (run.facts === null || run.choices === null) return [];
  return checks(run.facts, definition, run.choices).map(({ id, state, failure }) => ({
    id,
    state,
    text: explain(failure),
  }));
}

function planView(run: Run, plan: Plan, hash: string): PlanView {
  const roles = run.facts?.roles.known === true ? run.facts.roles.value : [];
  const approvers = run.facts?.approvers.known === true ? run.facts.approvers.value : [];
  return {
    number: planNumber(hash),
    hash,
    tenantName: plan.tenant.displayName,
    applicationName: plan.application.displayName,
    audience: plan.application.signInAudience,
    redirects: Object.values(plan.application.redirects).flat(),
    permissions: plan.permissions.map(({ value, type, displayName, why }) => ({
      value,
      type,
      displayName,
      why,
    })),
    credential: plan.credential,
    creatorBecomesOwner: plan.creatorBecomesOwner,
    requesterMayConsent: mayConsent(roles, plan.permissions),
    approvers: approvers
      .filter(({ oid }) => oid !== run.requester.oid)
      .map(({ oid, displayName, role }) => ({ oid, displayName, role })),
  };
}

/** One line for the application, the service principal, the consents together, the credential and the proof. */
function stepViews(run: Run, steps: readonly Step[]): StepView[] {
  const current = currentSteps(steps);
  if (current.length === 0) return [];
  const rows = GROUPS.map(({ id, kinds }) =>
    group(
      id,
      current.filter((step) => kinds.includes(step.kind)),
      run,
    ),
  );
  return [...rows.flatMap((row) => (row === undefined ? [] : [row])), proofStep(run, current)];
}

const GROUPS: readonly { readonly id: string; readonly kinds: readonly StepKind[] }[] = [
  { id: 'Application', kinds: ['application'] },
  { id: 'Service principal', kinds: ['service-principal'] },
  { id: 'Consent', kinds: ['app-role', 'delegated-grant'] },
  { id: 'Secret', kinds: ['secret'] },
  { id: 'Certificate', kinds: ['certificate'] },
];

function group(id: string, steps: readonly Step[], run: Run): StepView | undefined {
  const first = steps.find((step) => !isSettled(step)) ?? steps[0];
  if (first === undefined) return undefined;
  const done = steps.filter(isSettled).length;
  const label = steps.length > 1 ? `${id} (${done} of ${steps.length})` : id;
  return {
    id,
    label,
    state: stateOf(steps, first, run),
    actor: first.actor?.displayName ?? null,
    text: explained(first.failure),
  };
}

function stateOf(steps: readonly Step[], first: Step, run: Run): StepView['state'] {
  if (steps.every(isSettled)) return 'done';
  if (first.state === 'compensated' || first.state === 'compensating') return 'undone';
  if (first.state === 'failed' || first.state === 'needs_human') return 'failed';
  if (first.state === 'unknown') return 'held-up';
  if (first.state === 'planned' && first.failure !== null && run.waiting !== null) return 'held-up';
  return first.state === 'intended' ? 'working' : 'waiting';
}

function proofStep(run: Run, current: readonly Step[]): StepView {
  const ready = current.every(isSettled);
  const judged = run.proof !== null && run.phase !== 'working';
  const state = judged ? outcome(run.proof) : run.phase === 'cancelled' ? 'undone' : proofPending(run, ready);
  return { id: 'Proof', label: 'Proof', state, actor: null, text: null };
}

/** A read-back that misses something was made, and proved nothing. */
function outcome({ permissions, credential }: NonNullable<Run['proof']>): StepView['state'] {
  const verdicts = [credential, ...permissions.flatMap(({ granted, inToken }) => [granted, inToken])];
  return verdicts.includes('missing') ? 'failed' : 'done';
}

function proofPending(run: Run, ready: boolean): StepView['state'] {
  if (!ready) return 'waiting';
  if (run.phase === 'needs-you') return 'failed';
  return run.waiting === null ? 'working' : 'held-up';
}

function live(run: Run, steps: readonly Step[]): string[] {
  const name = run.plan?.application.displayName ?? '';
  return currentSteps(steps)
    .filter((step) => isSettled(step) || step.state === 'unknown' || step.state === 'intended')
    .map((step) => liveLine(step, name) + (isSettled(step) ? '' : ' (perhaps)'));
}

function liveLine(step: Step, name: string): string {
  switch (step.kind) {
    case 'application':
      return `Application ${name}`;
    case 'service-principal':
      return 'Its service principal';
    case 'app-role':
      return `Consent to ${step.step.slice('app-role:'.length)}`;
    case 'delegated-grant':
      return 'Consent to its delegated permissions';
    case 'secret':
      return 'A client secret';
    case 'certificate':
      return 'A certificate';
  }
}

function proofView(run: Run): ProofView | null {
  if (run.proof === null || run.plan === null) return null;
  const { at, permissions, credential } = run.proof;
  return {
    at,
    permissions,
    credential,
    credentialKind: run.plan.credential.kind,
    credentialEnds: credentialEnds(run) ?? '',
  };
}

function credentialEnds(run: Run): string | null {
  const credential = run.plan?.credential;
  if (credential === undefined) return null;
  return credential.kind === 'certificate'
    ? credential.certificate.notAfter
    : (run.credentialEnds ?? credential.endDateTime);
}

/** Deep link of the Microsoft Entra admin centre to the registration's Overview. */
function registrationView(run: Run): RunView['registration'] {
  if (run.registration === null) return null;
  const { appId } = run.registration;
  const portalUrl = `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
  return { appId, name: run.plan?.application.displayName ?? '', portalUrl };
}

function explained(failure: Run['failure']): Explained | null {
  return failure === null ? null : explain(failure);
}
