/** One batch of reads before anything is planned; what cannot be read is said to be unknown. */
import { canonical, makePlan, permissionsChosen } from '../../core/plan.ts';
import type { Definition } from '../../core/definition.ts';
import type { AppId } from '../../core/ids.ts';
import type { Operation, Read, Reply, ResultOf } from '../../core/operations.ts';
import type { Choices, Known, TenantFacts } from '../../core/plan-types.ts';
import { roleName, rolesThatConsent } from '../../core/roles.ts';
import type { Run } from '../../core/run.ts';
import type { Act, ActResult } from '../desk.ts';
import { readRefused } from '../refusals.ts';

export async function preflight(act: Act, definition: Definition, choices: Choices): Promise<ActResult> {
  const resources = resourcesOf(definition);
  const consenting = rolesThatConsent(permissionsChosen(definition, choices));
  const reads = [
    { op: 'organization' },
    { op: 'me' },
    { op: 'my-roles' },
    { op: 'registration-policy' },
    { op: 'credential-policy' },
    { op: 'applications-named', displayName: choices.name },
    { op: 'sign-in-log' },
    ...consenting.map((roleTemplateId) => ({ op: 'role-holders', roleTemplateId }) as const),
    ...resources.map((appId) => ({ op: 'resource', appId }) as const),
  ] satisfies Read[];
  const replies = new Answers(reads, await act.desk.ports.directory.perform(act.signIn, reads));
  const unanswered = replies.firstMissing(['organization', 'me', 'resource']);
  if (unanswered !== undefined) return readRefused(act, unanswered, 'the checks');
  await conclude(act, definition, choices, factsFrom(replies, act, consenting));
  return 'again';
}

async function conclude(
  { desk }: Act,
  definition: Definition,
  choices: Choices,
  facts: TenantFacts,
): Promise<void> {
  const planned = makePlan(definition, choices, facts, desk.now());
  const ready = planned.ok
    ? {
        plan: planned.plan,
        planHash: desk.ports.hash.sha256(canonical(planned.plan)),
        phase: desk.run.mode === 'by-hand' ? ('by-hand' as const) : ('plan' as const),
        failure: null,
      }
    : { plan: null, planHash: null, failure: planned.problems[0] ?? null };
  await desk.commit({
    run: (): Partial<Run> => ({ facts, waiting: null, ...ready }),
    history: [desk.event('checked', desk.run.requester)],
  });
}

function factsFrom(replies: Answers, { desk, signIn }: Act, consenting: readonly string[]): TenantFacts {
  const organization = replies.value('organization');
  const me = replies.value('me');
  return {
    tenant: { id: desk.run.tenantId, displayName: organization?.displayName ?? '' },
    me: me ?? { ...signIn.person, userPrincipalName: '', guest: false },
    roles: replies.known('my-roles'),
    usersMayRegister: map(replies.known('registration-policy'), (policy) => policy.usersMayRegister),
    credentialPolicy: replies.known('credential-policy'),
    sameName: replies.known('applications-named'),
    resources: replies.all('resource'),
    approvers: approvers(replies, consenting),
    signInLogsReadable: replies.known('sign-in-log').known,
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

function resourcesOf(definition: Definition): AppId[] {
  const permissions = definition.permissions.flatMap((choice) =>
    choice.kind === 'one-of'
      ? choice.options.flatMap(({ permission }) => (permission === undefined ? [] : [permission]))
      : [choice.permission],
  );
  return [...new Set(permissions.map(({ resource }) => resource))];
}

function map<A, B>(known: Known<A>, into: (value: A) => B): Known<B> {
  return known.known ? { known: true, value: into(known.value) } : known;
}

type OpName = Read['op'];
type ValueOf<N extends OpName> = ResultOf<Extract<Operation, { op: N }>>;

/** The replies of one batch, asked for by name. */
class Answers {
  readonly #pairs: readonly { readonly op: OpName; readonly reply: Reply<unknown> }[];

  constructor(reads: readonly Read[], replies: readonly Reply<unknown>[]) {
    this.#pairs = reads.map(({ op }, i) => ({
      op,
      reply: replies[i] ?? { kind: 'not-sent', cause: 'no reply' },
    }));
  }

  firstMissing(names: readonly OpName[]): Exclude<Reply<unknown>, { kind: 'ok' }> | undefined {
    for (const { op, reply } of this.#pairs) if (names.includes(op) && reply.kind !== 'ok') return reply;
    return undefined;
  }

  allKnown<N extends OpName>(name: N): Known<ValueOf<N>>[] {
    return this.#pairs.filter(({ op }) => op === name).map(({ reply }) => known<ValueOf<N>>(reply));
  }

  known<N extends OpName>(name: N): Known<ValueOf<N>> {
    return this.allKnown(name)[0] ?? { known: false, code: 'GRAPH_UNAVAILABLE' };
  }

  all<N extends OpName>(name: N): ValueOf<N>[] {
    return this.allKnown(name).flatMap((answer) => (answer.known ? [answer.value] : []));
  }

  value<N extends OpName>(name: N): ValueOf<N> | undefined {
    return this.all(name)[0];
  }
}

function known<T>(reply: Reply<unknown>): Known<T> {
  if (reply.kind === 'ok') return { known: true, value: reply.value as T };
  return { known: false, code: reply.kind === 'refused' ? reply.code : 'GRAPH_UNAVAILABLE' };
}
