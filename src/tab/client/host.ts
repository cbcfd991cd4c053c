/** Teams around the page. The only file that knows its library; the rest asks the Host. */
import { app, authentication, clipboard, pages } from '@microsoft/teams-js';
import type { SignedInMessage } from '../../provisioning/contract/tab.ts';
import { TAB_KEPT, Trouble } from './trouble.ts';

export type ThemeName = 'default' | 'dark' | 'contrast';

/** What Teams says of where the page stands. None of it is proof of who looks; the token is. */
export interface HostContext {
  readonly frame: 'content' | 'settings' | 'remove' | 'other';
  /** What a link asked to see within the tab. */
  readonly subPage: string;
  /** The channel or chat; empty in the personal tab. */
  readonly channelId: string;
  readonly channelName: string;
}

export interface TabConfig {
  readonly contentUrl: string;
  readonly websiteUrl: string;
  readonly removeUrl: string;
  readonly entityId: string;
  readonly suggestedDisplayName: string;
}

export interface Host {
  readonly context: HostContext;
  readonly theme: ThemeName;
  onTheme(listener: (theme: ThemeName) => void): void;
  /** For our API. `claims`: what Entra wants to see. `silent`: fails rather than asks anybody. */
  token(asked?: { readonly claims?: string; readonly silent?: boolean }): Promise<string>;
  /** Resolves when the window has done what it is for, or was closed. */
  popUp(url: string, size?: { readonly width: number; readonly height: number }): Promise<'done' | 'closed'>;
  copy(text: string): Promise<void>;
  openLink(url: string): Promise<void>;
  /** Teams shows the page from now on. */
  shown(): void;
  /** On the configuration page: the address the tab has so far; empty when it is new. */
  tabAddress(): Promise<string>;
  /** In a tab that stands: what Teams keeps of it from now on. Throws Trouble where Teams does not let it. */
  keep(config: TabConfig): Promise<void>;
  /** On the configuration page: the button that saves, and what it does. */
  offerSave(save: () => Promise<TabConfig>): void;
  withholdSave(): void;
  offerRemove(): void;
}

/** Longer than a slow Teams takes; the library itself waits for a minute. */
const PATIENCE_MS = 8_000;
/** Between looks whether a window was closed. */
const LOOK_MS = 300;
const WINDOW = { width: 640, height: 760 } as const;

/** Null: nobody around the page answers, so that it is not in Teams. */
export async function startHost(): Promise<Host | null> {
  if (window.parent === window && window.opener === null) return null;
  const started = await Promise.race([
    app.initialize().then(
      () => true,
      () => false,
    ),
    new Promise<false>((resolve) => setTimeout(() => resolve(false), PATIENCE_MS)),
  ]);
  return started ? hostFrom(await app.getContext()) : null;
}

function hostFrom(context: app.Context): Host {
  return {
    context: contextFrom(context),
    theme: themeFrom(context.app.theme),
    onTheme: (listener) => app.registerOnThemeChangeHandler((theme) => listener(themeFrom(theme))),
    token: ({ claims, silent } = {}) =>
      authentication.getAuthToken({
        ...(claims === undefined ? {} : { claims: [claims] }),
        silent: silent === true,
      }),
    popUp,
    copy,
    openLink: (url) => app.openLink(url),
    shown: () => {
      app.notifyAppLoaded();
      void app.notifySuccess();
    },
    tabAddress: () =>
      pages.getConfig().then(
        ({ contentUrl }) => contentUrl,
        () => '',
      ),
    keep: (config) =>
      pages.config.setConfig(config).catch(() => {
        throw new Trouble(TAB_KEPT);
      }),
    offerSave,
    withholdSave: () => pages.config.setValidityState(false),
    offerRemove,
  };
}

function contextFrom({ page, channel, chat }: app.Context): HostContext {
  return {
    frame: frameFrom(page.frameContext),
    subPage: page.subPageId ?? '',
    channelId: channel?.id ?? chat?.id ?? '',
    channelName: channel?.displayName ?? '',
  };
}

function frameFrom(said: string): HostContext['frame'] {
  return said === 'content' || said === 'settings' || said === 'remove' ? said : 'other';
}

function themeFrom(said: string): ThemeName {
  return said === 'dark' || said === 'contrast' ? said : 'default';
}

/** Teams opens addresses with https only; the sandbox has none, and its Teams lets a page open windows of its own. */
async function popUp(
  url: string,
  size: { width: number; height: number } = WINDOW,
): Promise<'done' | 'closed'> {
  if (!url.startsWith('https:')) return ownWindow(url, size);
  return authentication.authenticate({ url, ...size }).then(
    () => 'done',
    () => 'closed',
  );
}

function ownWindow(
  url: string,
  { width, height }: { width: number; height: number },
): Promise<'done' | 'closed'> {
  const opened = window.open(url, '_blank', `popup,width=${width},height=${height}`);
  if (opened === null) return Promise.resolve('closed');
  return new Promise((resolve) => {
    const end = (how: 'done' | 'closed'): void => {
      clearInterval(timer);
      window.removeEventListener('message', hear);
      opened.close();
      resolve(how);
    };
    const hear = ({ origin, data }: MessageEvent<SignedInMessage | null>): void => {
      if (origin === location.origin && data?.registrar === 'signed-in') end('done');
    };
    const timer = setInterval(() => {
      if (opened.closed) end('closed');
    }, LOOK_MS);
    window.addEventListener('message', hear);
  });
}

/** The frame may forbid the browser's own clipboard; Teams has one as well. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    await clipboard.write(new Blob([text], { type: 'text/plain' }));
  }
}

function offerSave(save: () => Promise<TabConfig>): void {
  pages.config.registerOnSaveHandler((event) => {
    void save()
      .then((config) => pages.config.setConfig(config))
      .then(
        () => event.notifySuccess(),
        () => event.notifyFailure(),
      );
  });
  pages.config.setValidityState(true);
}

function offerRemove(): void {
  pages.config.registerOnRemoveHandler((event) => event.notifySuccess());
  pages.config.setValidityState(true);
}
