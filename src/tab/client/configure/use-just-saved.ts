import { useEffect } from 'react';
import type { ChannelWanted } from '../../../provisioning/contract/tab.ts';
import { useNotify } from '../parts/notices.tsx';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import { takeNote } from './just-saved.ts';
import type { JustSaved } from './just-saved.ts';
import { configOf, tell } from './save.ts';

/**
 * In the tab that Teams shows after it was saved: says what was saved, tells the server what the window could not, and
 * offers to take it all back.
 */
export function useJustSaved(): void {
  const { api, host, notes, settings, showAs } = useSession();
  const notify = useNotify();
  const { frame, channelId } = host.context;
  useEffect(() => {
    if (frame !== 'content') return;
    const note = takeNote(notes, channelId, settings);
    if (note === null) return;
    const undo = (warned: ChannelWanted | null) => async () => {
      if (warned !== null) await api.putChannel(channelId, warned);
      showAs(note.was);
      await host.keep(configOf(note.was));
    };
    warnedBefore(note).then(
      (warned) => notify.done(words.justSaved(note.is, warned !== null), undo(warned)),
      (error: unknown) => notify.failed(error, undo(null)),
    );

    async function warnedBefore({ is, warnings }: JustSaved): Promise<ChannelWanted | null> {
      if (warnings.how === 'kept') return null;
      return warnings.how === 'saved' ? warnings.was : tell(api, channelId, is);
    }
  }, [api, host, notes, settings, showAs, notify, frame, channelId]);
}
