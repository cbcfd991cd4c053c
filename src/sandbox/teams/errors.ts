/**
 * Teams' refusals of a bot, with its codes and messages, from Microsoft's "Send and receive messages", status codes from
 * bot conversational APIs. Those of gateways on the way have no code there; theirs are ours.
 */

export const REFUSALS = {
  BadArgument: [400, 'The request body is not valid.'],
  BotNotRegistered: [401, 'No registration found for this bot.'],
  BotDisabledByAdmin: [403, 'The tenant admin disabled this bot.'],
  BotNotInConversationRoster: [403, "The bot isn't part of the conversation roster."],
  ConversationBlockedByUser: [403, 'User blocked the conversation with the bot.'],
  ForbiddenOperationException: [403, "The bot isn't installed in the user's personal scope."],
  InvalidBotApiHost: [403, 'Invalid bot API host. For GCC tenants, call another one.'],
  MessageWritesBlocked: [403, 'Thread is not writable.'],
  NotEnoughPermissions: [403, "The bot isn't allowed to do this."],
  ActivityNotFoundInConversation: [404, 'Activity not found in this conversation.'],
  ConversationNotFound: [404, 'Conversation not found.'],
  MemberNotFoundInConversation: [404, 'The specified member could not be found.'],
  RequestTimeout: [408, 'The request took too long.'],
  PreconditionFailed: [412, 'Precondition failed, please try again.'],
  MessageSizeTooBig: [413, 'Message size too large.'],
  Throttled: [429, 'Too many requests.'],
  ServiceError: [500, 'The service failed.'],
  NotImplemented: [501, 'The sandbox does not support this.'],
  BadGateway: [502, 'Bad gateway.'],
  ServiceUnavailable: [503, 'Service unavailable.'],
  GatewayTimeout: [504, 'Gateway timeout.'],
} as const satisfies Record<string, readonly [number, string]>;

export type RefusalCode = keyof typeof REFUSALS;
export const REFUSAL_CODES = Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]];

export class TeamsRefusal extends Error {
  override readonly name = 'TeamsRefusal';
  readonly code: RefusalCode;
  readonly status: number;
  readonly retryAfterSeconds: number | null;

  constructor(code: RefusalCode, retryAfterSeconds: number | null = null) {
    super(REFUSALS[code][1]);
    this.code = code;
    this.status = REFUSALS[code][0];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Microsoft documents `MessageWritesBlocked` as a `subCode`; which code stands before it is ours. */
export function bodyOf({ code, message }: TeamsRefusal): object {
  if (code !== 'MessageWritesBlocked') return { error: { code, message } };
  return { error: { code: 'Forbidden', subCode: code, message } };
}
