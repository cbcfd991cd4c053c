/** The vendor's fields in the vendor's order, and what is revealed once behind a button. */
import type { HandOverSheet } from '../../provisioning/contract.ts';
import { handOverAddress } from './hand-over-address.ts';
import { html, type Markup } from './html.ts';
import { SESSION_MS, type PageSession } from './sessions.ts';

type Field = HandOverSheet['fields'][number];

const PORTAL = 'In Microsoft’s portal';

/** A table where the vendor's names differ from Microsoft's, a list where they are the same. */
export function handOverFields(sheet: HandOverSheet, session: PageSession): Markup {
  const rows = sheet.fields.map((field, at) => ({ field, ...cell(sheet, session, field, at) }));
  if (sheet.fields.every(({ portal }) => portal === null)) {
    return html`<dl class="fields">
      ${rows.map(
        ({ field, value, act }) =>
          html`<div>
            <dt>${field.label}</dt>
            <dd>${value}</dd>
            ${act === null ? null : html`<dd class="act">${act}</dd>`}
          </div>`,
      )}
    </dl>`;
  }
  return html`<table class="fields">
    <thead>
      <tr>
        <th scope="col">Setting</th>
        <th scope="col">Value</th>
        <th scope="col">${PORTAL}</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ field, value, act }) =>
          html`<tr>
            <th scope="row">${field.label}</th>
            <td>${value} ${act}</td>
            <td data-column="${PORTAL}">${field.words ? '–' : (field.portal ?? field.label)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

interface Cell {
  readonly value: Markup;
  readonly act: Markup | null;
}

function cell(sheet: HandOverSheet, session: PageSession, field: Field, at: number): Cell {
  const place = `value-${at}`;
  if (field.secret) {
    return sheet.state === 'ready' || sheet.state === 'opened'
      ? revealed({ place, what: field.label, address: `${handOverAddress(sheet.runId)}/reveal` }, session)
      : { value: html`Shown before, or destroyed unseen. It is kept nowhere.`, act: null };
  }
  if (field.words) return { value: html`${field.value ?? ''}`, act: null };
  const value = html`<span class="value" id="${place}">${field.value ?? ''}</span>`;
  return { value, act: copyButton(place, field.label) };
}

export interface Reveal {
  /** Id of the element the value goes into. */
  readonly place: string;
  readonly what: string;
  /** Of our own, asked by POST. */
  readonly address: string;
}

/** Dots until the button is pressed; then the value, with a button to copy it. */
export function revealed({ place, what, address }: Reveal, session: PageSession): Cell {
  return {
    value: html`<span class="value" id="${place}">••••••••••••</span>`,
    act: html`<button
        class="main"
        type="button"
        data-reveal="${address}"
        data-token="${session.token}"
        data-place="${place}"
        data-then="copy-${place}"
        data-seconds="${SESSION_MS / 1000}"
      >
        Reveal once
      </button>
      <span id="copy-${place}" hidden>${copyButton(place, what)}</span>
      <noscript>Revealing needs JavaScript.</noscript>`,
  };
}

function copyButton(place: string, label: string): Markup {
  return html`<button type="button" data-copy="${place}" data-label="${label}" aria-label="Copy ${label}">
    Copy
  </button>`;
}
