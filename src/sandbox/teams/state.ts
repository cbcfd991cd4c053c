/** What the pretend Teams knows: where the bot is, what it has shown there, and who asked for what. */
import type { ArmedFault } from './faults.ts';

export interface Member {
  /** The channel's id, e.g. `29:1a2b`. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly aadObjectId?: string | undefined;
}

/** A conversation in which the bot is installed. */
export interface Conversation {
  readonly id: string;
  readonly tenantId: string;
  readonly kind: 'personal' | 'groupChat' | 'channel';
  readonly members: readonly Member[];
}

export type Activity = Readonly<Record<string, unknown>>;

/** A message that people can see. */
export interface Shown {
  readonly id: string;
  readonly conversationId: string;
  readonly tenantId: string;
  /** The message it was a reply to. */
  readonly replyTo: string | null;
  /** As posted, then as edited; times are the machine's, epoch ms. */
  readonly versions: { readonly at: number; readonly activity: Activity }[];
}

/** One request of the bot, in the order they came. */
export interface Asked {
  /** When it arrived, by the machine's clock, epoch ms, fractional. */
  readonly at: number;
  readonly operation: string;
  readonly tenantId: string;
  readonly conversationId: string;
  /** 0: it got no answer, or none yet. */
  status: number;
  code: string;
  /** The injected fault that hit it. */
  fault: string | null;
}

export interface Switches {
  /** Requests a second for a tenant; beyond that 429. */
  perSecond: number;
  /** Sent with a 429 for too high a rate; null: none. */
  retryAfterSeconds: number | null;
  /** Whether the limits of a conversation are held. */
  threadLimits: boolean;
  /** Of a request's body. */
  maxBytes: number;
  /** Before every answer, by the machine's clock. */
  latencyMs: number;
  /** Which host serves the tenant: `/teams`, or `/gcc/teams`. */
  host: 'teams' | 'gcc';
}

export interface TeamsState {
  readonly conversations: Map<string, Conversation>;
  readonly messages: Map<string, Shown>;
  readonly requests: Asked[];
  readonly switches: Switches;
  faults: ArmedFault[];
  /** For ids of messages. */
  count: number;
}

/** Fifty a second and tenant, and about 100 KB a message, are Microsoft's figures. */
const DEFAULTS: Switches = {
  perSecond: 50,
  retryAfterSeconds: 1,
  threadLimits: true,
  maxBytes: 100 * 1024,
  latencyMs: 0,
  host: 'teams',
};

export function createState(): TeamsState {
  return {
    conversations: new Map(),
    messages: new Map(),
    requests: [],
    switches: { ...DEFAULTS },
    faults: [],
    count: 0,
  };
}

/** The first day again. */
export function resetState(state: TeamsState): void {
  state.conversations.clear();
  state.messages.clear();
  state.requests.length = 0;
  state.faults = [];
  Object.assign(state.switches, DEFAULTS);
}
