/** The frame around each page of the sandbox. Nothing is fetched from anywhere but the sandbox itself. */
import type { SandboxResponse } from '../ports.ts';
import { html, type Markup } from './html.ts';

const POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function page(title: string, content: Markup, status = 200): SandboxResponse {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: document(title, content).text,
  };
}

function document(title: string, content: Markup): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Sandbox</title>
        <link rel="stylesheet" href="/pages/style.css" />
        <link rel="icon" href="/pages/icon.svg" type="image/svg+xml" />
        <script src="/pages/switches.js" defer></script>
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/">Pretend Microsoft cloud</a>
          <nav aria-label="Sandbox"><a href="/">Switches</a><a href="/directory">Directory</a></nav>
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
