/** A request of the bot, read: what it wants, in which tenant. */
import type { SandboxRequest } from '../ports.ts';
import { operationOf, type Operation } from './routes.ts';
import type { Activity } from './state.ts';

export interface Asking {
  readonly operation: Operation;
  readonly body: Activity;
  readonly query: URLSearchParams;
  readonly tenantId: string;
  /** Empty when a conversation is created. */
  readonly conversationId: string;
  /** When it arrived, by the machine's clock. */
  readonly now: number;
}

/** undefined: the sandbox does not have it. `tenantId`: whose a request is that names none. */
export function readRequest(
  { method, url, body: text }: SandboxRequest,
  tenantId: string,
  now: number,
): Asking | undefined {
  const [path = '', query = ''] = url.split('?', 2);
  const operation = operationOf(method.toUpperCase(), path);
  if (operation === undefined) return undefined;
  const body = parse(text);
  return {
    operation,
    body,
    query: new URLSearchParams(query),
    tenantId: tenantOf(body) ?? tenantId,
    conversationId: 'conversationId' in operation ? operation.conversationId : '',
    now,
  };
}

export function isSaying({ kind }: Operation): boolean {
  return kind === 'post' || kind === 'reply' || kind === 'update' || kind === 'delete';
}

function parse(text: string): Activity {
  try {
    const value = JSON.parse(text === '' ? '{}' : text) as unknown;
    return typeof value === 'object' && value !== null ? (value as Activity) : {};
  } catch {
    return {};
  }
}

/** Activities and parameters name it in one of three places. */
function tenantOf(body: Activity): string | undefined {
  const { tenantId, conversation, channelData } = body as {
    tenantId?: string;
    conversation?: { tenantId?: string };
    channelData?: { tenant?: { id?: string } };
  };
  return tenantId ?? conversation?.tenantId ?? channelData?.tenant?.id;
}
