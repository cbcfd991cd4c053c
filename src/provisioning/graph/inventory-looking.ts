/**
 * A registration of ours looked at alone: whom it trusts to sign in as it, and what it is granted. Where the tenant has
 * not consented to reading grants and Entra roles, that is noticed once, and they stay unread.
 */
import { z } from 'zod/v4';
import type { Read, ResultOf } from '../core/operations.ts';
import { RegistrarError } from '../errors.ts';
import type { CloseLook, FederatedCredential, LookEvent, OwnRegistration } from '../ports.ts';
import { decode } from './decode.ts';
import type { GraphRequest } from './http.ts';
import type { Answered, Asking, Wait } from './inventory-asking.ts';
import { federatedOf, followed, quietly } from './inventory-requests.ts';
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

  constructor(asking: Asking, { base, grants }: LookingOptions) {
    this.#asking = asking;
    this.#base = base;
    this.#grants = grants;
  }

  async *at({ id, appId, servicePrincipalId }: OwnRegistration): AsyncGenerator<LookEvent, void> {
    const federated = yield* this.#list(federatedOf(id), readFederated);
    const rights = servicePrincipalId === null ? NONE : yield* this.#rights(servicePrincipalId);
    yield { kind: 'look', look: { applicationId: id, appId, federated, ...rights } };
  }

  async *#rights(servicePrincipalId: NonNullable<OwnRegistration['servicePrincipalId']>) {
    const assignments = yield* this.#ask({ op: 'app-role-assignments', servicePrincipalId });
    const grants = yield* this.#guarded({ op: 'delegated-grants', servicePrincipalId });
    const directoryRoles = yield* this.#guarded({
      op: 'directory-roles-of',
      principalId: servicePrincipalId,
    });
    return { assignments, grants, directoryRoles };
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
