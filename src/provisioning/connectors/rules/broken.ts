/** A rule that a definition breaks: what is wrong, and where in the file. */
import { failure, type Facts, type Failure, type FailureCode } from '../../errors.ts';

export type Path = readonly (string | number)[];

export interface Broken {
  readonly path: Path;
  readonly failure: Failure;
}

export function broken(path: Path, code: FailureCode, facts: Facts = {}): Broken {
  return { path, failure: failure(code, facts) };
}

/** A value that is wrong for a reason of its own. */
export function wrong(path: Path, reason: string): Broken {
  return broken(path, 'DEF_WRONG_VALUE', { reason });
}
