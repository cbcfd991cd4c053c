/** A run as a face draws it: everything a card or page needs, nothing it must decide, no secret. */
import type { CheckView, ConnectorSummary, RunLine, RunView } from '../contract.ts';
import { explain } from '../errors.ts';
import type { Explained } from '../errors.ts';
import { applies } from './applies.ts';
import { checklistView, firstOpenPlace } from './checklist.ts';
import { checks } from './checks.ts';
import { choicesForm } from './choices-form.ts';
import type { Definition, Warning } from './definition.ts';
import type { AppId } from './ids.ts';
import { credentialEnds, lapsesOf } from './lapses.ts';
import type { CertificateFacts } from './plan-types.ts';
import { OLD_REMOVED } from './proof-more.ts';
import type { Run, Step } from './run.ts';
import { planView } from './view-plan.ts';
import { liveThings, stepViews } from './view-steps.ts';

export function summary(definition: Definition): ConnectorSummary {
  return {
    id: definition.id,
    title: definition.title,
    vendor: definition.vendor.name,
    purpose: definition.purpose,
  };
}

/** What a view shows that is not in the run. */
export interface ViewGround {
  /** The certificate that was pasted and read, before there is a plan. */
  readonly certificate: CertificateFacts | null;
  /** Sign-in with a code can be used here. */
  readonly deviceCode: boolean;
  /** What this version of the definition asks for beyond the one last approved, in words. */
  readonly widened: readonly string[];
}

export function viewOf(
  run: Run,
  steps: readonly Step[],
  definition: Definition,
  ground: ViewGround,
): RunView {
  return {
    ...whoAndWhen(run, definition),
    choices: choicesView(run, definition, ground),
    checks: checkViews(run, definition),
    adoptable: adoptable(run),
    cleanUp: definition.cleanUp?.why ?? null,
    plan: planView(run, warningsAt('plan', run, definition)),
    steps: stepViews(run, steps),
    waiting: run.waiting === null ? null : { ...explain(run.waiting), until: run.waiting.until },
    needsSignInOf: run.needsSignInOf,
    deviceCode: ground.deviceCode && definition.deviceCode,
    failure: explained(run.failure),
    live: liveThings(run, steps),
    findings: run.findings.map(explain),
    ...afterwards(run, definition),
  };
}

function whoAndWhen(run: Run, definition: Definition) {
  const { declined, asked, approvedBy } = run.approval;
  return {
    runId: run.id,
    tenantId: run.tenantId,
    revision: run.revision,
    phase: run.phase,
    origin: run.origin,
    connector: summary(definition),
    requester: run.requester,
    approver: asked,
    approvedBy,
    declined: declined === null ? null : { by: declined.by.displayName, reason: declined.reason },
    createdAt: run.createdAt,
    updatedAt: run.updatedAt,
  };
}

function choicesView(
  { typed, fieldErrors, known, renews }: Run,
  definition: Definition,
  { certificate, widened }: ViewGround,
): RunView['choices'] {
  const form = choicesForm(definition, typed, fieldErrors, { certificate, known, renews });
  const more = widened.map((right) => `This version asks for more than the last one: ${right}`);
  return { ...form, warnings: [...more, ...form.warnings] };
}

function afterwards(run: Run, definition: Definition) {
  return {
    proof: proofView(run),
    registration: registrationView(run),
    handOver: {
      state: run.handOver.state,
      openedAt: run.handOver.openedAt,
      openedBy: run.handOver.openedBy?.displayName ?? null,
    },
    user: userView(run),
    firstPassword: run.firstPassword,
    checklist: checklistView(run, definition),
    lapses: lapsesOf(run, definition),
    renewal: renewalView(run, definition),
    renewable: renewable(run),
    supersededAt: run.superseded?.removedAt ?? null,
    addMore: addMore(definition),
    nextFunction: definition.functions.find(({ id }) => id === run.remaining[0])?.label ?? null,
    description: descriptionOf(run),
    warnings: warningsAt('hand-over', run, definition),
    lapseEffect: definition.lapse.effect,
    handOverTo: definition.handOver.to,
  };
}

export function lineOf(run: Run, definition: Definition | undefined): RunLine {
  return {
    runId: run.id,
    connectorId: run.connectorId,
    connectorTitle: definition?.title ?? run.plan?.connector.title ?? run.connectorId,
    name: run.plan?.application.displayName ?? run.choices?.name ?? run.typed['name'] ?? '',
    phase: run.phase,
    requester: run.requester.displayName,
    description: descriptionOf(run),
    credentialEnds: run.superseded === null ? credentialEnds(run) : null,
    renewable: renewable(run),
    updatedAt: run.updatedAt,
  };
}

function descriptionOf({ plan }: Run): string | null {
  return plan?.credential.kind === 'secret' ? plan.credential.description : null;
}

function checkViews(run: Run, definition: Definition): CheckView[] {
  if (run.facts === null || run.choices === null) return [];
  // Who consents is settled once somebody was asked; to them the advice to ask somebody would be a riddle.
  const settled = run.approval.asked === null ? null : 'consent';
  return checks(run.facts, definition, run.choices)
    .filter(({ id }) => id !== settled)
    .map(({ id, state, failure }) => ({ id, state, text: explain(failure) }));
}

/** Of the same name, made elsewhere; before anything is approved, the person may choose to take one over. */
function adoptable({ phase, target, facts }: Run): RunView['adoptable'] {
  const open = phase === 'checks' || phase === 'plan';
  if (!open || target.kind === 'existing' || facts?.sameName.known !== true) return [];
  return facts.sameName.value.map(({ appId, createdDateTime }) => ({ appId, created: createdDateTime }));
}

/** The definition's own words of caution, where what was chosen makes them matter. */
export function warningsAt(at: Warning['at'], { choices }: Run, { warnings }: Definition): readonly string[] {
  if (choices === null) return [];
  return warnings.filter((one) => one.at === at && applies(one.when, choices)).map(({ text }) => text);
}

function addMore({ functions, credentials }: Definition): string | null {
  if (functions.length > 0) return 'Add a function';
  const eachFor = credentials.flatMap((offer) =>
    offer.kind === 'secret' ? [offer.description?.eachFor] : [],
  )[0];
  return eachFor === undefined ? null : `Add a ${eachFor}`;
}

/** The old credential of a renewal: until when it works, and whether it may go now. */
function renewalView(run: Run, definition: Definition): RunView['renewal'] {
  const { renews, proof, handOver } = run;
  if (renews === null) return null;
  const handed =
    handOver.state === 'revealed' || handOver.state === 'sent' || run.plan?.credential.kind === 'certificate';
  const removed =
    proof?.more.some(({ what, verdict }) => what === OLD_REMOVED && verdict === 'proven') === true;
  return {
    kind: renews.kind,
    description: renews.description,
    ends: renews.ends,
    removed,
    // While its removal is under way, or was stopped, the button would be out of date.
    removable: isReady(run) && !removed && handed && firstOpenPlace(run, definition) === undefined,
  };
}

/** It has a credential of its own that nothing has taken the place of. */
function renewable(run: Run): boolean {
  const { plan, superseded } = run;
  return isReady(run) && superseded === null && plan !== null && plan.credential.kind !== 'none';
}

function isReady({ phase }: Run): boolean {
  return phase === 'proven' || phase === 'handed-over';
}

function userView({ plan }: Run): RunView['user'] {
  return plan?.user == null ? null : { userPrincipalName: plan.user.userPrincipalName, made: plan.user.kind };
}

export function proofView(run: Run): RunView['proof'] {
  if (run.proof === null || run.plan === null) return null;
  const { at, permissions, credential, more } = run.proof;
  return {
    at,
    permissions,
    credential,
    credentialKind: run.plan.credential.kind,
    credentialEnds: credentialEnds(run) ?? '',
    more,
  };
}

/** Deep link of the Microsoft Entra admin centre to the registration's Overview. */
function registrationView(run: Run): RunView['registration'] {
  if (run.registration === null) return null;
  const { appId } = run.registration;
  return { appId, name: run.plan?.application.displayName ?? '', portalUrl: portalUrl(appId) };
}

export function portalUrl(appId: AppId): string {
  return `https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${appId}`;
}

function explained(failure: Run['failure']): Explained | null {
  return failure === null ? null : explain(failure);
}
