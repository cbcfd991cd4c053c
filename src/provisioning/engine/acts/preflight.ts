/** One batch of reads before anything is planned, and one more about what it found; unknown is said to be unknown. */
import { checks } from '../../core/checks.ts';
import { consentAsked, rolesThatApprove } from '../../core/approvers.ts';
import type { Definition } from '../../core/definition.ts';
import { MICROSOFT_GRAPH, type AppId } from '../../core/ids.ts';
import type { Read } from '../../core/operations.ts';
import { canonical, makePlan } from '../../core/plan.ts';
import { permissionsChosen } from '../../core/permissions.ts';
import { remembered } from '../../core/plan-permissions.ts';
import { userPrincipalNameOf } from '../../core/plan-people.ts';
import type { Choices, ExistingFacts, Known, TenantFacts } from '../../core/plan-types.ts';
import { roleName } from '../../core/roles.ts';
import type { Run } from '../../core/run.ts';
import { failure } from '../../errors.ts';
import type { Act, ActResult } from '../desk.ts';
import { readRefused } from '../refusals.ts';
import { Answers } from './answers.ts';

export async function preflight(act: Act, definition: Definition, choices: Choices): Promise<ActResult> {
  const consenting = rolesThatApprove(consentAsked(definition, choices)) ?? [];
  const first = firstReads(act.desk.run, definition, choices, consenting);
  const replies = new Answers(first, await act.desk.ports.directory.perform(act.signIn, first));
  const unanswered = replies.firstMissing(['organization', 'me', 'resource', 'application']);
  if (unanswered !== undefined) return readRefused(act, unanswered, 'the checks');
  const second = secondReads(replies, choices);
  const more = new Answers(
    second,
    second.length === 0 ? [] : await act.desk.ports.directory.perform(act.signIn, second),
  );
  const unread = more.firstMissing([
    'app-role-assignments',
    'delegated-grants',
    'application-owners',
    'directory-roles-of',
  ]);
  if (unread !== undefined) return readRefused(act, unread, 'the registration');
  const { target } = act.desk.run;
  const existing = existingFacts(replies, more);
  if (target.kind === 'existing' && existing === null) {
    await act.desk.commit({
      run: () => ({ failure: failure('RUN_TARGET_GONE', { id: target.appId }), waiting: null }),
    });
    return 'rest';
  }
  await conclude(act, definition, choices, {
    ...factsFrom(replies, act, consenting),
    resources: replies
      .all('resource')
      .map((resource) => remembered(resource, permissionsChosen(definition, choices), existing)),
    existing,
    user: userFacts(more, choices),
  });
  return 'again';
}

function firstReads(
  { target }: Run,
  definition: Definition,
  choices: Choices,
  consenting: readonly string[],
): Read[] {
  return [
    { op: 'organization' },
    { op: 'me' },
    { op: 'my-roles' },
    { op: 'registration-policy' },
    { op: 'credential-policy' },
    { op: 'applications-named', displayName: choices.name },
    { op: 'sign-in-log' },
    ...consenting.map((roleTemplateId) => ({ op: 'role-holders', roleTemplateId }) as const),
    ...resourcesOf(definition, choices).map((appId) => ({ op: 'resource', appId }) as const),
    ...(choices.user === null ? [] : [{ op: 'domains' } as const]),
    ...(choices.directoryRoles.length + choices.rolesToRemove.length === 0
      ? []
      : [{ op: 'role-definitions' } as const]),
    ...(target.kind === 'new'
      ? []
      : ([
          { op: 'application', appId: target.appId },
          { op: 'service-principal', appId: target.appId },
        ] as const)),
  ];
}

/** What is looked up by an id or a name that the first batch brought. */
function secondReads(replies: Answers, choices: Choices): Read[] {
  const application = replies.value('application') ?? null;
  const servicePrincipal = replies.value('service-principal') ?? null;
  const userPrincipalName =
    choices.user === null ? null : userPrincipalNameOf(choices.user, replies.known('domains'));
  return [
    ...(application === null ? [] : [{ op: 'application-owners', applicationId: application.id } as const]),
    ...(servicePrincipal === null
      ? []
      : ([
          { op: 'app-role-assignments', servicePrincipalId: servicePrincipal.id },
          { op: 'delegated-grants', servicePrincipalId: servicePrincipal.id },
          { op: 'directory-roles-of', principalId: servicePrincipal.id },
        ] as const)),
    ...(userPrincipalName === null ? [] : [{ op: 'user-named', userPrincipalName } as const]),
  ];
}

function existingFacts(replies: Answers, more: Answers): ExistingFacts | null {
  const application = replies.value('application') ?? null;
  if (application === null) return null;
  return {
    application,
    servicePrincipalId: replies.value('service-principal')?.id ?? null,
    assignments: more.value('app-role-assignments') ?? [],
    grants: more.value('delegated-grants') ?? [],
    owners: more.value('application-owners') ?? [],
    directoryRoles: more.value('directory-roles-of') ?? [],
  };
}

function userFacts(more: Answers, { user }: Choices): TenantFacts['user'] {
  return user === null ? { known: true, value: null } : more.known('user-named');
}

async function conclude(
  { desk }: Act,
  definition: Definition,
  choices: Choices,
  facts: TenantFacts,
): Promise<void> {
  const made = makePlan(definition, {
    choices,
    target: desk.run.target,
    renews: desk.run.renews,
    facts,
    now: desk.now(),
  });
  // What is certain to be refused is not planned.
  const blocked = checks(facts, definition, choices).filter(({ state }) => state === 'bad');
  const problems = made.ok ? blocked.map((one) => one.failure) : made.problems;
  const ready =
    made.ok && problems.length === 0
      ? {
          plan: made.plan,
          planHash: desk.ports.hash.sha256(canonical(made.plan)),
          phase: desk.run.mode === 'by-hand' ? ('by-hand' as const) : ('plan' as const),
          failure: null,
        }
      : { plan: null, planHash: null, failure: problems[0] ?? null };
  await desk.commit({
    run: (): Partial<Run> => ({ facts, waiting: null, ...ready }),
    history: [desk.event('checked', desk.run.requester)],
  });
}

function factsFrom(
  replies: Answers,
  { desk, signIn }: Act,
  consenting: readonly string[],
): Omit<TenantFacts, 'existing' | 'user' | 'resources'> {
  const organization = replies.value('organization');
  const me = replies.value('me');
  return {
    tenant: { id: desk.run.tenantId, displayName: organization?.displayName ?? '' },
    me: me ?? { ...signIn.person, userPrincipalName: '', guest: false },
    roles: replies.known('my-roles'),
    usersMayRegister: map(replies.known('registration-policy'), (policy) => policy.usersMayRegister),
    credentialPolicy: replies.known('credential-policy'),
    sameName: replies.known('applications-named'),
    approvers: approvers(replies, consenting),
    signInLogsReadable: replies.known('sign-in-log').known,
    domains: replies.known('domains'),
    roleDefinitions: replies.known('role-definitions'),
    at: new Date(desk.now()).toISOString(),
  };
}

function approvers(replies: Answers, consenting: readonly string[]): TenantFacts['approvers'] {
  const lists = replies.allKnown('role-holders');
  const missing = lists.find((list) => !list.known);
  if (missing !== undefined) return missing;
  const people = lists.flatMap((list, i) =>
    list.known ? list.value.map((person) => ({ ...person, role: roleName(consenting[i] ?? '') })) : [],
  );
  return {
    known: true,
    value: people.filter((person, i) => people.findIndex(({ oid }) => oid === person.oid) === i),
  };
}

/** Every API whose permissions could be asked for, and Microsoft Graph: its permissions may be on what is there. */
function resourcesOf(definition: Definition, choices: Choices): AppId[] {
  const permissions = definition.permissions.flatMap((choice) =>
    choice.kind === 'one-of'
      ? choice.options.flatMap(({ permission }) => (permission === undefined ? [] : [permission]))
      : [choice.permission],
  );
  const graph = choices.morePermissions.length > 0 || permissions.length === 0 ? [MICROSOFT_GRAPH] : [];
  return [...new Set([...permissions.map(({ resource }) => resource), ...graph])];
}

function map<A, B>(known: Known<A>, into: (value: A) => B): Known<B> {
  return known.known ? { known: true, value: into(known.value) } : known;
}
