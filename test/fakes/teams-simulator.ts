/** The pretend Teams on a socket of its own, and the conversations a bot would have noted in it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConversationNote } from '../../src/provisioning/contract.ts';
import type { SandboxResponse } from '../../src/sandbox/ports.ts';
import { createTeams, type Asked, type Teams, type TeamsOptions } from '../../src/sandbox/teams/index.ts';
import { serve } from '../../src/sandbox/transport.ts';

export interface TeamsSimulator {
  readonly teams: Teams;
  readonly serviceUrl: string;
  /** `/sandbox/teams/<path>` */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Installs the bot there, and notes where that is. */
  install(key: string, tenantId?: string): Promise<ConversationNote>;
  close(): Promise<void>;
}

export async function startTeamsSimulator(options: TeamsOptions): Promise<TeamsSimulator> {
  const teams = createTeams(options);
  const failures: unknown[] = [];
  const server = createServer({ keepAliveTimeout: 65_000 }, (incoming, outgoing) => {
    void serve(
      (request) => teams.handle(request),
      incoming,
      outgoing,
      (problem) => failures.push(problem),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://localhost:${(server.address() as AddressInfo).port}/teams`;
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const answer: SandboxResponse = await teams.handle({
      ...{ method, url: `/sandbox/teams/${path}`, headers: {}, body: text },
    });
    if (answer.status !== 200) throw new RangeError(answer.body);
    return JSON.parse(answer.body) as unknown;
  };
  return {
    teams,
    serviceUrl,
    control,
    install: async (key, tenantId = options.tenantId) => {
      await control('POST', 'conversations', { conversations: [{ id: key, tenantId }] });
      return noteOf(serviceUrl, tenantId, key);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      if (failures.length > 0) throw new AggregateError(failures, 'the pretend Teams failed');
    },
  };
}

export function noteOf(serviceUrl: string, tenantId: string, key: string): ConversationNote {
  const reference = {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: '28:registrar', name: 'Registrar' },
    user: { id: `29:${key}`, name: '' },
    conversation: { id: key, isGroup: false, conversationType: 'personal', tenantId, name: '' },
  };
  return { tenantId, key, kind: 'personal', oid: key, reference: JSON.stringify(reference) };
}

/** The most requests that came within any so many milliseconds. */
export function worst(requests: readonly Pick<Asked, 'at'>[], ms: number): number {
  const times = requests.map(({ at }) => at).sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= ms) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
