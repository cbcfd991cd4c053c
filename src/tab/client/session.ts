/** What every part of the page is given: the server, Teams, the time, and who looks. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { MeView } from '../../provisioning/contract/tab.ts';
import type { Api } from './api.ts';
import type { ServerClock } from './clock.ts';
import type { Host } from './host.ts';
import type { Live } from './live.ts';
import type { Notes } from './notes.ts';
import type { TabSettings } from './settings.ts';

export interface Session {
  readonly api: Api;
  readonly host: Host;
  readonly live: Live;
  readonly clock: ServerClock;
  /** What the channel's tab was set to show. */
  readonly settings: TabSettings;
  /** From now on like this; what the address of the tab says is not changed by it. */
  readonly showAs: (settings: TabSettings) => void;
  readonly notes: Notes | null;
  /** Null: not known yet, so that nothing is offered. */
  readonly me: MeView | null;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new TypeError('Outside of the session');
  return session;
}

/** Business time in epoch milliseconds as of the last whole half minute, so that what is drawn stands still. */
export function useNow(): number {
  const { clock } = useSession();
  return useSyncExternalStore(everyHalfMinute, () => {
    const now = clock.now();
    return now === null ? 0 : Math.floor(now / TICK_MS) * TICK_MS;
  });
}

const TICK_MS = 30_000;

function everyHalfMinute(listener: () => void): () => void {
  const timer = setInterval(listener, TICK_MS);
  return () => clearInterval(timer);
}
