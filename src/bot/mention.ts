/** A card that names a person so that Teams tells them. */
import type { Person } from '../provisioning/contract.ts';
import { leafText, title } from './cards/text.ts';
import type { Content } from './chat.ts';

/**
 * Teams takes the object id of a person, and replaces the text it finds between `<at>` marks (Microsoft: "Format cards
 * in Microsoft Teams", mention support within Adaptive Cards).
 */
export function withMention(content: Content, person: Person | null): Content {
  if (person === null) return content;
  const name = leafText(title(person.displayName)).replace(/[<>&]/g, '');
  const text = `<at>${name}</at>`;
  const body = Array.isArray(content.card['body']) ? (content.card['body'] as unknown[]) : [];
  const mention = { type: 'mention', text, mentioned: { id: person.oid, name } };
  return {
    ...content,
    card: {
      ...content.card,
      body: [...body, { type: 'TextBlock', text, wrap: true, spacing: 'Small' }],
      msteams: { ...(content.card['msteams'] as object | undefined), entities: [mention] },
    },
  };
}
