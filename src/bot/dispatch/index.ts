/**
 * The dispatcher: takes alerts that are due out of the outbox and sees them to people, at the pace Teams allows, each
 * once or, where nobody can know, once more and labelled as that.
 */
import { causeOf } from '../adapter.ts';
import { Coalescer, Lanes } from '../lanes.ts';
import { Crowd } from './crowd.ts';
import { Gate } from './gate.ts';
import { gccHost } from './host.ts';
import { isoIn, type Desk, type DispatcherOptions } from './options.ts';
import { USUAL } from './pace.ts';
import { sendFor } from './pass.ts';
import { Turns } from './turns.ts';

export { CEILING, USUAL } from './pace.ts';
export { MAY_BE_REPEAT } from './label.ts';
export { gccHost, type OtherHost } from './host.ts';
export type { DispatcherOptions, Refused } from './options.ts';

export interface Dispatcher {
  /** Takes up what is due in every tenant. To be called every second or two, and when something was put. */
  dispatch(): Promise<void>;
  /** When all that was taken up is done, and nothing more is due. */
  idle(): Promise<void>;
  /** Takes up nothing more, and waits for the answers to what is in the air. */
  stop(): Promise<void>;
}

const DEADLINE_MS = 15_000;
const TENANTS_AT_ONCE = 16;

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const stop = new AbortController();
  const desk = createDesk(options, stop.signal);
  const turns = new Turns(TENANTS_AT_ONCE);
  const passes = new Coalescer((tenantId) =>
    turns
      .run(() => sendFor(desk, tenantId))
      .catch((error: unknown) => {
        options.log.error({ tenantId, cause: causeOf(error) }, 'alerts of a tenant could not be sent');
      }),
  );
  return {
    async dispatch() {
      const tenants = await options.outbox.tenantsDue(isoIn(desk));
      if (!stop.signal.aborted) for (const tenantId of tenants) passes.poke(tenantId);
    },
    idle: () => passes.idle(),
    async stop() {
      stop.abort();
      await passes.idle();
    },
  };
}

function createDesk(options: DispatcherOptions, stopping: AbortSignal): Desk {
  const { ticks, delay, perSecond = USUAL, otherHost = gccHost, deadlineMs = DEADLINE_MS } = options;
  return {
    ...options,
    ...{ otherHost, deadlineMs, stopping },
    gate: new Gate(perSecond, { ticks, delay, stopping }),
    crowd: new Crowd(),
    lanes: new Lanes(),
  };
}
