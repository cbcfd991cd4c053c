/** Whether there is anything to warn of, whatever the time. */
import type { LapseKind, WatchedLapse } from './types.ts';

/** Why a lapse is silent. It stays listed all the same. */
export type Silence =
  | 'renewed'
  | 'gone'
  /** Somebody said whose it is. */
  | 'not-ours'
  /** Its clock has not started, or it never ends. */
  | 'undated'
  /** Its application has a newer one. */
  | 'outlived';

export type Speaking = WatchedLapse & { readonly ends: string };

/** Null when it speaks. `others` are the lapses of the same registration, itself among them or not. */
export function silenceOf(lapse: WatchedLapse, others: readonly WatchedLapse[]): Silence | null {
  if (lapse.state !== 'live') return lapse.state;
  if (lapse.notOurs !== null) return 'not-ours';
  if (lapse.ends === null) return 'undated';
  return others.some((other) => outlives(other, lapse)) ? 'outlived' : null;
}

export function speaks(lapse: WatchedLapse, others: readonly WatchedLapse[]): lapse is Speaking {
  return silenceOf(lapse, others) === null;
}

/**
 * On an application nobody set up here, several credentials of a kind are one that was renewed: the one that ends
 * last speaks for it. On a connector's each may be another service's, so each speaks for itself. A secret is no
 * successor of a certificate, because the program that uses one cannot use the other.
 */
function outlives(other: WatchedLapse, lapse: WatchedLapse): boolean {
  return (
    isCredential(lapse.kind) &&
    other.kind === lapse.kind &&
    isWatchedAsAWhole(lapse) &&
    isWatchedAsAWhole(other) &&
    other.registration?.appId === lapse.registration?.appId &&
    other.state === 'live' &&
    other.notOurs === null &&
    endsAfter(other, lapse)
  );
}

function isWatchedAsAWhole({ connectorId, registration }: WatchedLapse): boolean {
  return connectorId === null && registration !== null;
}

function isCredential(kind: LapseKind): boolean {
  return kind === 'secret' || kind === 'certificate' || kind === 'federated';
}

/** Of two that end together, one speaks. */
function endsAfter(a: WatchedLapse, b: WatchedLapse): boolean {
  const [last, first] = [endOf(a), endOf(b)];
  return last === first ? a.id > b.id : last > first;
}

function endOf({ ends }: WatchedLapse): number {
  return ends === null ? Infinity : Date.parse(ends);
}
