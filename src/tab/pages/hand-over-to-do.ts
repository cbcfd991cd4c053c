/** What the admin has to do beside sending the sheet: the checklist, and the first password of a new user. */
import type { HandOverSheet } from '../../provisioning/contract.ts';
import { handOverAddress } from './hand-over-address.ts';
import { revealed } from './hand-over-fields.ts';
import { html, type Markup } from './html.ts';
import type { PageSession } from './sessions.ts';

/** For the admin alone: it stands apart from what the vendor gets, and on no sheet. */
export function first(sheet: HandOverSheet, session: PageSession): Markup | null {
  const steps = list('First do this, and tick it in the chat or in the tab', toDo(sheet, true));
  const password = firstPassword(sheet, session);
  return steps === null && password === null
    ? null
    : html`<section class="sheet">
        ${steps} ${password}
        <p class="quiet" role="status" data-announce></p>
      </section>`;
}

function firstPassword(sheet: HandOverSheet, session: PageSession): Markup | null {
  const password = sheet.firstPassword;
  if (password === null || password.state === 'none') return null;
  const name = password.userPrincipalName;
  return html`<h2>First password of ${name}</h2>
    <p>For you, not for the vendor; shown once. It has to be changed at the first sign-in.</p>
    ${passwordState(sheet, session, name, password.state)}`;
}

function passwordState(
  { runId }: HandOverSheet,
  session: PageSession,
  name: string,
  state: 'ready' | 'revealed' | 'gone',
): Markup {
  switch (state) {
    case 'ready': {
      const address = `${handOverAddress(runId)}/reveal-password`;
      const what = `First password of ${name}`;
      const { value, act } = revealed({ place: 'first-password', what, address }, session);
      return html`<p class="reveal">${value} ${act}</p>`;
    }
    case 'revealed':
      return html`<p>It was shown, and is kept nowhere. If it is lost, reset it in the portal.</p>`;
    case 'gone':
      return html`<p>Nobody fetched it in time, and it is kept nowhere. Reset it in the portal.</p>`;
    default:
      return state satisfies never;
  }
}

/** What can wait until it is sent. */
export function afterwards(sheet: HandOverSheet): Markup | null {
  return list('Afterwards', toDo(sheet, false));
}

type Items = HandOverSheet['checklist'];

function toDo({ checklist }: HandOverSheet, required: boolean): Items {
  return checklist.filter(
    (item) => item.required === required && (item.state === 'open' || item.state === 'failed'),
  );
}

function list(heading: string, items: Items): Markup | null {
  if (items.length === 0) return null;
  return html`<h2>${heading}</h2>
    <ul>
      ${items.map(({ text, state }) => html`<li>${state === 'failed' ? 'Did not work: ' : null}${text}</li>`)}
    </ul>`;
}
