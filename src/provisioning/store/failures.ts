/** What went wrong beneath us, told by code: SQLSTATE (PostgreSQL's appendix A) or the system's error code. */
import { RegistrarError } from '../errors.ts';
import type { FailureCode } from '../errors.ts';

const UNREACHABLE =
  /^(08...|28...|3D000|57P0.|53300|ECONN[A-Z]+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;
const UNWRITABLE = /^(53100|58030|25006|ENOSPC|EROFS|EDQUOT|EACCES|EPERM|ENOTDIR)$/;

/** Runs `work`; a lost connection or a full disk comes out as STORE_UNREACHABLE or STORE_UNWRITABLE. */
export async function withStoreFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreFailure(error);
  }
}

/** Anything that is neither stays as it is. */
export function toStoreFailure(error: unknown): unknown {
  if (error instanceof RegistrarError) return error;
  const cause = codeOf(error);
  const code = classify(cause);
  return code === null ? error : new RegistrarError(code, { cause }, { cause: error });
}

function classify(cause: string): FailureCode | null {
  if (UNREACHABLE.test(cause)) return 'STORE_UNREACHABLE';
  if (UNWRITABLE.test(cause)) return 'STORE_UNWRITABLE';
  return null;
}

/** Node gathers the failures of several addresses into an AggregateError that carries the code of the first. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
