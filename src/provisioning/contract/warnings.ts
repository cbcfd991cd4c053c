/** Warnings as a face draws them, and how a conversation is warned. JSON-safe shapes, types only. */
import type { Person } from '../core/run.ts';
import type { AlertFacts } from '../core/watch/facts.ts';
import type { LapseKind } from '../core/watch/types.ts';
import type { Explained } from '../errors.ts';

/** All that a warning says of one registration, as one channel sees it. */
export interface AlertView {
  readonly tenantId: string;
  readonly channelId: string;
  readonly connectorTitle: string;
  /** Of the application; null: it is about none. */
  readonly registration: { readonly appId: string; readonly name: string } | null;
  /** What people are warned of, the most urgent first. Empty: it was renewed, or nobody has to be warned any more. */
  readonly lapses: readonly (AlertFacts & {
    readonly runId: string | null;
    /** ISO 8601: when the directory was last asked about it; null: it is not read from there. */
    readonly checkedAt: string | null;
  })[];
  /** What is put off, or is somebody else's. */
  readonly silent: readonly {
    readonly kind: LapseKind;
    readonly label: string;
    readonly because: 'renewed' | 'gone' | 'not-ours' | 'snoozed';
    /** Who said so, why or whose it is, and until when (ISO 8601); empty where nobody did. */
    readonly by: string;
    readonly words: string;
    readonly until: string;
  }[];
  /** The message that everything else about it hangs from; null: none was sent here yet. */
  readonly root: string | null;
  /** No other conversation that takes warnings hears of it. */
  readonly alone: boolean;
}

/** What stands in a field, and what is wrong with that. */
export interface TypedField {
  readonly value: string;
  readonly error: Explained | null;
}

/** How a conversation is warned: as it is or, where something in it could not be read, as it was typed. */
export interface AlertSettings {
  readonly tenantId: string;
  readonly channelId: string;
  /** Days before the end; empty: the connector's or the usual ones. */
  readonly ladder: TypedField;
  /** Ids with commas between them; empty: all. */
  readonly connectors: TypedField;
  /** IANA name. */
  readonly zone: TypedField;
  /** `HH:MM`; 00:00 as the end is midnight. */
  readonly from: TypedField;
  readonly to: TypedField;
  /** 1 is Monday, with commas between. */
  readonly days: TypedField;
  /** Those that can be ticked. */
  readonly offered: readonly { readonly id: string; readonly title: string }[];
  /** Days of all that a connector has, in every conversation that has none of its own. */
  readonly byConnector: readonly (TypedField & {
    readonly id: string;
    readonly title: string;
    /** Null: they are the usual ones. */
    readonly chosen: { readonly by: string; readonly at: string } | null;
  })[];
  /** The days where nobody chose others. */
  readonly usual: string;
  /** Something is heard of here and nowhere else. */
  readonly alone: boolean;
}

/** Something that people were warned of, whatever became of it since. */
export interface WarnedLapse {
  readonly lapseId: string;
  readonly kind: LapseKind;
  readonly connectorId: string | null;
  readonly connectorTitle: string;
  /** Of the application; null where there is none. */
  readonly name: string | null;
  readonly label: string;
  /** ISO 8601. */
  readonly ends: string | null;
  readonly owner: Person | null;
  readonly places: readonly string[];
  /** ISO 8601; null: it is not read from the directory. */
  readonly checkedAt: string | null;
  /** Of the last warning. */
  readonly dueAt: string;
}
