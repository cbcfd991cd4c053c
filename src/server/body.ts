/** Reads the body of a request, no more of it and no longer than allowed. */
import type { IncomingMessage } from 'node:http';
import { RegistrarError } from '../provisioning/errors.ts';

/** Throws HTTP_TOO_LARGE or HTTP_TOO_SLOW; the rest of the body is then thrown away unread. */
export async function readBody(
  request: IncomingMessage,
  limits: { readonly bodyBytes: number; readonly bodyMs: number },
): Promise<Uint8Array> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limits.bodyBytes) throw tooLarge(limits.bodyBytes);
  const late = AbortSignal.timeout(limits.bodyMs);
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const take = (chunk: Uint8Array): void => {
    size += chunk.length;
    chunks.push(chunk);
    if (size > limits.bodyBytes) reject(tooLarge(limits.bodyBytes));
  };
  const giveUp = (): void => reject(tooSlow(limits.bodyMs));
  request.on('data', take).once('end', () => resolve(Buffer.concat(chunks)));
  request.once('error', giveUp).once('aborted', giveUp);
  late.addEventListener('abort', giveUp);
  try {
    return await promise;
  } finally {
    late.removeEventListener('abort', giveUp);
    request.off('data', take).resume();
  }
}

function tooLarge(bytes: number): RegistrarError {
  return new RegistrarError('HTTP_TOO_LARGE', { limit: Math.floor(bytes / 1024) });
}

function tooSlow(milliseconds: number): RegistrarError {
  return new RegistrarError('HTTP_TOO_SLOW', { seconds: Math.ceil(milliseconds / 1000) });
}
