/** The page itself: chat and tab side by side, and a bar with what a tester turns. */
import { html, type Markup } from '../pages/html.ts';
import type { PretendPerson, Tenant } from './cloud.ts';

export interface PageFacts {
  readonly tenant: Tenant;
  /** Null: the chat client is off. */
  readonly chat: { readonly url: string; readonly as: string } | null;
  readonly directoryUrl: string | null;
}

export function hostPage(facts: PageFacts): string {
  const { tenantId, tenantName } = facts.tenant;
  return html`<!doctype html>
    <html lang="en" data-theme="default">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>Chat and tab · Registrar</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/host/host.css" />
        <script type="module" src="/host/host.js"></script>
      </head>
      <body data-tenant-id="${tenantId}" data-tenant-name="${tenantName}">
        ${bar(facts)}
        <main>
          ${chatPane(facts.chat)}
          <section class="pane" id="tab-pane" aria-labelledby="tab-title">
            <header>
              <h2 id="tab-title">Tab</h2>
              <span class="tools">
                <button type="button" id="configure">Settings</button>
                <button type="button" id="remove">Remove</button>
              </span>
            </header>
            <div class="screen" id="screen"></div>
          </section>
        </main>
        <p id="notice" role="status"></p>
        <noscript
          ><p class="empty">This page plays Teams by script. Switch scripts on to use it.</p></noscript
        >
      </body>
    </html>`.text;
}

function bar({ tenant, directoryUrl }: PageFacts): Markup {
  return html`<header class="bar">
    <h1><img src="/assets/icon.svg" alt="" width="24" height="24" />Registrar</h1>
    <p class="where">A pretend Teams, in ${tenant.tenantName}</p>
    <label
      >Person
      <select id="person">
        ${tenant.people.map(person)}
      </select></label
    >
    ${choice('instance', 'Tab', [
      ['personal', 'Personal'],
      ['channel', 'Channel'],
    ])}
    ${choice('theme', 'Theme', [
      ['default', 'Light'],
      ['dark', 'Dark'],
      ['contrast', 'Contrast'],
    ])}
    <label class="tick"><input type="checkbox" id="phone" />Phone</label>
    ${choice('pane', 'Show', [
      ['chat', 'Chat'],
      ['tab', 'Tab'],
    ])}
    <nav>
      <a href="/">Start page</a>
      ${directoryUrl === null ? '' : html`<a href="${directoryUrl}" target="_blank" rel="noopener">Directory ↗</a>`}
    </nav>
  </header>`;
}

function person({ key, displayName, userPrincipalName, oid, roles }: PretendPerson): Markup {
  return html`<option
    value="${key}"
    data-upn="${userPrincipalName}"
    data-oid="${oid}"
    data-name="${displayName}"
  >
    ${displayName}${roles.length === 0 ? '' : ` (${roles.join(', ')})`}
  </option>`;
}

function choice(name: string, legend: string, values: readonly (readonly [string, string])[]): Markup {
  return html`<fieldset id="${name}">
    <legend>${legend}</legend>
    ${values.map(
      ([value, label]) => html`<label><input type="radio" name="${name}" value="${value}" />${label}</label>`,
    )}
  </fieldset>`;
}

function chatPane(chat: PageFacts['chat']): Markup {
  return html`<section class="pane" id="chat-pane" aria-labelledby="chat-title">
    <header>
      <h2 id="chat-title">Chat${chat === null ? '' : ` as ${chat.as}`}</h2>
      ${chat === null ? '' : html`<span class="hint">Close its log panel for more room.</span>`}
      ${chat === null ? '' : html`<a href="${chat.url}" target="_blank" rel="noopener">Open alone ↗</a>`}
    </header>
    <div class="screen">
      ${
        chat === null
          ? html`<p class="empty">
              The chat client is off. Start without <code>PLAYGROUND_PORT=off</code> to see it.
            </p>`
          : html`<iframe id="chat" title="Chat" src="${chat.url}"></iframe>`
      }
    </div>
  </section>`;
}
