/** One line of "Ready?". */
import { failure, type Failure, type FailureCode, type Facts } from '../errors.ts';

export interface Check {
  readonly id:
    | 'you'
    | 'guest'
    | 'register'
    | 'consent'
    | 'user'
    | 'directory-roles'
    | 'credential'
    | 'name'
    | 'sign-in-logs';
  readonly state: 'ok' | 'warn' | 'bad' | 'unknown';
  /** Its `what` is the line on the card; `why` and `fix` fold out. */
  readonly failure: Failure;
}

export function check(id: Check['id'], state: Check['state'], code: FailureCode, facts: Facts = {}): Check {
  return { id, state, failure: failure(code, facts) };
}
