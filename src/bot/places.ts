/** Conversations and their threads: in a channel, Teams adds the message a thread hangs from to the channel's id. */
import type { ConversationReference } from 'botbuilder';
import type { ConversationNote } from '../provisioning/contract.ts';

const THREAD = ';messageid=';

/** The channel a thread is in; every other id as it is. */
export function channelKey(key: string): string {
  return key.split(THREAD, 1).join('');
}

/** Where a new message begins a thread of its own. */
export function channelOf(note: ConversationNote): ConversationNote {
  return movedTo(note, channelKey(note.key));
}

/** Where a message is an answer to that one. Only channels have threads. */
export function threadOf(note: ConversationNote, root: string | null): ConversationNote {
  if (note.kind !== 'channel' || root === null) return note;
  return movedTo(note, `${channelKey(note.key)}${THREAD}${root}`);
}

/** A button that was posted to a channel as such is pressed in the thread its message began. */
export function isAt(place: string, spoken: string): boolean {
  return place === spoken || (!place.includes(THREAD) && place === channelKey(spoken));
}

function movedTo(note: ConversationNote, key: string): ConversationNote {
  const reference = JSON.parse(note.reference) as Partial<ConversationReference>;
  const conversation = { ...reference.conversation, id: key };
  return { ...note, key, reference: JSON.stringify({ ...reference, conversation }) };
}
