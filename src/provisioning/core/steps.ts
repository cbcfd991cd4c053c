/** From an approved plan to ledger rows, and from a row to the write it stands for. */
import type { ObjectId } from './ids.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import type { Write } from './operations.ts';
import { requestedAccess } from './plan.ts';
import type { Plan, ResourceFacts } from './plan-types.ts';
import type { Run, Step, StepKind } from './run.ts';

/** Marks every object of ours in the directory, beside the run's own tag. */
export const PRODUCT_TAG = 'registrar';

/** The rows of a plan, in the order in which they are written; the credential is last. */
export function planSteps(run: Run, plan: Plan): Step[] {
  const grants = plan.permissions
    .filter((permission) => permission.type === 'application')
    .map((permission) => row(`app-role:${permission.value}`, 'app-role', permission.id));
  const delegated = plan.permissions.some((permission) => permission.type === 'delegated')
    ? [row('delegated-grant', 'delegated-grant', 'AllPrincipals')]
    : [];
  return [
    row('application', 'application', run.tag),
    row('service-principal', 'service-principal', run.tag),
    ...grants,
    ...delegated,
    credentialStep(run, plan.credential.kind, 1),
  ];
}

/** The `attempt`-th try at the run's credential, findable by its display name. */
export function credentialStep(run: Run, kind: 'secret' | 'certificate', attempt: number): Step {
  return { ...row(kind, kind, `${PRODUCT_TAG} ${run.short}-${attempt}`), attempt };
}

function row(step: string, kind: StepKind, tag: string): Step {
  return {
    step,
    kind,
    attempt: 1,
    tag,
    state: 'planned',
    actor: null,
    effectId: null,
    requestId: null,
    intendedAt: null,
    settledAt: null,
    looks: 0,
    tries: 0,
    retire: false,
    failure: null,
  };
}

/** The newest attempt of each step that is not being retired, in plan order. */
export function currentSteps(steps: readonly Step[]): Step[] {
  const newest = new Map<string, Step>();
  for (const step of steps) {
    const known = newest.get(step.step);
    if (!step.retire && (known === undefined || known.attempt < step.attempt)) newest.set(step.step, step);
  }
  return [...newest.values()];
}

/** A row whose effect is in place, as far as anybody has been told. */
export function isSettled(step: Step): boolean {
  return step.state === 'applied' || step.state === 'verified';
}

/** What a step needs to know that earlier steps brought to light. */
export interface StepContext {
  readonly run: Run;
  readonly plan: Plan;
  readonly resources: readonly ResourceFacts[];
  /** Certificates already on the application, to be kept; read just before. */
  readonly keep: Extract<Write, { op: 'add-certificate' }>['keep'];
}

/** The one write a row stands for. The order of the rows guarantees that the ids it needs are known. */
export function writeFor(step: Step, context: StepContext): Write {
  const { run, plan } = context;
  switch (step.kind) {
    case 'application':
      return applicationWrite(run, plan);
    case 'service-principal':
      return { op: 'upsert-service-principal', appId: registered(run).appId, tags: [PRODUCT_TAG, run.tag] };
    case 'app-role':
      return {
        op: 'assign-app-role',
        clientId: servicePrincipalOf(run),
        resourceId: resourceIdFor(context, step.tag),
        appRoleId: step.tag,
      };
    case 'delegated-grant':
      return delegatedWrite(context);
    case 'secret':
      return {
        op: 'add-password',
        applicationId: registered(run).applicationId,
        displayName: step.tag,
        endDateTime: secretEnd(plan),
      };
    case 'certificate':
      return certificateWrite(step, context);
  }
}

function applicationWrite(run: Run, plan: Plan): Write {
  return {
    op: 'upsert-application',
    uniqueName: run.tag,
    displayName: plan.application.displayName,
    signInAudience: plan.application.signInAudience,
    tags: [PRODUCT_TAG, run.tag],
    requested: requestedAccess(plan),
    redirects: plan.application.redirects,
    publicClient: plan.application.publicClient,
  };
}

function delegatedWrite({ run, plan, resources }: StepContext): Write {
  const delegated = plan.permissions.filter((permission) => permission.type === 'delegated');
  const resource = delegated[0]?.resource ?? MICROSOFT_GRAPH;
  return {
    op: 'grant-delegated',
    clientId: servicePrincipalOf(run),
    resourceId: resources.find((known) => known.appId === resource)?.servicePrincipalId ?? ('' as ObjectId),
    scopes: delegated.map((permission) => permission.value),
  };
}

function certificateWrite(step: Step, { run, plan, keep }: StepContext): Write {
  if (plan.credential.kind !== 'certificate')
    throw new RangeError('a certificate step needs a certificate plan');
  const { certificate } = plan.credential;
  return {
    op: 'add-certificate',
    applicationId: registered(run).applicationId,
    displayName: step.tag,
    der: certificate.der,
    keep,
    startDateTime: certificate.notBefore,
    endDateTime: certificate.notAfter,
  };
}

function secretEnd(plan: Plan): string {
  if (plan.credential.kind !== 'secret') throw new RangeError('a secret step needs a secret plan');
  return plan.credential.endDateTime;
}

function registered(run: Run): NonNullable<Run['registration']> {
  if (run.registration === null) throw new RangeError('the application comes before this step');
  return run.registration;
}

function servicePrincipalOf(run: Run): ObjectId {
  const id = registered(run).servicePrincipalId;
  if (id === null) throw new RangeError('the service principal comes before this step');
  return id;
}

function resourceIdFor({ resources }: StepContext, appRoleId: string): ObjectId {
  const resource = resources.find((known) => known.appRoles.some((role) => role.id === appRoleId));
  if (resource === undefined)
    throw new RangeError('preflight resolves every permission before a plan is made');
  return resource.servicePrincipalId;
}
