/** What an alert says, as facts. The sentences are the faces'. */
import { DAY, dayWords, toIso } from '../dates.ts';
import { severityOf, type Severity } from './ladder.ts';
import type { Speaking } from './speaking.ts';
import type { LapseKind, WatchedLapse } from './types.ts';
import { dayAt } from './zone.ts';

export interface AlertFacts {
  readonly lapseId: string;
  readonly kind: LapseKind;
  readonly connectorTitle: string;
  /** Of the application; null where there is none. */
  readonly name: string | null;
  readonly label: string;
  /** ISO 8601. */
  readonly ends: string;
  /** The date of the end where the channel is: `20 May 2027`. */
  readonly day: string;
  /** Calendar days from today to that date, there: 0 is today, negative is ago. */
  readonly days: number;
  readonly lapsed: boolean;
  readonly severity: Severity;
  readonly effect: string;
  readonly owner: WatchedLapse['owner'];
  readonly places: readonly string[];
  /** Only when a new one is proven beside it. */
  readonly renewal?: NonNullable<WatchedLapse['renewal']>;
}

/** As seen at `now` (epoch ms) in a time zone. `band` is the one the alert is sent for. */
export function alertFacts(lapse: Speaking, band: number, zone: string, now: number): AlertFacts {
  const { id, kind, connectorTitle, registration, label, ends, effect, owner, places, renewal } = lapse;
  const end = Date.parse(ends);
  const day = dayAt(zone, end);
  return {
    ...{ lapseId: id, kind, connectorTitle, label, ends, effect, owner, places },
    name: registration?.name ?? null,
    day: dayWords(toIso(day * DAY)),
    days: day - dayAt(zone, now),
    lapsed: end <= now,
    // In use nowhere any more, its end breaks nothing.
    severity: renewal?.open.length === 0 ? 'info' : severityOf(band),
    ...(renewal === undefined ? {} : { renewal }),
  };
}
