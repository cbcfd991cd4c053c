/** Invokes: a pressed Action.Execute. Everything else is answered too, for no answer is an error on the screen. */
import { z } from 'zod/v4';
import type { Activity } from 'botbuilder';
import type { SpokenTurn } from '../authorize.ts';
import type { Desk } from '../desk.ts';
import { press } from './press.ts';
import type { Sent } from './press.ts';

export interface InvokeAnswer {
  readonly status: 200;
  readonly body?: { readonly statusCode: 200; readonly type: string; readonly value: unknown };
}

/** Teams puts more of the card's own JSON around these; it is not read, so that it cannot matter. */
const executed = z.object({
  action: z.object({ type: z.literal('Action.Execute'), verb: z.string(), data: z.unknown() }),
  trigger: z.literal('manual').optional(),
});

export async function invoke(desk: Desk, turn: SpokenTurn, activity: Activity): Promise<InvokeAnswer> {
  if (activity.name !== 'adaptiveCard/action') return { status: 200 };
  const { card } = await press(desk, turn, readExecute(activity.value));
  const type = 'application/vnd.microsoft.card.adaptive';
  return { status: 200, body: { statusCode: 200, type, value: card } };
}

/** What is not an Action.Execute of ours carries no press. */
function readExecute(value: unknown): Sent {
  const read = executed.safeParse(value);
  return read.success ? read.data.action : { verb: null, data: null };
}
