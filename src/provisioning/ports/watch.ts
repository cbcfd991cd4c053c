/** What was seen of the directory, what people said about it, and the sweeps that look. */
import type { AppId, KeyId, TenantId } from '../core/ids.ts';
import type { Person } from '../core/run.ts';
import type {
  CloseLook,
  InventoryLapse,
  KeptApplication,
  KeptCredential,
  KnownApplication,
} from '../core/watch/kept.ts';
import type { AlertChannel, Ladder, WatchedLapse } from '../core/watch/types.ts';
import type { Failure } from '../errors.ts';
import type { InventoryPage } from './directory.ts';
import type { Fence } from './ledger.ts';

/** A sweep under way, for whoever holds its lease. */
export interface SweepHold {
  readonly tenantId: TenantId;
  readonly fence: Fence;
}

/** `first`: everything was read. `next`: what had changed. */
export type SweepPass = 'first' | 'next';

/** The sweeps of one tenant. Times are ISO 8601, business time. */
export interface SweepRecord {
  readonly pass: SweepPass | null;
  /** Whether every application was kept, or ours alone. */
  readonly everything: boolean | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** When a sweep last came to its end. */
  readonly checkedAt: string | null;
  readonly requests: number;
  /** Of the last sweep; null: it went well, or none has ended yet. */
  readonly failure: Failure | null;
  /** How many failed one after the other. */
  readonly failures: number;
  readonly link: string | null;
  readonly linkAt: string | null;
}

/**
 * What sweeps found. Whoever holds a lease that is no longer the newest is refused (STORE_STALE_WRITER), and every
 * write of the holder begins the lease anew. Leases and due times are the database's own, `at` is business time.
 */
export interface InventoryStore {
  /** From now on the tenant is swept, at once if it never was or if the last sweep failed. */
  enrol(tenantId: TenantId): Promise<void>;
  /** The tenants that nobody is sweeping right now, and those that have runs and were never swept. */
  resting(): Promise<
    readonly { readonly tenantId: TenantId; readonly due: boolean; readonly startedAt: string | null }[]
  >;
  read(tenantId: TenantId): Promise<SweepRecord | null>;

  /** For longer than a request may take. Null while another holder's lease lives. */
  lease(tenantId: TenantId): Promise<SweepHold | null>;
  /**
   * A pass, under a number of its own: what it sees is told from what others saw by that. A sweep that keeps another
   * choice of applications than the last begins with nothing.
   */
  begin(
    hold: SweepHold,
    sweep: { readonly pass: SweepPass; readonly everything: boolean; readonly at: string },
  ): Promise<SweepHold>;
  write(hold: SweepHold, page: Omit<InventoryPage, 'kind' | 'link'>, at: string): Promise<void>;
  renew(hold: SweepHold): Promise<void>;
  /** Of these, the ones of which there is no row; in a first pass also those it has not seen and that are not gone. */
  missing(hold: SweepHold, appIds: readonly AppId[]): Promise<readonly AppId[]>;
  /** Looked for, and not there: kept as gone since then, or since it was. */
  gone(hold: SweepHold, applications: readonly KnownApplication[], at: string): Promise<void>;
  /** Takes the place of the last look at this registration. */
  look(hold: SweepHold, look: CloseLook, at: string): Promise<void>;
  /** To its end: what a first pass did not see is gone. Gives the lease back. */
  finish(
    hold: SweepHold,
    sweep: {
      readonly link: string;
      /** When the link was asked for. */
      readonly linkAt: string;
      readonly requests: number;
      readonly at: string;
    },
    nextInSeconds: number,
  ): Promise<void>;
  /** Broken off: nothing is gone that was not said to be. Gives the lease back. */
  fail(
    hold: SweepHold,
    sweep: { readonly failure: Failure; readonly requests: number; readonly at: string },
    nextInSeconds: number,
  ): Promise<void>;
  /** Broken off on purpose: due again at once. */
  release(hold: SweepHold): Promise<void>;

  /** Credentials that are there and end before that, the soonest first; with `from`, not those that ended earlier. */
  lapsing(
    tenantId: TenantId,
    ends: { readonly from?: string; readonly before: string },
  ): Promise<readonly InventoryLapse[]>;
  /**
   * Of applications that are not ours, each watched as a whole, that time's credentials without those that a newer one
   * of their kind outlives (core/watch/speaking.ts); `ignored` ones take nobody's place. Of an application of which
   * people were warned already, all that it has or had: what was said has to be put right when that changes.
   */
  lapsingElsewhere(
    tenantId: TenantId,
    which: {
      readonly from: string;
      readonly before: string;
      readonly ours: readonly AppId[];
      readonly ignored: readonly KeyId[];
    },
  ): Promise<readonly KeptCredential[]>;
  /** What is kept of these applications, with credentials that are gone, and the last look at each alone. */
  applications(tenantId: TenantId, appIds: readonly AppId[]): Promise<readonly KeptApplication[]>;
}

/** What people said about a lapse. */
export interface LapseMark {
  readonly snooze: WatchedLapse['snooze'];
  readonly notOurs: WatchedLapse['notOurs'];
}

/** Days before the end that somebody chose for all of a connector's lapses. */
export interface ChosenLadder {
  readonly ladder: Ladder;
  readonly by: Person;
  /** ISO 8601. */
  readonly at: string;
}

/** What the watch keeps beside the outbox. Each method is one transaction. */
export interface AlertStore {
  /** Adds the channel, or replaces the one with its id; one that was removed is there again. */
  putChannel(channel: AlertChannel): Promise<void>;
  removeChannel(tenantId: TenantId, id: string): Promise<void>;
  /** As it was when it was removed, until it is put again; null: it was not. */
  removedChannel(tenantId: TenantId, id: string): Promise<AlertChannel | null>;
  /** In the order of their ids. */
  channels(tenantId: TenantId): Promise<readonly AlertChannel[]>;
  /** All tenants that have a channel. */
  tenants(): Promise<readonly TenantId[]>;
  /** Replaces what was said about this lapse before. */
  putMark(tenantId: TenantId, lapseId: string, mark: LapseMark): Promise<void>;
  /** By the id of the lapse. */
  marks(tenantId: TenantId): Promise<ReadonlyMap<string, LapseMark>>;
  /** Null: the connector has none of its own any more. */
  putLadder(tenantId: TenantId, connectorId: string, chosen: ChosenLadder | null): Promise<void>;
  /** By the id of the connector. */
  ladders(tenantId: TenantId): Promise<ReadonlyMap<string, ChosenLadder>>;
}
