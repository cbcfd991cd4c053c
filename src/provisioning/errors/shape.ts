/**
 * What every failure tells: what happened, why, what to do. `{name}` is filled in from the facts of the failure.
 * The texts are safe to show: no stack, no secret, no more than 80 characters of anything typed.
 */
export interface FailureText {
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  /** True when the same attempt may succeed later with nothing changed. */
  readonly retryable?: true;
}

export type FailureTable = Readonly<Record<string, FailureText>>;
