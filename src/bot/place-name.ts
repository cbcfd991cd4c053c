/** What people call a conversation; Teams' id of it says nothing to anybody. */
import type { ConversationReference } from 'botbuilder';
import type { ConversationNote } from '../provisioning/contract.ts';
import type { Said } from './cards/text.ts';
import { channelKey } from './places.ts';
import { words } from './words.ts';

/** As somebody in `here` would say it. Null: nothing is known of it any more. */
export function placeName(note: ConversationNote | null, here: ConversationNote): Said {
  if (note === null) return words.places.unknown;
  if (channelKey(note.key) === channelKey(here.key))
    return note.kind === 'channel' ? words.places.hereChannel : words.places.hereChat;
  const { conversation, user } = JSON.parse(note.reference) as Partial<ConversationReference>;
  switch (note.kind) {
    case 'personal':
      return named(user?.name, words.places.ownChat, words.places.somebodysChat);
    case 'groupChat':
      return named(conversation?.name, words.places.namedGroupChat, words.places.groupChat);
    case 'channel':
      return named(conversation?.name, words.places.namedChannel, words.places.channel);
    default:
      return note.kind satisfies never;
  }
}

function named(name: string | undefined, as: (name: string) => Said, otherwise: Said): Said {
  return name === undefined || name === '' ? otherwise : as(name);
}
