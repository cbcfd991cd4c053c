/** The frame around every plain page. Nothing is fetched from anywhere but this server. */
import type { Explained } from '../../provisioning/contract.ts';
import type { Answer } from './exchange.ts';
import { html, type Markup, type Piece } from './html.ts';

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** On every answer of this server, page or not. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

export interface PageOptions {
  readonly status?: number;
  /** Goes there by itself at once. An address of our own. */
  readonly goOnTo?: string;
  readonly cookies?: readonly string[];
  /** Beside those of every answer, or instead of one of them. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A script of this page alone, beside the one of all pages. */
  readonly script?: 'device.js' | 'signed-in.js';
}

export function page(title: string, content: Markup, options: PageOptions = {}): Answer {
  return {
    status: options.status ?? 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...options.headers },
    ...(options.cookies === undefined ? {} : { cookies: options.cookies }),
    body: frame(title, content, options).text,
  };
}

/** To an address of our own, or one the engine made. */
export function redirect(location: string, cookies: readonly string[] = []): Answer {
  return { status: 303, headers: { location }, cookies, body: '' };
}

export function json(content: unknown, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(content),
  };
}

/** A failure as a page: what, why, what to do, and what to quote. */
export function failurePage(failed: Explained, status: number, reference: string): Answer {
  return page(
    failed.what,
    html`<section class="sheet">
      <p class="chip warn"><span aria-hidden="true">!</span> Not done</p>
      <h1>${failed.what}</h1>
      <p>${failed.why}</p>
      <p class="next">${failed.fix}</p>
      <p class="quiet">Reference <code>${reference}</code> · ${failed.code}</p>
    </section>`,
    { status },
  );
}

/** The same beside what a page already shows. */
export function failureNote(failed: Explained): Markup {
  return html`<div class="note warn" role="alert">
    <p><strong>${failed.what}</strong></p>
    <p>${failed.why} ${failed.fix}</p>
  </div>`;
}

function frame(title: string, content: Piece, { goOnTo, script }: PageOptions): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        ${goOnTo === undefined ? null : html`<meta http-equiv="refresh" content="0;url=${goOnTo}" />`}
        <title>${title} · Registrar</title>
        <link rel="stylesheet" href="/assets/page.css" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <script src="/assets/page.js" defer></script>
        ${script === undefined ? null : html`<script type="module" src="/assets/${script}"></script>`}
      </head>
      <body>
        <header>
          <a href="/"><img src="/assets/icon.svg" alt="" width="24" height="24" />Registrar</a>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
