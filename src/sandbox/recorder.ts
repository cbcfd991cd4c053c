/** The request log: who asked what, what came of it, and how long it took by the machine's clock. */
import { ConnectionLost } from './connection.ts';
import type { Entra } from './entra/index.ts';
import { exchangeOf, isGraph, type RecordedExchange } from './exchanges.ts';
import type { GraphResponse } from './graph/index.ts';
import type { SandboxClock, SandboxRequest, SandboxResponse, ServedRequest } from './ports.ts';

/** Told the name of the fault that makes this answer, if one does. */
export type NoteFault = (name: string) => unknown;
export type Recorder = (
  request: SandboxRequest,
  run: (note: NoteFault) => Promise<SandboxResponse | GraphResponse>,
) => Promise<SandboxResponse>;

/** So that a sandbox that runs for weeks does not grow for weeks. */
const KEPT = 100_000;
/** The status of a request that got no answer. */
const NO_ANSWER = 0;

export function createRecorder(
  clock: SandboxClock,
  log: ServedRequest[],
  entra: Entra,
  recordExchange?: (exchange: RecordedExchange) => void,
): Recorder {
  return async (request, run) => {
    const startedAt = clock.now();
    const caller = await entra.verifyAccessToken(request.headers['authorization']);
    const faults: string[] = [];
    let response: SandboxResponse | GraphResponse | undefined;
    try {
      response = await run((name) => faults.push(name));
      if ('fault' in response && response.fault !== null) faults.push(response.fault);
      return response;
    } catch (problem) {
      if (problem instanceof ConnectionLost) faults.push(problem.fault);
      throw problem;
    } finally {
      const inside = response !== undefined && 'subRequests' in response ? response : undefined;
      const fault = faults[0] ?? null;
      if (log.length >= KEPT) log.splice(0, log.length - KEPT + 1);
      log.push({
        startedAt,
        endedAt: clock.now(),
        method: request.method,
        path: request.url,
        status: response?.status ?? NO_ANSWER,
        appId: caller?.appId ?? clientIdOf(request),
        requestBytes: Buffer.byteLength(request.body),
        responseBytes: Buffer.byteLength(response?.body ?? ''),
        subRequests: inside?.subRequests ?? [],
        fault,
      });
      if (isGraph(request)) recordExchange?.(exchangeOf(request, response, fault));
    }
  };
}

/** The token endpoint has no bearer token; the client says who it is in the form. */
function clientIdOf(request: SandboxRequest): string | null {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return null;
  return new URLSearchParams(request.body).get('client_id');
}
