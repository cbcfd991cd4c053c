/** Puts the page together: Teams first, then the server, then what is drawn. */
import { createRoot } from 'react-dom/client';
import { Api } from './api.ts';
import { App } from './app.tsx';
import { ServerClock } from './clock.ts';
import { startHost } from './host.ts';
import type { Host } from './host.ts';
import { Live } from './live.ts';
import { notesOfBrowser } from './notes.ts';
import { Outside } from './outside.tsx';
import { pageParams, queryOf, scopedTo } from './overview/query.ts';
import { routeAt } from './route.ts';
import { settingsOf } from './settings.ts';
import type { TabSettings } from './settings.ts';
import './page.css';

/** As docs/api.md calls it. */
const TIME_HEADER = 'x-registrar-time';
/** Much longer than any answer takes to come over a bad line. */
const PATIENCE_MS = 20_000;

const root = createRoot(document.getElementById('page') ?? document.body);
const host = await startHost();

if (host === null) root.render(<Outside />);
else {
  const parts = assemble(host, await settingsIn(host));
  readAhead(parts);
  root.render(<App {...parts} />);
}

/** A tab that is configured again begins with what it was set to. */
async function settingsIn(around: Host): Promise<TabSettings> {
  if (around.context.frame !== 'settings') return settingsOf(location.search);
  const address = await around.tabAddress();
  return settingsOf(URL.canParse(address) ? new URL(address).search : '');
}

function assemble(around: Host, settings: TabSettings) {
  const clock = new ServerClock(() => performance.now());
  const api = new Api({
    fetch: async (path, init) => {
      const response = await fetch(path, init);
      const time = response.headers.get(TIME_HEADER);
      clock.heard(time ?? '');
      // Something in between may have answered; the time is Registrar's own.
      if (time !== null) live.hurry();
      return response;
    },
    // Where Teams is asked to save a tab, nobody is asked to sign in.
    token: (asked) => around.token({ ...asked, silent: around.context.frame === 'settings' }),
    wait: (ms) => wait(ms),
    patience: () => AbortSignal.timeout(PATIENCE_MS),
  });
  const live: Live = new Live({
    open: (signal) => api.changes(signal),
    poll: (since) => api.changesSince(since),
    wait,
    chance: () => (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) / 255,
  });
  return { host: around, api, live, clock, settings, notes: notesOfBrowser() };
}

/** What the overview asks first is on its way while it is drawn. */
function readAhead({ host: { context }, api, settings }: ReturnType<typeof assemble>): void {
  const { route, params } = routeAt(location, context.subPage);
  if (context.frame !== 'content' || route.page !== 'overview') return;
  const { connectors } = settings;
  api.readAhead(pageParams(scopedTo(connectors, queryOf(params)), null), connectors);
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
