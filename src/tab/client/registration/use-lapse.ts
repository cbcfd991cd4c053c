import type { CredentialView } from '../../../provisioning/contract/register.ts';
import { day } from '../dates.ts';
import { nameOfLapse } from '../marks.ts';
import { useNotify } from '../parts/notices.tsx';
import { useSession } from '../session.ts';
import { words } from '../words.ts';

/** What can be said of a lapse. Each is told when it is done, and can be taken back. */
export interface LapseActs {
  snooze(until: string, reason: string): Promise<void>;
  unsnooze(was: { readonly until: string; readonly reason: string }): Promise<void>;
  notOurs(owner: string): Promise<void>;
  ours(owner: string): Promise<void>;
}

/** `again`: reads the registration anew. */
export function useLapse(credential: CredentialView, again: () => void): LapseActs {
  const { api } = useSession();
  const notify = useNotify();
  const { lapseId } = credential;
  const what = nameOfLapse(credential);
  const send = {
    snooze: (until: string, reason: string) => api.lapse(lapseId, 'snooze', { until, reason }).then(again),
    unsnooze: () => api.lapse(lapseId, 'unsnooze', {}).then(again),
    notOurs: (owner: string) => api.lapse(lapseId, 'not-ours', { owner }).then(again),
    ours: () => api.lapse(lapseId, 'ours', {}).then(again),
  };
  return {
    snooze: async (until, reason) => {
      await send.snooze(until, reason);
      notify.done(words.snoozed(what, day(until)), send.unsnooze);
    },
    unsnooze: async ({ until, reason }) => {
      await send.unsnooze();
      notify.done(words.unsnoozed(what), () => send.snooze(until, reason));
    },
    notOurs: async (owner) => {
      await send.notOurs(owner);
      notify.done(words.noted(what, owner), send.ours);
    },
    ours: async (owner) => {
      await send.ours();
      notify.done(words.oursAgain(what), () => send.notOurs(owner));
    },
  };
}
