/** Puts an answer in pieces on the wire, no faster than it is taken off. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Stream } from '../tab/pages/exchange.ts';

export interface Poured {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Stream;
}

/**
 * Resolves when all of it is out or nobody takes it any more. The first piece is awaited before anything is sent, so
 * that what rejects until then can still be told as a failure. `stopping`: the server is; the stream is asked to end.
 */
export async function pour(response: ServerResponse, answer: Poured, stopping: AbortSignal): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const pieces = answer.body(AbortSignal.any([stopping, gone.signal]))[Symbol.asyncIterator]();
  try {
    for (let piece = await pieces.next(); piece.done !== true; piece = await pieces.next()) {
      if (!response.headersSent) response.writeHead(answer.status, answer.headers);
      if (gone.signal.aborted) return;
      if (!response.write(piece.value)) await drained(response, gone.signal);
    }
    if (!response.headersSent) response.writeHead(answer.status, answer.headers);
    response.end();
  } finally {
    await pieces.return?.();
  }
}

async function drained(response: ServerResponse, gone: AbortSignal): Promise<void> {
  await once(response, 'drain', { signal: gone }).catch(() => undefined);
}
