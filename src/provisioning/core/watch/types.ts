/** What is watched, where warnings go, and the record of each warning. JSON-safe: the store keeps them as they are. */
import type { AppId, KeyId, ObjectId, RunId, TenantId } from '../ids.ts';
import type { Person } from '../run.ts';

/** `check` is the watch itself, which lapses when nobody has been able to look (unchecked.ts). */
export type LapseKind = 'secret' | 'certificate' | 'federated' | 'password' | 'sign-in' | 'check';

/** Something that stops working on a date. */
export interface WatchedLapse {
  readonly tenantId: TenantId;
  /** Stable within the tenant. A successor has an id of its own, or the same one with another end. */
  readonly id: string;
  readonly kind: LapseKind;
  /** Null: no connector of ours asks for this application, so it is watched as a whole (speaking.ts). */
  readonly connectorId: string | null;
  readonly connectorTitle: string;
  readonly registration: { readonly appId: AppId; readonly name: string } | null;
  /** What it is called, e.g. the service a secret is for. */
  readonly label: string;
  /** ISO 8601: since when this end holds. Null when unknown. What should have been said before it is not said. */
  readonly starts: string | null;
  /** ISO 8601; null: its clock has not started, or it never ends. */
  readonly ends: string | null;
  /** What stops working when it ends, in the vendor's terms. */
  readonly effect: string;
  /** Where its value is in use. */
  readonly places: readonly string[];
  readonly owner: Person | null;
  readonly runId: RunId | null;
  readonly keyId: KeyId | null;
  readonly state: 'live' | 'renewed' | 'gone';
  /** Only when a new one is proven beside it while it is still there. */
  readonly renewal?: {
    /** ISO 8601: the new one's end. */
    readonly ends: string;
    /** Places of use where nobody has said yet that the new one is in use. */
    readonly open: readonly string[];
  };
  readonly source: 'ours' | 'found';
  /** ISO 8601: when the directory was last asked about it. Null: it is not read from the directory. */
  readonly checkedAt: string | null;
  readonly snooze: { readonly until: string; readonly reason: string; readonly by: Person } | null;
  readonly notOurs: { readonly owner: string; readonly by: Person; readonly at: string } | null;
}

/** Hours in which somebody is expected to read, in the time zone of the channel. */
export interface WorkingHours {
  /** Minutes after midnight, 0 to 1440. */
  readonly from: number;
  readonly to: number;
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly days: readonly number[];
}

/** Days before the end, the longest first: whole numbers of 1 and more. The day itself and after need no entry. */
export type Ladder = readonly number[];

/** A Teams conversation that takes warnings. */
export interface AlertChannel {
  readonly tenantId: TenantId;
  readonly id: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  /** Of a personal chat: with whom. */
  readonly personId: ObjectId | null;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly zone: string;
  readonly workingHours: WorkingHours;
  /** Instead of the connector's and ours; null: no override. */
  readonly ladder: Ladder | null;
  /** Ids of the connectors it listens to; null: to all. */
  readonly connectors: readonly string[] | null;
  readonly state: 'live' | 'dead';
  /** ISO 8601: since when it refuses what is sent. */
  readonly deadSince: string | null;
  /** ISO 8601: of a dead one, when it last refused. */
  readonly triedAt: string | null;
}

/**
 * Where a warning stands.
 *
 *     pending -> sending -> sent
 *                       \-> maybe-sent -> sending      (no answer; one labelled repeat)
 *                       \-> retry -> sending           (a clear "later", or it never left)
 *                       \-> dead                       (a clear no)
 *
 * `superseded`: another warning says it. `cancelled`: nothing is to be said at present. Both may become pending
 * again while they have not been sent.
 */
export type AlertState =
  'pending' | 'sending' | 'sent' | 'maybe-sent' | 'retry' | 'dead' | 'superseded' | 'cancelled';

/** `moved`: a channel before this one did not take it. `repeat`: it may be here already. Both are said to readers. */
export type AlertLabel = 'first' | 'moved' | 'repeat';

/** One warning in one channel. Key: (tenant, lapse, ends, band, channel). */
export interface AlertRow {
  readonly tenantId: TenantId;
  readonly lapseId: string;
  /** The end it speaks of: a lapse whose date moves on is warned of anew. */
  readonly ends: string;
  /** Days before the end: 60 ... 1, 0 for the end itself, -1 ... -7, then -14, -21, ... */
  readonly band: number;
  readonly channelId: string;
  readonly dueAt: string;
  readonly state: AlertState;
  /** When it came into this state. */
  readonly at: string;
  /** `retry`: not before. */
  readonly retryAt: string | null;
  /** Times it was sent off. */
  readonly attempts: number;
  /** Of these, how many got no answer: 2 at most, the second labelled. */
  readonly unanswered: number;
  /** Of the last send. */
  readonly label: AlertLabel;
  /** The message in Teams, once known: to be changed later, and answered in its thread. */
  readonly activityId: string | null;
  /** `dead`: who said no, and Teams' code for it. */
  readonly refusal: { readonly by: 'channel' | 'message'; readonly code: string } | null;
}
