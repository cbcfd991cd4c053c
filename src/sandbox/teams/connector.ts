/** The connector a bot talks to: rates first, then injected faults, then the effect. */
import { ConnectionLost } from '../connection.ts';
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../ports.ts';
import { carryOut, type Answer } from './effects.ts';
import { bodyOf, TeamsRefusal } from './errors.ts';
import { faultFor, type Rule } from './faults.ts';
import { Admissions } from './limits.ts';
import { isSaying, readRequest, type Asking } from './reading.ts';
import { hostOf } from './routes.ts';
import type { Asked, TeamsState } from './state.ts';

export interface ConnectorOptions {
  readonly state: TeamsState;
  /** The machine's clock: rates are about real seconds. */
  readonly clock: SandboxClock;
  readonly delay: (milliseconds: number) => Promise<void>;
  /** Whose a request is that names no tenant. */
  readonly tenantId: string;
}

export interface Connector {
  /** @throws ConnectionLost when an injected fault lets no answer through */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  /** Forgets how often it was asked. */
  clear(): void;
}

/** So that a sandbox that runs for weeks does not grow for weeks. */
const KEPT = 100_000;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

export function createConnector(options: ConnectorOptions): Connector {
  const doors: Doors = { ...options, admissions: new Admissions(), busy: new Set() };
  return {
    handle: async (request) => {
      const asking = readRequest(request, options.tenantId, options.clock.now());
      if (asking === undefined) return refused(new TeamsRefusal('NotImplemented'));
      const asked = note(options.state, asking);
      try {
        const { status, body } = await attend(doors, request, asking, asked);
        asked.status = status;
        return { status, headers: JSON_TYPE, body: JSON.stringify(body) };
      } catch (problem) {
        if (!(problem instanceof TeamsRefusal)) throw problem;
        Object.assign(asked, { status: problem.status, code: problem.code });
        return refused(problem);
      }
    },
    clear: () => doors.admissions.clear(),
  };
}

interface Doors extends ConnectorOptions {
  readonly admissions: Admissions;
  /** Conversations in which something is being said. */
  readonly busy: Set<string>;
}

async function attend(doors: Doors, request: SandboxRequest, asking: Asking, asked: Asked): Promise<Answer> {
  const { state, admissions, delay } = doors;
  const { switches } = state;
  if (hostOf(request.url) !== switches.host) throw new TeamsRefusal('InvalidBotApiHost');
  if (!admissions.admits(asking, switches)) throw new TeamsRefusal('Throttled', switches.retryAfterSeconds);
  const fault = faultFor(state.faults, asking.operation.kind, asking.conversationId);
  asked.fault = fault?.name ?? null;
  return alone(doors.busy, asking, async () => {
    await delay(switches.latencyMs);
    return underFault(fault, delay, () => {
      if (Buffer.byteLength(request.body) > switches.maxBytes) throw new TeamsRefusal('MessageSizeTooBig');
      return carryOut(state, asking);
    });
  });
}

/** Several operations at once on one conversation are what 412 is about. */
async function alone(
  busy: Set<string>,
  { operation, conversationId }: Asking,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!isSaying(operation)) return work();
  if (busy.has(conversationId)) throw new TeamsRefusal('PreconditionFailed');
  busy.add(conversationId);
  try {
    return await work();
  } finally {
    busy.delete(conversationId);
  }
}

async function underFault(
  rule: Rule | undefined,
  delay: ConnectorOptions['delay'],
  work: () => Answer,
): Promise<Answer> {
  if (rule === undefined) return work();
  const { effect, name } = rule;
  if (effect.kind === 'slow') {
    await delay(effect.ms);
    return work();
  }
  if (effect.when === 'after') work();
  if (effect.kind === 'refuse') throw new TeamsRefusal(effect.error, effect.retryAfterSeconds);
  throw new ConnectionLost(effect.kind, name);
}

function note({ requests }: TeamsState, { operation, tenantId, conversationId, now }: Asking): Asked {
  const asked = {
    ...{ at: now, operation: operation.kind, tenantId, conversationId },
    ...{ status: 0, code: '', fault: null },
  };
  if (requests.length >= KEPT) requests.splice(0, requests.length - KEPT + 1);
  requests.push(asked);
  return asked;
}

function refused(refusal: TeamsRefusal): SandboxResponse {
  const wait = refusal.retryAfterSeconds;
  const headers = wait === null ? JSON_TYPE : { ...JSON_TYPE, 'retry-after': wait.toString() };
  return { status: refusal.status, headers, body: JSON.stringify(bodyOf(refusal)) };
}
