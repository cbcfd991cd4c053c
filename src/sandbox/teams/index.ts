/** The pretend Teams, as far as a bot that speaks first can tell (SPEC.md beside this file). */
import type { SandboxClock, SandboxRequest, SandboxResponse } from '../ports.ts';
import { createConnector } from './connector.ts';
import { control, isTeamsControl } from './control.ts';
import { isTeams } from './routes.ts';
import { createState, type TeamsState } from './state.ts';

export type { Asked, Conversation, Shown, TeamsState } from './state.ts';

export interface TeamsOptions {
  /** The machine's clock. */
  readonly clock: SandboxClock;
  /** How latency is spent; none by default. */
  readonly delay?: ((milliseconds: number) => Promise<void>) | undefined;
  readonly tenantId: string;
}

export interface Teams {
  has(path: string): boolean;
  /** @throws ConnectionLost when an injected fault lets no answer through */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  readonly state: TeamsState;
}

export function createTeams({ clock, delay = noDelay, tenantId }: TeamsOptions): Teams {
  const state = createState();
  const connector = createConnector({ state, clock, delay, tenantId });
  const clearRates = (): void => connector.clear();
  return {
    has: (path) => isTeams(path) || isTeamsControl(path),
    handle: async (request) =>
      isTeamsControl(request.url)
        ? control({ state, tenantId, request, clearRates })
        : connector.handle(request),
    state,
  };
}

const noDelay = (): Promise<void> => Promise.resolve();
