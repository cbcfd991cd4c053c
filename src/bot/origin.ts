/** The bot's own note in a run: in which conversation it was asked for. */
import { z } from 'zod/v4';
import type { ConversationNote, RunView } from '../provisioning/contract.ts';

const shape = z.object({ kind: z.enum(['personal', 'groupChat', 'channel']), key: z.string() });
export type Origin = Readonly<z.infer<typeof shape>>;

export function originText({ kind, key }: ConversationNote): string {
  return JSON.stringify({ kind, key } satisfies Origin);
}

/** A run that another face started counts as personal. */
export function originOf({ origin }: Pick<RunView, 'origin'>): Origin {
  try {
    return shape.parse(JSON.parse(origin));
  } catch {
    return { kind: 'personal', key: '' };
  }
}
