/** How the hand-over looks: the vendor's labels in the vendor's order, and the secret behind one button. */
import type { Explained, HandOverSheet } from '../../provisioning/contract.ts';
import { day, minute } from './dates.ts';
import type { Answer } from './exchange.ts';
import { TOKEN_FIELD } from './guard.ts';
import { handOverAddress } from './hand-over-address.ts';
import { handOverFields } from './hand-over-fields.ts';
import { afterwards, first } from './hand-over-to-do.ts';
import { html, type Markup } from './html.ts';
import { failureNote, page } from './layout.ts';
import type { PageSession } from './sessions.ts';

/** `refused`: why it is not taken as sent. */
export function handOverPage(
  sheet: HandOverSheet,
  session: PageSession,
  now: number,
  refused: Explained | null = null,
): Answer {
  const before = first(sheet, session);
  const whatFor = html`${chip(sheet)}
    <h1>Hand over ${sheet.connectorTitle}</h1>
    <p>This goes to <strong>${sheet.to}</strong>. ${sheet.advice}</p>
    ${warnings(sheet)}`;
  return page(
    `Hand-over to ${sheet.to}`,
    html`<section class="sheet">${whatFor} ${before === null ? values(sheet, session, now) : null}</section>
      ${
        before === null
          ? null
          : html`${before}
              <section class="sheet">
                <h2>Then send this</h2>
                ${values(sheet, session, now)}
              </section>`
      }
      ${actions(sheet, session, refused)}`,
    { status: refused === null ? 200 : 409 },
  );
}

function values(sheet: HandOverSheet, session: PageSession, now: number): Markup {
  const secret = hasSecret(sheet);
  return html`${handOverFields(sheet, session)} ${secret ? null : html`<p>${noSecret(sheet)}</p>`}
    <p class="quiet" role="status" data-announce></p>
    <p>
      <a href="${handOverAddress(sheet.runId)}/sheet.txt" download
        >Download the sheet${secret ? ' without the secret' : null}</a
      >
    </p>
    <p class="quiet">
      Opened ${minute(now)} by ${session.actor.displayName}. Only you can open this page; after ten minutes
      open it again from the chat or the tab. ${expiry(sheet)}
    </p>`;
}

export function remakingPage(connectorTitle: string): Answer {
  return page(
    'A new secret',
    html`<section class="sheet">
      <p class="chip">… Working</p>
      <h1>A new secret is being made</h1>
      <p>
        The old one for ${connectorTitle} is removed after the new one is proven. The chat and the tab say
        when it is ready, and open this page again. You can close this window.
      </p>
    </section>`,
  );
}

/** The vendor's sheet as text, for a ticket or a file. Nothing on it is secret, and nothing on it is for the admin. */
export function sheetText(sheet: HandOverSheet): string {
  const lines = sheet.fields.map(({ label, value, secret }) =>
    secret ? `${label}: (not on this sheet)` : `${label}: ${value ?? ''}`,
  );
  const ends = expiry(sheet);
  const tail = [...(ends === '' ? [] : [ends]), sheet.advice, ''];
  return [`${sheet.connectorTitle}: for ${sheet.to}`, '', ...lines, '', ...tail].join('\r\n');
}

function hasSecret({ fields }: HandOverSheet): boolean {
  return fields.some(({ secret }) => secret);
}

function expiry({ credentialEnds }: HandOverSheet): string {
  return credentialEnds === '' ? '' : `The credential expires ${day(credentialEnds)}.`;
}

function noSecret({ to, credentialEnds }: HandOverSheet): string {
  return credentialEnds === ''
    ? 'There is no secret to send.'
    : `There is no secret to send: ${to} holds the key of the certificate.`;
}

function warnings({ warnings: all }: HandOverSheet): Markup | null {
  return all.length === 0
    ? null
    : html`<div class="note warn">${all.map((text) => html`<p>${text}</p>`)}</div>`;
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

function actions(sheet: HandOverSheet, session: PageSession, refused: Explained | null): Markup | null {
  const left = afterwards(sheet);
  if (sheet.state === 'sent') return left === null ? null : html`<section class="sheet">${left}</section>`;
  const address = handOverAddress(sheet.runId);
  const remake = 'Something went wrong: make a new one';
  return html`<section class="sheet">
    ${refused === null ? null : failureNote(refused)} ${left}
    <div class="actions">
      ${button(`${address}/sent`, 'I have sent it', session)}
      ${hasSecret(sheet) ? button(`${address}/remake`, remake, session) : null}
    </div>
  </section>`;
}

function button(action: string, label: string, session: PageSession): Markup {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="${TOKEN_FIELD}" value="${session.token}" />
    <button type="submit">${label}</button>
  </form>`;
}
