/** How the hand-over looks: the vendor's labels in the vendor's order, and the secret behind one button. */
import type { HandOverSheet } from '../../provisioning/contract.ts';
import { day, minute } from './dates.ts';
import type { Answer } from './exchange.ts';
import { TOKEN_FIELD } from './guard.ts';
import { handOverAddress } from './hand-over-address.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { SESSION_MS, type PageSession } from './sessions.ts';

type Field = HandOverSheet['fields'][number];

export function handOverPage(sheet: HandOverSheet, session: PageSession, now: number): Answer {
  return page(
    `Hand-over to ${sheet.to}`,
    html`<section class="sheet">
        ${chip(sheet)}
        <h1>For ${sheet.to}</h1>
        <p>${sheet.connectorTitle}. This page is for you, for ten minutes.</p>
        <dl class="fields">${sheet.fields.map((field, at) => row(sheet, session, field, at))}</dl>
        <p class="quiet" role="status" data-announce></p>
        <p>${sheet.advice}</p>
        <p>
          <a href="${handOverAddress(sheet.runId)}/sheet.txt" download
            >Download the sheet without the secret</a
          >
        </p>
        <p class="quiet">
          Opened ${minute(now)} by ${session.actor.displayName}. The credential expires
          ${day(sheet.credentialEnds)}.
        </p>
      </section>
      ${sheet.state === 'sent' ? null : actions(sheet, session)}`,
  );
}

export function remakingPage(connectorTitle: string): Answer {
  return page(
    'A new secret',
    html`<section class="sheet">
      <p class="chip">… Working</p>
      <h1>A new secret is being made</h1>
      <p>
        The old one for ${connectorTitle} is removed after the new one is proven. The card in the chat says
        when it is ready, and opens this page again. You can close this window.
      </p>
    </section>`,
  );
}

/** The sheet as text, for a ticket or a file. */
export function sheetText(sheet: HandOverSheet): string {
  const lines = sheet.fields.map(({ label, value, secret }) =>
    secret ? `${label}: (not on this sheet)` : `${label}: ${value ?? ''}`,
  );
  const ends = `The credential expires ${day(sheet.credentialEnds)}.`;
  return [`${sheet.connectorTitle}: for ${sheet.to}`, '', ...lines, '', ends, sheet.advice, ''].join('\r\n');
}

function chip({ state }: HandOverSheet): Markup {
  if (state === 'sent') {
    return html`<p class="chip good"><span aria-hidden="true">✓</span> Sent</p>`;
  }
  if (state === 'revealed') return html`<p class="chip">Shown once</p>`;
  if (state === 'shredded') {
    return html`<p class="chip warn"><span aria-hidden="true">!</span> Needs you</p>`;
  }
  return html`<p class="chip">Ready</p>`;
}

function row(sheet: HandOverSheet, session: PageSession, field: Field, at: number): Markup {
  return field.secret ? secretRow(sheet, session, field, at) : plainRow(field, at);
}

function plainRow({ label, value }: Field, at: number): Markup {
  return html`<div>
    <dt>${label}</dt>
    <dd class="value" id="value-${at}">${value ?? ''}</dd>
    <dd class="act">${copyButton(label, at)}</dd>
  </div>`;
}

function secretRow(sheet: HandOverSheet, session: PageSession, { label }: Field, at: number): Markup {
  if (sheet.state !== 'ready' && sheet.state !== 'opened') {
    return html`<div>
      <dt>${label}</dt>
      <dd>Shown before, or destroyed unseen. It is kept nowhere.</dd>
    </div>`;
  }
  return html`<div>
    <dt>${label}</dt>
    <dd class="value" id="value-${at}">••••••••••••</dd>
    <dd class="act">
      <button
        class="main"
        type="button"
        data-reveal="${handOverAddress(sheet.runId)}/reveal"
        data-token="${session.token}"
        data-place="value-${at}"
        data-then="copy-${at}"
        data-seconds="${SESSION_MS / 1000}"
      >
        Reveal once
      </button>
      <span id="copy-${at}" hidden>${copyButton(label, at)}</span>
      <noscript>Revealing needs JavaScript.</noscript>
    </dd>
  </div>`;
}

function copyButton(label: string, at: number): Markup {
  return html`<button type="button" data-copy="value-${at}" data-label="${label}" aria-label="Copy ${label}">
    Copy
  </button>`;
}

function actions(sheet: HandOverSheet, session: PageSession): Markup {
  const address = handOverAddress(sheet.runId);
  const hasSecret = sheet.fields.some(({ secret }) => secret);
  return html`<section class="sheet actions">
    ${button(`${address}/sent`, 'I have sent it', session)}
    ${hasSecret ? button(`${address}/remake`, 'Something went wrong: make a new one', session) : null}
  </section>`;
}

function button(action: string, label: string, session: PageSession): Markup {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="${TOKEN_FIELD}" value="${session.token}" />
    <button type="submit">${label}</button>
  </form>`;
}
