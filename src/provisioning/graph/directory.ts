/** The directory port over Microsoft Graph: operations in, replies out, one HTTP request in between. */
import type { Operation, Reply, ResultOf } from '../core/operations.ts';
import type { Directory } from '../ports.ts';
import { LARGEST_BATCH, fromBatch, toBatch } from './batch.ts';
import type { Arrival, GraphRequest, Send } from './http.ts';
import { withAllPages } from './pages.ts';
import { toReply } from './reply.ts';
import { toRequest } from './requests.ts';
import { createTransport } from './transport.ts';
import type { TransportOptions } from './transport.ts';

export type DirectoryOptions = TransportOptions;

type Replies<Ops extends readonly Operation[]> = {
  -readonly [K in keyof Ops]: Reply<ResultOf<Ops[K]>>;
};

/**
 * Nothing is ever retried here. A list that comes in pages costs one more request a page.
 * @throws TypeError for an address that is not https; `perform` throws RangeError for more than 20 operations.
 */
export function createDirectory(options: DirectoryOptions): Directory {
  const transport = createTransport(options);
  const graph = new URL(options.baseUrl).origin;
  return {
    async perform(signIn, operations, { ordered = false } = {}) {
      if (operations.length > LARGEST_BATCH) throw new RangeError(`A batch holds ${LARGEST_BATCH} at most.`);
      const send: Send = (request) => transport.send(signIn.token, request);
      const requests = operations.map((operation) => toRequest(operation, graph));
      const arrivals = await sendAll(requests, ordered, send);
      const replies = arrivals.map(async (arrival, index) => {
        const operation = operations[index] as Operation;
        // One row is all that is asked of the log; the others are lists to their end, or no lists.
        if (operation.op === 'sign-in-log') return toReply(operation, arrival);
        return toReply(operation, await withAllPages(arrival, send, options.baseUrl));
      });
      return (await Promise.all(replies)) as Replies<typeof operations>;
    },
  };
}

async function sendAll(
  requests: readonly GraphRequest[],
  ordered: boolean,
  send: Send,
): Promise<readonly Arrival[]> {
  const [only, ...others] = requests;
  if (only === undefined) return [];
  if (others.length === 0) return [await send(only)];
  return fromBatch(await send(toBatch(requests, ordered)), requests.length);
}
