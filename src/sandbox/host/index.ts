/**
 * `/host`: a page that plays Teams around the tab, with the chat beside it. It is served by the product, since
 * teams-js listens to a Teams of the tab's own origin and to Microsoft's; it knows the product's addresses and nothing
 * of what is behind them.
 */
import { readFileSync } from 'node:fs';
import { createCloud, type Cloud, type TokenAnswer } from './cloud.ts';
import { hostPage } from './page.ts';

export interface HostOptions {
  /** Origin of the pretend cloud, for servers. */
  readonly cloudUrl: string;
  /** Application id of the API that the tab calls. */
  readonly clientId: string;
  /** Origin of the chat client, and the key of whom it speaks as. Null: it is off. */
  readonly chat: { readonly url: string; readonly as: string } | null;
  readonly directoryUrl: string | null;
}

interface HostAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of the same shape as the product's other routes. */
export interface HostRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly accepts?: readonly string[];
  readonly failsAs: 'page' | 'json';
  handle(request: { readonly body: Uint8Array }): Promise<HostAnswer> | HostAnswer;
}

const SCRIPTS = ['host.js', 'context.js', 'frames.js', 'links.js', 'overlays.js', 'protocol.js', 'world.js'];

export function hostRoutes(options: HostOptions): readonly HostRoute[] {
  const cloud = createCloud(options);
  return [
    { method: 'GET', path: '/host', failsAs: 'page', handle: () => showPage(options, cloud) },
    asset('host.css', 'text/css'),
    ...SCRIPTS.map((name) => asset(name, 'text/javascript')),
    {
      method: 'POST',
      path: '/host/token',
      accepts: ['application/json'],
      failsAs: 'json',
      handle: async ({ body }) => json(await tokenFor(cloud, body)),
    },
  ];
}

async function showPage({ chat, directoryUrl }: HostOptions, cloud: Cloud): Promise<HostAnswer> {
  const tenant = await cloud.tenant().catch(() => null);
  if (tenant === null) return cloudIsGone();
  const speaker = tenant.people.find(({ key }) => key === chat?.as)?.displayName ?? chat?.as ?? '';
  const body = hostPage({
    tenant,
    directoryUrl,
    chat: chat === null ? null : { url: chat.url, as: speaker },
  });
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(chat?.url),
      // Windows for signing in are on other origins for a while, and have to find back to who opened them.
      'cross-origin-opener-policy': 'unsafe-none',
    },
    body,
  };
}

function cloudIsGone(): HostAnswer {
  const headers = { 'content-type': 'text/plain; charset=utf-8' };
  return { status: 503, headers, body: 'The pretend cloud does not answer. Start it, and reload this page.' };
}

function policy(chatUrl: string | undefined): string {
  const [frames, self] = [['frame-src', "'self'", chatUrl ?? ''].join(' ').trim(), "'self'"];
  const own = ['style-src', 'script-src', 'img-src', 'connect-src'].map((kind) => `${kind} ${self}`);
  const none = ['default-src', 'form-action', 'base-uri', 'frame-ancestors'].map((kind) => `${kind} 'none'`);
  return [...none, ...own, frames].join('; ');
}

async function tokenFor(cloud: Cloud, body: Uint8Array): Promise<TokenAnswer> {
  const persona = personaIn(new TextDecoder().decode(body));
  return persona === undefined ? { why: 'Send JSON {"persona": "anna"}.' } : cloud.token(persona);
}

function personaIn(text: string): string | undefined {
  try {
    const { persona } = JSON.parse(text) as { persona?: unknown };
    return typeof persona === 'string' ? persona : undefined;
  } catch {
    return undefined;
  }
}

function json(content: object): HostAnswer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status: 200, headers, body: JSON.stringify(content) };
}

function asset(name: string, type: string): HostRoute {
  const body = readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');
  const answer = { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body };
  return { method: 'GET', path: `/host/${name}`, failsAs: 'page', handle: () => answer };
}
