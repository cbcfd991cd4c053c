/** What a reader is told of a message that may be there twice. */
import type { Content } from '../chat.ts';

export const MAY_BE_REPEAT = 'This may be a repeat: Teams did not confirm the first one.';

/** Before everything else, on the card and in the notification. */
export function labelled({ card, summary }: Content): Content {
  const body = Array.isArray(card['body']) ? (card['body'] as unknown[]) : [];
  const label = { type: 'TextBlock', text: MAY_BE_REPEAT, wrap: true, weight: 'Bolder' };
  return { card: { ...card, body: [label, ...body] }, summary: `${MAY_BE_REPEAT} ${summary}` };
}
