/** Puts the page together: Teams first, then the server, then what is drawn. */
import { createRoot } from 'react-dom/client';
import { Api } from './api.ts';
import { App } from './app.tsx';
import { ServerClock } from './clock.ts';
import { startHost } from './host.ts';
import type { Host } from './host.ts';
import { Live } from './live.ts';
import { Outside } from './outside.tsx';
import { settingsOf } from './settings.ts';
import type { TabSettings } from './settings.ts';
import './page.css';

const root = createRoot(document.getElementById('page') ?? document.body);
const host = await startHost();

if (host === null) root.render(<Outside />);
else root.render(<App {...assemble(host, await settingsIn(host))} />);

/** A tab that is configured again begins with what it was set to. */
async function settingsIn(around: Host): Promise<TabSettings> {
  if (around.context.frame !== 'settings') return settingsOf(location.search);
  const address = await around.tabAddress();
  return settingsOf(URL.canParse(address) ? new URL(address).search : '');
}

function assemble(around: Host, settings: TabSettings) {
  const api = new Api({
    fetch: (path, init) => fetch(path, init),
    // Where Teams is asked to save a tab, nobody is asked to sign in.
    token: (asked) => around.token({ ...asked, silent: around.context.frame === 'settings' }),
    wait: (ms) => wait(ms),
  });
  const live = new Live({
    open: (signal) => api.changes(signal),
    poll: (since) => api.changesSince(since),
    wait,
    chance: () => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255,
  });
  const clock = new ServerClock(() => performance.now());
  return { host: around, api, live, clock, settings };
}

function wait(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
