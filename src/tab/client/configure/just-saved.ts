/**
 * What was saved in the window that Teams opens for it, left for the tab that Teams shows next: that one says what was
 * done, and can take it back. The window itself is closed by then.
 */
import type { ChannelWanted } from '../../../provisioning/contract/tab.ts';
import type { Notes } from '../notes.ts';
import { searchOf, settingsOf } from '../settings.ts';
import type { TabSettings } from '../settings.ts';

export interface JustSaved {
  readonly channelId: string;
  /** The tab as it was; one that is new was as usual. */
  readonly was: TabSettings;
  readonly is: TabSettings;
  readonly warnings: WarningsSaved;
}

/**
 * What became of the channel's warnings: `kept` as they were, since nobody asked or may ask for others; `saved`, and
 * `was` brings back what stood there; or `untold`, for Teams gave the window no sign-in, or the server refused.
 */
export type WarningsSaved =
  | { readonly how: 'kept' }
  | { readonly how: 'saved'; readonly was: ChannelWanted }
  | { readonly how: 'untold' };

const NOTE = 'registrar.just-saved';

/** Where the browser keeps nothing, it is saved all the same. */
export function leaveNote(notes: Notes | null, { channelId, was, is, warnings }: JustSaved): void {
  const note: Note = { channelId, was: searchOf(was), is: searchOf(is), warnings };
  try {
    notes?.setItem(NOTE, JSON.stringify(note));
  } catch {
    // Full, or forbidden: there will be no Undo, as the settings can still be opened again.
  }
}

/** Once, and only where the tab is shown as it was saved: a window that was closed without saving left a note as well. */
export function takeNote(notes: Notes | null, channelId: string, shown: TabSettings): JustSaved | null {
  const text = notes?.getItem(NOTE) ?? null;
  notes?.removeItem(NOTE);
  const note = text === null ? null : read(text);
  if (note === null || note.channelId !== channelId || note.is !== searchOf(shown)) return null;
  return { channelId, was: settingsOf(note.was), is: settingsOf(note.is), warnings: note.warnings };
}

interface Note {
  readonly channelId: string;
  readonly was: string;
  readonly is: string;
  readonly warnings: WarningsSaved;
}

/** Another version of this page may have left it. */
function read(text: string): Note | null {
  try {
    const { channelId, was, is, warnings } = JSON.parse(text) as Partial<Note>;
    const isWhole =
      channelId !== undefined && was !== undefined && is !== undefined && warnings !== undefined;
    return isWhole ? { channelId, was, is, warnings } : null;
  } catch {
    return null;
  }
}
