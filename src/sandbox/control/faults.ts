/** Injected faults: which request they hit and what they do to it. */

export interface FaultMatch {
  readonly method?: string | undefined;
  /** A prefix of the path with its query, or a regular expression when it begins with `^`. */
  readonly path?: string | undefined;
  /** Which matching request is the first to be hit, from 1. */
  readonly nth?: number | undefined;
}

/**
 * `before`: the request never reaches the tenant. `after`: it is carried out, and then its answer is replaced
 * or lost.
 */
export type FaultWhen = 'before' | 'after';

export type FaultEffect =
  | {
      readonly kind: 'answer';
      readonly when: FaultWhen;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Already serialised; may be cut short or not be JSON at all, on purpose. */
      readonly body: string;
    }
  | { readonly kind: 'hang'; readonly when: FaultWhen }
  | { readonly kind: 'reset'; readonly when: FaultWhen };

export interface FaultRule {
  /** Shown in the request log. */
  readonly name: string;
  readonly match: FaultMatch;
  readonly effect: FaultEffect;
  /** How many matching requests are hit, from the nth on. */
  readonly times: number;
}

export interface ArmedFault {
  readonly rule: FaultRule;
  /** Matching requests seen so far. */
  seen: number;
}

export interface FaultHit {
  readonly name: string;
  readonly effect: FaultEffect;
}

/**
 * What happens to this request, if anything. Every armed rule that matches counts it; the first that is due
 * hits. Call it once for each request, at its beginning.
 *
 * @param request path with query, as sent; for a sub-request of a batch `/v1.0` and its relative address.
 */
export function applyFault(
  switches: { readonly faults: readonly ArmedFault[] },
  request: { readonly method: string; readonly path: string },
): FaultHit | undefined {
  const due = switches.faults.filter((fault) => matches(fault.rule.match, request)).filter(countAndAsk);
  const first = due[0];
  return first && { name: first.rule.name, effect: first.rule.effect };
}

function countAndAsk(fault: ArmedFault): boolean {
  fault.seen += 1;
  const from = fault.rule.match.nth ?? 1;
  return fault.seen >= from && fault.seen < from + fault.rule.times;
}

function matches(match: FaultMatch, request: { readonly method: string; readonly path: string }): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== request.method.toUpperCase()) return false;
  if (match.path === undefined) return true;
  if (match.path.startsWith('^')) return new RegExp(match.path).test(request.path);
  return request.path.startsWith(match.path);
}
