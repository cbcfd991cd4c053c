/** From a ledger row to the write it stands for. */
import type { AppId, KeyId, ObjectId } from './ids.ts';
import type { ApplicationFacts, Results, Write } from './operations.ts';
import { settingsAfter } from './plan-existing.ts';
import type { Plan, ResourceFacts } from './plan-types.ts';
import { requestedAccess } from './requested.ts';
import type { Run, Step } from './run.ts';
import type { Secret } from './secret.ts';
import { PRODUCT_TAG } from './steps.ts';

/** What was there a moment ago. Collections are replaced as a whole, so that what is to stay must be sent along. */
export interface Before {
  readonly application: ApplicationFacts | null;
  readonly grants: Results['delegated-grants'];
}

/** What a step needs to know that earlier steps brought to light. */
export interface StepContext {
  readonly run: Run;
  readonly plan: Plan;
  readonly resources: readonly ResourceFacts[];
  readonly before: Before;
  /** The first password of a user that is to be made; null elsewhere. */
  readonly password: Secret | null;
}

/** The one write a row stands for. The order of the rows guarantees that the ids it needs are known. */
export function writeFor(step: Step, context: StepContext): Write {
  const { run, plan } = context;
  switch (step.kind) {
    case 'user':
      return userWrite(context);
    case 'application':
      return applicationWrite(run, plan);
    case 'settings':
      return settingsWrite(context);
    case 'service-principal':
      return { op: 'upsert-service-principal', appId: registered(run).appId, tags: [PRODUCT_TAG, run.tag] };
    case 'app-role':
      return {
        op: 'assign-app-role',
        clientId: servicePrincipalOf(run),
        resourceId: resourceOfRole(context, step.tag),
        appRoleId: step.tag,
      };
    case 'delegated-grant':
      return delegatedWrite(step.tag as AppId, context);
    case 'owner':
      return {
        op: 'add-owner',
        applicationId: registered(run).applicationId,
        ownerId: userOf(run, plan),
      };
    case 'directory-role':
      return {
        op: 'assign-directory-role',
        principalId: servicePrincipalOf(run),
        roleDefinitionId: step.tag,
      };
    case 'remove-directory-role':
      return { op: 'unassign-directory-role', assignmentId: step.tag };
    case 'remove-app-role':
      return {
        op: 'remove-app-role',
        servicePrincipalId: servicePrincipalOf(run),
        assignmentId: step.tag,
      };
    case 'remove-grant':
      return grantRemoval(step.tag, plan);
    case 'remove-credential':
      return credentialRemoval(step, context);
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

/** Our mark on a user that we made, where it is found again. */
export function userMark(run: Pick<Run, 'tag'>): string {
  return `Service account (${run.tag})`;
}

function userWrite({ run, plan, password }: StepContext): Write {
  const { user } = plan;
  if (user === null || password === null) throw new RangeError('a user step needs a user and a password');
  return {
    op: 'create-user',
    userPrincipalName: user.userPrincipalName,
    displayName: user.displayName,
    mailNickname: user.userPrincipalName.split('@')[0] ?? user.userPrincipalName,
    employeeType: userMark(run),
    neverExpires: user.neverExpires,
    password,
  };
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

function settingsWrite({ run, plan, before }: StepContext): Write {
  if (before.application === null) throw new RangeError('settings are changed from what is there');
  const after = settingsAfter(before.application, plan, plan.existing?.removals != null);
  return { op: 'update-application', applicationId: registered(run).applicationId, ...after };
}

/** One grant for each API: another scope is added to the one that is there. */
function delegatedWrite(resource: AppId, { run, plan, resources, before }: StepContext): Write {
  const scopes = plan.permissions
    .filter((permission) => permission.type === 'delegated' && permission.resource === resource)
    .map(({ value }) => value);
  const resourceId = resources.find((known) => known.appId === resource)?.servicePrincipalId;
  if (resourceId === undefined) throw new RangeError('preflight reads every API a plan names');
  const there = before.grants.find((grant) => grant.allPrincipals && grant.resourceId === resourceId);
  return there === undefined
    ? { op: 'grant-delegated', clientId: servicePrincipalOf(run), resourceId, scopes }
    : { op: 'set-grant-scopes', grantId: there.id, scopes: [...new Set([...there.scopes, ...scopes])] };
}

function grantRemoval(grantId: string, { existing }: Plan): Write {
  const keep = existing?.removals?.grants.find(({ id }) => id === grantId)?.keep ?? [];
  return keep.length === 0
    ? { op: 'remove-grant', grantId }
    : { op: 'set-grant-scopes', grantId, scopes: keep };
}

/** A secret goes by its key id; a certificate by leaving it out of those that stay. */
function credentialRemoval(step: Step, { run, before }: StepContext): Write {
  const { applicationId } = registered(run);
  const keyId = step.tag as KeyId;
  if (run.renews?.kind !== 'certificate') return { op: 'remove-password', applicationId, keyId };
  const all = before.application?.certificates ?? [];
  return { op: 'keep-certificates', applicationId, keep: all.filter((one) => one.keyId !== keyId) };
}

function certificateWrite(step: Step, { run, plan, before }: StepContext): Write {
  if (plan.credential.kind !== 'certificate')
    throw new RangeError('a certificate step needs a certificate plan');
  const { certificate } = plan.credential;
  return {
    op: 'add-certificate',
    applicationId: registered(run).applicationId,
    displayName: step.tag,
    der: certificate.der,
    keep: before.application?.certificates ?? [],
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

function userOf(run: Run, plan: Plan): ObjectId {
  const id = run.userId ?? plan.user?.oid;
  if (id == null) throw new RangeError('the user comes before this step');
  return id;
}

function resourceOfRole({ resources }: StepContext, appRoleId: string): ObjectId {
  const resource = resources.find((known) =>
    known.appRoles.some((role) => role.id.toLowerCase() === appRoleId),
  );
  if (resource === undefined)
    throw new RangeError('preflight resolves every permission before a plan is made');
  return resource.servicePrincipalId;
}
