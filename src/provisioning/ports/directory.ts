/** The directory of a tenant: written with a person's sign-in, read as the product itself, asked for proof. */
import type { AppId, ObjectId, TenantId } from '../core/ids.ts';
import type { Operation, Reply, ResultOf } from '../core/operations.ts';
import type { Secret } from '../core/secret.ts';
import type { CloseLook, KnownApplication, SeenCredential } from '../core/watch/kept.ts';
import type { SignedIn } from './sign-in.ts';

/** The directory of one tenant, reached with one person's sign-in. */
export interface Directory {
  /**
   * Carries out the operations in one request: alone as itself, several as one batch (20 at most). `ordered`
   * makes each wait for the one before and stop at the first that fails (the rest are `not-sent`). Never
   * retries and never throws for an answer of the directory.
   */
  perform<const Ops extends readonly Operation[]>(
    signIn: SignedIn,
    operations: Ops,
    options?: { readonly ordered?: boolean },
  ): Promise<{ -readonly [K in keyof Ops]: Reply<ResultOf<Ops[K]>> }>;
}

/** The registration's own token, taken as evidence. */
export interface Prover {
  /** OpenID metadata of the tenant, read once in preflight and handed to `takeToken`, as JSON text. */
  readMetadata(tenantId: TenantId): Promise<string>;
  takeToken(request: {
    readonly tenantId: TenantId;
    readonly appId: AppId;
    readonly secret: Secret;
    readonly metadata: string | null;
  }): Promise<
    | { readonly kind: 'roles'; readonly roles: readonly string[] }
    /** A token came but could not be read: "Not checked". */
    | { readonly kind: 'unreadable' }
    | { readonly kind: 'refused'; readonly aadsts: number; readonly message: string }
    | { readonly kind: 'no-answer'; readonly cause: string }
  >;
}

/**
 * What a directory holds that may lapse, read by the product as itself with Application.Read.All and, where the
 * operator lets it, Directory.Read.All.
 */
export interface Inventory {
  /** A way through the directory with one sign-in, made when the first page is asked for. */
  open(tenantId: TenantId, signal: AbortSignal): InventoryReading;
}

/**
 * Each is a list a page at a time: nothing is asked for before the caller comes back for it. Throws RegistrarError
 * with a code of errors/sweep.ts, or the signal's reason.
 */
export interface InventoryReading {
  /** Every application. The link of its pages is from before the first of them, so that nothing falls between. */
  all(): AsyncIterable<InventoryEvent>;
  /** What changed since; the last page has the link to go on from. */
  changes(link: string): AsyncIterable<InventoryEvent>;
  /** These alone; who is in no page is not there. */
  only(appIds: readonly AppId[]): AsyncIterable<InventoryEvent>;
  /** What no list of applications shows of a registration of ours: one look, and pauses before it. */
  closely(registration: OwnRegistration): AsyncIterable<LookEvent>;
  /** How many requests went to Microsoft Graph so far. */
  requests(): number;
}

export type InventoryEvent =
  | InventoryPage
  /** The directory wants a pause; the caller waits and comes back. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** The link no longer counts: only a look at everything helps. */
  | { readonly kind: 'expired' };

export interface InventoryPage {
  readonly kind: 'page';
  /** Each once, with all the credentials it has. */
  readonly seen: readonly SeenApplication[];
  readonly removed: readonly ObjectId[];
  /** Where changes are followed from; null: not known before a later page. It is for the log as little as a token. */
  readonly link: string | null;
}

export interface SeenApplication {
  readonly id: ObjectId;
  readonly appId: AppId;
  readonly displayName: string;
  readonly createdAt: string | null;
  readonly tags: readonly string[];
  readonly credentials: readonly SeenCredential[];
}

export type LookEvent =
  { readonly kind: 'look'; readonly look: CloseLook } | Extract<InventoryEvent, { kind: 'wait' }>;

/** A registration our records know. */
export interface OwnRegistration extends KnownApplication {
  /** Null: our records do not say. */
  readonly servicePrincipalId: ObjectId | null;
  /** Ids of the application permissions that our runs planned for it, in lower case. */
  readonly planned: readonly string[];
}
