/** Injected faults: which requests they hit and what they do to them. */
import type { RefusalCode } from './errors.ts';
import type { Operation } from './routes.ts';

/** `before`: the request has no effect. `after`: it has, and then its answer is replaced or lost. */
export type When = 'before' | 'after';

export type Effect =
  | {
      readonly kind: 'refuse';
      readonly when: When;
      readonly error: RefusalCode;
      readonly retryAfterSeconds: number | null;
    }
  /** The connection is cut, or stays open and silent. */
  | { readonly kind: 'reset' | 'hang'; readonly when: When }
  /** It is carried out, so much later. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface Rule {
  readonly name: string;
  readonly match: {
    /** A prefix of the conversation's id, or a regular expression when it begins with `^`. */
    readonly conversation?: string | undefined;
    readonly operation?: Operation['kind'] | undefined;
    /** The first matching request to be hit, from 1. */
    readonly nth?: number | undefined;
    /** From there on every so many. */
    readonly every?: number | undefined;
  };
  readonly effect: Effect;
  /** How many are hit in all. */
  readonly times: number;
}

export interface ArmedFault {
  readonly rule: Rule;
  /** Matching requests so far. */
  seen: number;
  hits: number;
}

/** Every rule that matches counts the request; the first that is due hits. */
export function faultFor(
  faults: readonly ArmedFault[],
  operation: Operation['kind'],
  conversationId: string,
): Rule | undefined {
  const due = faults
    .filter(({ rule }) => matches(rule, operation, conversationId))
    .filter((fault) => isDue(fault));
  const [first] = due;
  if (first === undefined) return undefined;
  first.hits += 1;
  return first.rule;
}

function isDue(fault: ArmedFault): boolean {
  fault.seen += 1;
  const { nth = 1, every = 1 } = fault.rule.match;
  const since = fault.seen - nth;
  return since >= 0 && since % every === 0 && fault.hits < fault.rule.times;
}

function matches({ match }: Rule, operation: Operation['kind'], conversationId: string): boolean {
  if (match.operation !== undefined && match.operation !== operation) return false;
  if (match.conversation === undefined) return true;
  return match.conversation.startsWith('^')
    ? new RegExp(match.conversation).test(conversationId)
    : conversationId.startsWith(match.conversation);
}
