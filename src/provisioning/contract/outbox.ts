/** Alerts on their way to people. Types only. */

/** Which alert, to which channel. There is one row for it, ever: what has been said is not said again. */
export interface OutboxKey {
  readonly tenantId: string;
  readonly lapseId: string;
  /** The end it speaks of: a lapse whose date moves on is warned of anew. */
  readonly ends: string;
  /** Days before the end; 0 is the end itself, and what is below comes after it. */
  readonly band: number;
  readonly channelId: string;
}

/** An alert to be sent. All times of the outbox are business time: ISO 8601 in UTC, as the caller gives them. */
export interface OutboxNote extends OutboxKey {
  readonly dueAt: string;
  /** Ids and facts that the card is drawn from, as JSON; never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The message that is edited in place; null: a new one is posted. */
  readonly edits: string | null;
}

export type OutboxState =
  | { readonly kind: 'pending' }
  /** A request may be on its way. */
  | { readonly kind: 'sending'; readonly since: string }
  | { readonly kind: 'sent'; readonly at: string; readonly activityId: string }
  /** No clear answer came. `repeatAt`: when it is taken up once more; null: no more can be done. */
  | { readonly kind: 'maybe-sent'; readonly since: string; readonly repeatAt: string | null }
  | { readonly kind: 'retry'; readonly notBefore: string; readonly code: string }
  | { readonly kind: 'dead'; readonly at: string; readonly by: OutboxRefusal; readonly code: string }
  | { readonly kind: 'superseded' | 'cancelled'; readonly at: string };

/** What takes nothing: the conversation, or it takes others but not this message. */
export type OutboxRefusal = 'channel' | 'message';

export interface OutboxRow extends OutboxNote {
  readonly state: OutboxState;
  /** How often it has been tried, the attempt under way included. */
  readonly attempts: number;
  /** How many of them got no clear answer: it may have arrived, and what goes out now says so. */
  readonly unanswered: number;
  /** The full card was too large for Teams. */
  readonly short: boolean;
}

/** What came of one attempt. */
export type OutboxOutcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  | { readonly kind: 'maybe-sent'; readonly repeatAt: string | null }
  /** Surely not sent. `short`: from now on as a smaller card. */
  | { readonly kind: 'retry'; readonly notBefore: string; readonly short?: boolean }
  | { readonly kind: 'dead'; readonly by: OutboxRefusal };

/** One line of the answer to "did they get it?" */
export interface OutboxAttempt extends OutboxKey {
  /** From 1. */
  readonly attempt: number;
  readonly at: string;
  /** HTTP status; null: there was no answer. */
  readonly status: number | null;
  readonly code: string;
  readonly outcome: OutboxOutcome['kind'];
}

/** The right to send for a tenant. The number grows with every holder; only the newest is believed. */
export interface OutboxLease {
  readonly tenantId: string;
  readonly fence: number;
}

/** What the dispatcher asks of the outbox. Each method is one transaction. */
export interface OutboxQueue {
  /** Tenants with something to send by `now`, and those whose sender died. */
  tenantsDue(now: string): Promise<readonly string[]>;
  /**
   * For so many seconds of the database's clock, or null: somebody else sends for this tenant. What a dead holder
   * left in the air becomes `maybe-sent`, to be taken up again when that holder had said so beforehand.
   */
  lease(tenantId: string, seconds: number): Promise<OutboxLease | null>;
  /** Ends the lease early. A holder that was overtaken changes nothing. */
  release(lease: OutboxLease): Promise<void>;
  /**
   * Up to `limit` rows that may go out by `now`, the longest due first; of no paused channel and none of `except`.
   * The lease begins anew, for so many seconds. Null: it is somebody else's.
   */
  due(
    lease: OutboxLease,
    seconds: number,
    ask: { readonly now: string; readonly limit: number; readonly except: readonly string[] },
  ): Promise<readonly OutboxRow[] | null>;
  /**
   * Looks once more and notes that a request is about to leave; `repeatAt` is for whoever finds that its answer was
   * never noted. Null: it must not leave, because the row was closed, is not due, or the lease is gone.
   */
  begin(lease: OutboxLease, key: OutboxKey, now: string, repeatAt: string | null): Promise<OutboxRow | null>;
  /** Notes what came of it. False, and nothing is noted, for a holder that was overtaken. */
  settle(
    lease: OutboxLease,
    key: OutboxKey,
    result: Pick<OutboxAttempt, 'at' | 'status' | 'code'> & { readonly outcome: OutboxOutcome },
  ): Promise<boolean>;
  /** From now on nothing goes to this channel, or with null to any, until then. A longer pause stands. */
  pause(lease: OutboxLease, channelId: string | null, now: string, until: string): Promise<void>;
}

/** Alerts on their way to people. Each method is one transaction. */
export interface Outbox extends OutboxQueue {
  /**
   * Adds those that are not there yet, all of one tenant, and answers how many that were. One that was closed before
   * it was sent is opened again.
   */
  put(notes: readonly OutboxNote[]): Promise<number>;
  /**
   * Ends what waits to be sent. What is in the air ends with its answer: `sent` if it was, and closed instead of
   * being tried again.
   */
  close(which: OutboxSelection, as: 'superseded' | 'cancelled', at: string): Promise<void>;
  /** In the order they are due. */
  rows(which: OutboxSelection): Promise<readonly OutboxRow[]>;
  /** In the order they were made. */
  history(tenantId: string, lapseId: string): Promise<readonly OutboxAttempt[]>;
  /** Forgets attempts before this time, in every tenant, and answers how many. The rows stay: they are what was said. */
  purge(before: string): Promise<number>;
}

/** Rows of a tenant; what is not named is not asked about. */
export interface OutboxSelection {
  readonly tenantId: string;
  readonly lapseId?: string;
  readonly channelId?: string;
  readonly bands?: readonly number[];
}
