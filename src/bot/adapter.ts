/** The wire to Teams: teams-ai's TeamsAdapter, with its client's own retries taken out and connections of our own. */
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import type { ConfigurationBotFrameworkAuthentication, TurnContext } from 'botbuilder';
import { createAgents } from './connections.ts';
import type { Agents } from './connections.ts';
import type { NewNonce, Log } from './ports.ts';
import { words } from './words.ts';

export interface AdapterOptions {
  /** Empty in the sandbox: the connector is on this machine and asks for no token. */
  readonly appId: string;
  readonly appType?: 'SingleTenant' | 'UserAssignedMSI';
  readonly appTenantId?: string;
  readonly log: Log;
  readonly newNonce: NewNonce;
}

/**
 * The client repeats a POST after 500, 502 and 504, and a message posted twice is two messages. What may be
 * repeated is decided in chat.ts.
 */
class OneShotAdapter extends TeamsAdapter {
  constructor(config: Record<string, string>) {
    super(config);
    const auth = this.botFrameworkAuthentication;
    const agents = createAgents();
    const createFactory = auth.createConnectorFactory.bind(auth);
    const authenticate = auth.authenticateRequest.bind(auth);
    auth.createConnectorFactory = (identity) => oneShot(createFactory(identity), agents);
    auth.authenticateRequest = async (activity, header) => {
      const result = await authenticate(activity, header);
      return result.connectorFactory === undefined
        ? result
        : { ...result, connectorFactory: oneShot(result.connectorFactory, agents) };
    };
  }
}

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;

/** The types hide the client and its pipeline, which is core-rest-pipeline's. */
interface Client {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { readonly name: string }): void;
      addPolicy(policy: Policy): void;
    };
  };
}

interface Policy {
  readonly name: string;
  sendRequest<T>(request: { readonly url: string; agent?: unknown }, next: (request: unknown) => T): T;
}

function oneShot(factory: ConnectorFactory, agents: Agents): ConnectorFactory {
  return {
    async create(serviceUrl, audience) {
      const connector = await factory.create(serviceUrl, audience);
      const { pipeline } = (connector as unknown as Client).client;
      pipeline.removePolicy({ name: 'defaultRetryPolicy' });
      pipeline.addPolicy(through(agents));
      return connector;
    },
  };
}

function through(agents: Agents): Policy {
  return {
    name: 'ownConnections',
    sendRequest(request, next) {
      request.agent = agents[new URL(request.url).protocol as keyof Agents];
      return next(request);
    },
  };
}

export function createAdapter(options: AdapterOptions): TeamsAdapter {
  const adapter = new OneShotAdapter({
    MicrosoftAppId: options.appId,
    ...(options.appType === undefined ? {} : { MicrosoftAppType: options.appType }),
    ...(options.appTenantId === undefined ? {} : { MicrosoftAppTenantId: options.appTenantId }),
  });
  adapter.onTurnError = (context, error) => apologise(context, error, options);
  return adapter;
}

/** The person gets a sentence and a reference, the log the cause under the same reference. */
async function apologise(
  context: TurnContext,
  error: unknown,
  { log, newNonce }: AdapterOptions,
): Promise<void> {
  const reference = newNonce().slice(0, 8);
  log.error({ reference, cause: causeOf(error) }, 'a turn failed');
  const sentence = words.failed(reference).said;
  try {
    if (context.activity.type === 'invoke') await context.sendActivity(errorResponse(sentence));
    else if (context.activity.type === 'message') await context.sendActivity(sentence);
  } catch (failed) {
    log.error({ reference, cause: causeOf(failed) }, 'the apology could not be sent');
  }
}

function errorResponse(message: string): { type: string; value: unknown } {
  const body = {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'Failed', message },
  };
  return { type: 'invokeResponse', value: { status: 200, body } };
}

/** Name, code and message: never a request, which carries tokens. */
export function causeOf(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  return { name: error.name, message: error.message.slice(0, 300), code, statusCode };
}
