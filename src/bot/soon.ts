/** An answer within two seconds, whatever the work takes. */
import type { Delay } from './ports.ts';

export const PATIENCE_MS = 1_500;

export type Soon<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'later' };

/** The work's result if it comes in time. The work goes on either way; a failure in time is thrown. */
export async function soon<T>(work: Promise<T>, delay: Delay): Promise<Soon<T>> {
  const over = new AbortController();
  const done = work.then((value): Soon<T> => ({ kind: 'done', value }));
  const later = delay(PATIENCE_MS, over.signal).then((): Soon<T> => ({ kind: 'later' }));
  try {
    return await Promise.race([done, later]);
  } finally {
    over.abort();
    later.catch(() => undefined);
  }
}
