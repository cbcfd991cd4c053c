/**
 * A registration of ours looked at alone: whom it trusts to sign in as it, and what it is granted. Where the tenant has
 * not consented to reading grants and Entra roles, that is noticed once, and they stay unread.
 */
import { z } from 'zod/v4';
import type { ObjectId } from '../core/ids.ts';
import type { Read, ResultOf } from '../core/operations.ts';
import { RegistrarError } from '../errors.ts';
import type { CloseLook, FederatedCredential, LookEvent, OwnRegistration } from '../ports.ts';
import { decode } from './decode.ts';
import type { GraphRequest } from './http.ts';
import type { Answered, Asking, Wait } from './inventory-asking.ts';
import { federatedOf, followed, quietly, rolesPublishedBy } from './inventory-requests.ts';
import { toRequest } from './requests.ts';

export interface LookingOptions {
  /** Origin of Graph. */
  readonly base: string;
  readonly grants: boolean;
}

/** With Application.Read.All, and what takes Directory.Read.All. */
type Plain = Extract<Read, { op: 'app-role-assignments' }>;
type Guarded = Extract<Read, { op: 'delegated-grants' | 'directory-roles-of' }>;

export class Looking {
  readonly #asking: Asking;
  readonly #base: string;
  #grants: boolean;
  /** By the object id of the service principal. */
  readonly #published = new Map<ObjectId, Published>();

  constructor(asking: Asking, { base, grants }: LookingOptions) {
    this.#asking = asking;
    this.#base = base;
    this.#grants = grants;
  }

  async *at({ id, appId, servicePrincipalId, planned }: OwnRegistration): AsyncGenerator<LookEvent, void> {
    const federated = yield* this.#list(federatedOf(id), readFederated);
    const rights = servicePrincipalId === null ? NONE : yield* this.#rights(servicePrincipalId, planned);
    yield { kind: 'look', look: { applicationId: id, appId, federated, ...rights } };
  }

  async *#rights(servicePrincipalId: ObjectId, planned: readonly string[]) {
    const assignments = yield* this.#ask({ op: 'app-role-assignments', servicePrincipalId });
    const strange = assignments.filter(({ appRoleId }) => !planned.includes(appRoleId.toLowerCase()));
    const names = strange.length === 0 ? {} : { names: yield* this.#namesOf(strange) };
    const grants = yield* this.#guarded({ op: 'delegated-grants', servicePrincipalId });
    const directoryRoles = yield* this.#guarded({
      op: 'directory-roles-of',
      principalId: servicePrincipalId,
    });
    return { assignments, ...names, grants, directoryRoles };
  }

  /** Where an API does not say, or is not there any more, its permissions stay without a name. */
  async *#namesOf(strange: ResultOf<Plain>): AsyncGenerator<Wait, Readonly<Record<string, string>>> {
    const names: Record<string, string> = {};
    for (const { resourceId, appRoleId } of strange) {
      const id = appRoleId.toLowerCase();
      const name = (yield* this.#publishedBy(resourceId)).get(id);
      if (name !== undefined) names[id] = name;
    }
    return names;
  }

  async *#publishedBy(resourceId: ObjectId): AsyncGenerator<Wait, Published> {
    const known = this.#published.get(resourceId);
    if (known !== undefined) return known;
    const answered = yield* this.#asking.read(rolesPublishedBy(resourceId), readPublished);
    const published: Published = answered.kind === 'good' ? answered.value : new Map();
    this.#published.set(resourceId, published);
    return published;
  }

  async *#guarded<R extends Guarded>(operation: R): AsyncGenerator<Wait, ResultOf<R> | null> {
    if (!this.#grants) return null;
    try {
      return yield* this.#ask(operation);
    } catch (thrown) {
      if (!(thrown instanceof RegistrarError) || thrown.code !== 'SWEEP_DENIED') throw thrown;
      this.#grants = false;
      return null;
    }
  }

  #ask<R extends Plain | Guarded>(operation: R): AsyncGenerator<Wait, ResultOf<R>> {
    const request = quietly(toRequest(operation, this.#base));
    return this.#list(request, (value) => decoded(operation, value));
  }

  /** All pages of a list together, read. What is not there any more trusts nobody and holds nothing. */
  async *#list<T>(first: GraphRequest, read: (items: readonly unknown[]) => T): AsyncGenerator<Wait, T> {
    const items: unknown[] = [];
    for (let request: GraphRequest | undefined = first; request !== undefined;) {
      const answered: Answered<ListPage> = yield* this.#asking.read(request, readList);
      const page = pageIn(answered);
      if (page === 'absent') return read([]);
      items.push(...page.value);
      request = this.#next(page, first);
    }
    return understood(() => read(items));
  }

  #next({ '@odata.nextLink': link }: ListPage, { path }: GraphRequest): GraphRequest | undefined {
    if (link == null) return undefined;
    const next = followed(link, this.#base, path.split('?')[0]);
    if (next === undefined) throw new RegistrarError('SWEEP_ELSEWHERE');
    return next;
  }
}

const NONE: Pick<CloseLook, 'assignments' | 'grants' | 'directoryRoles'> = {
  ...{ assignments: null, grants: null, directoryRoles: null },
};

const listPage = z.looseObject({ value: z.array(z.unknown()), '@odata.nextLink': z.string().nullish() });
type ListPage = z.infer<typeof listPage>;

function pageIn(answered: Answered<ListPage>): ListPage | 'absent' {
  switch (answered.kind) {
    case 'good':
      return answered.value;
    case 'absent':
      return 'absent';
    case 'denied':
      throw answered.why;
    case 'expired':
      throw new RegistrarError('SWEEP_UNREADABLE');
    default:
      return answered satisfies never;
  }
}

function readList(body: unknown): ListPage | undefined {
  return listPage.safeParse(body).data;
}

const MOST_CHARACTERS = 600;
/** As Graph has it for people; the database takes neither U+0000 nor half a character. */
const text = z
  .string()
  .transform((given) => given.replaceAll('\u0000', '').slice(0, MOST_CHARACTERS).toWellFormed());
const federated = z.array(z.object({ id: z.string().min(1), name: text, issuer: text, subject: text }));

function readFederated(items: readonly unknown[]): readonly FederatedCredential[] {
  return federated.parse(items);
}

/** Names of application permissions, by id in lower case. */
type Published = ReadonlyMap<string, string>;

const published = z.object({ appRoles: z.array(z.object({ id: z.string(), value: text.nullish() })) });

function readPublished(body: unknown): Published | undefined {
  const read = published.safeParse(body).data;
  return read && new Map(read.appRoles.map(({ id, value }) => [id.toLowerCase(), value || id]));
}

function decoded<R extends Plain | Guarded>(operation: R, value: readonly unknown[]): ResultOf<R> {
  return decode(operation, { status: 200, body: { value }, at: NaN }) as ResultOf<R>;
}

/** A schema that does not fit: something between here and Microsoft answered. */
function understood<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof z.ZodError ? new RegistrarError('SWEEP_UNREADABLE', {}, { cause }) : cause;
  }
}
