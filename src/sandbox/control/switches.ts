/** What a tester may turn: everything that makes the pretend cloud slow, stale, refusing or broken. */
import type { ServedRequest } from '../ports.ts';
import type { ArmedFault } from './faults.ts';

/** Refuse an application's requests beyond `requests` in `perSeconds`, as Graph does, with 429 and Retry-After. */
export interface Throttle {
  readonly requests: number;
  readonly perSeconds: number;
  readonly retryAfterSeconds: number;
}

export interface Switches {
  /** How long a write stays unseen by reads, in milliseconds of the business clock. 0: at once. */
  replicationLagMs: number;
  /** How long a new secret is refused at the token endpoint (AADSTS7000215), in milliseconds of the business clock. */
  secretDelayMs: number;
  /** Added to every answer, in milliseconds of the machine's clock. Applied by the server, not by Graph. */
  latencyMs: number;
  throttle: Throttle | null;
  /** Two writes to one application closer than this answer 409 Directory_ConcurrencyViolation. 0: never. */
  conflictWindowMs: number;
  faults: ArmedFault[];
  /** The request log; the server appends, the control API reads and clears. */
  readonly requests: ServedRequest[];
}

/** Everything off. */
export function createSwitches(): Switches {
  return {
    replicationLagMs: 0,
    secretDelayMs: 0,
    latencyMs: 0,
    throttle: null,
    conflictWindowMs: 0,
    faults: [],
    requests: [],
  };
}
