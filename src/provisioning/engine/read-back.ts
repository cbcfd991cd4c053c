/** The whole registration as the directory has it, in one batch: for looking, and for the proof. */
import type { AppId, ObjectId } from '../core/ids.ts';
import type { Read, Reply } from '../core/operations.ts';
import { namedBy } from '../core/plan-permissions.ts';
import type { Plan } from '../core/plan-types.ts';
import type { ReadBack } from '../core/proof.ts';
import type { Directory, SignedIn } from '../ports.ts';
import { Answers } from './acts/answers.ts';
import type { Act } from './desk.ts';

type Unanswered = Exclude<Reply<unknown>, { kind: 'ok' }>;

/** The first answer that was not one, when there is such. */
export async function readBack({ desk, signIn }: Act): Promise<ReadBack | Unanswered> {
  const { registration, plan, facts } = desk.run;
  if (registration === null || registration.servicePrincipalId === null || plan === null) {
    throw new RangeError('the application and its service principal come first');
  }
  const { servicePrincipalId, ...ids } = registration;
  const resources = facts?.resources ?? [];
  return readRegistration(desk.ports.directory, signIn, plan, { ...ids, servicePrincipalId, resources });
}

export interface WhatToRead extends Pick<ReadBack, 'resources'> {
  readonly applicationId: ObjectId;
  readonly appId: AppId;
  readonly servicePrincipalId: ObjectId;
}

/** Owners, Entra roles and the user only where the plan names them. */
export async function readRegistration(
  directory: Directory,
  signIn: SignedIn,
  { user, directoryRoles }: Plan,
  { applicationId, appId, servicePrincipalId, resources }: WhatToRead,
): Promise<ReadBack | Unanswered> {
  const reads: Read[] = [
    { op: 'application', appId },
    { op: 'app-role-assignments', servicePrincipalId },
    { op: 'delegated-grants', servicePrincipalId },
    ...(user === null
      ? []
      : ([
          { op: 'application-owners', applicationId },
          { op: 'user-named', userPrincipalName: user.userPrincipalName },
        ] as const)),
    ...(directoryRoles.length === 0
      ? []
      : [{ op: 'directory-roles-of', principalId: servicePrincipalId } as const]),
  ];
  const answers = new Answers(reads, await directory.perform(signIn, reads));
  const missing = answers.firstMissing(reads.map(({ op }) => op));
  if (missing !== undefined) return missing;
  return {
    application: answers.value('application') ?? null,
    assignments: answers.value('app-role-assignments') ?? [],
    grants: answers.value('delegated-grants') ?? [],
    owners: answers.value('application-owners') ?? [],
    directoryRoles: answers.value('directory-roles-of') ?? [],
    user: answers.value('user-named') ?? null,
    resources,
  };
}

/** With the names of what it has and no run asked for, as the tenant publishes them now; where it does not, ids stay. */
export async function withNames(directory: Directory, signIn: SignedIn, back: ReadBack): Promise<ReadBack> {
  const known = new Set(
    back.resources
      .flatMap(({ appRoles, scopes }) => [...appRoles, ...scopes])
      .map(({ id }) => id.toLowerCase()),
  );
  if (namedBy(back.assignments, back.application).every((id) => known.has(id))) return back;
  const reads = back.resources.map(({ appId }): Read => ({ op: 'resource', appId }));
  const published = new Answers(reads, await directory.perform(signIn, reads)).all('resource');
  const resources = back.resources.map((one) => published.find(({ appId }) => appId === one.appId) ?? one);
  return { ...back, resources };
}
