/** How signing in with a code looks: the code, where to type it, how long it is good, and what came of it. */
import type { Explained, Person, RunView } from '../../provisioning/contract.ts';
import type { DeviceCodeShown } from '../../provisioning/index.ts';
import { minute } from './dates.ts';
import type { Answer } from './exchange.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';

export const DEVICE = '/auth/device';

/** Makes a code, or with a state shows the one it belongs to. */
export function deviceAddress(press: string, state?: string): string {
  const query = new URLSearchParams({ press, ...(state === undefined ? {} : { state }) });
  return `${DEVICE}?${query.toString()}`;
}

export interface ShownCode {
  readonly state: string;
  /** The link it began with, or ''. */
  readonly press: string;
  readonly code: DeviceCodeShown;
  readonly run: Pick<RunView, 'connector' | 'tenantId'>;
  readonly person: Person;
  readonly tenantName: string | null;
  readonly secondsLeft: number;
  readonly nextInSeconds: number;
}

export function codePage(shown: ShownCode): Answer {
  const { code, run, person, tenantName, secondsLeft, nextInSeconds } = shown;
  return page(
    'Sign in with a code',
    html`<section
        class="sheet"
        data-device="${DEVICE}/poll"
        data-next="${nextInSeconds}"
        data-left="${secondsLeft}"
      >
        <p class="chip">… Waits for ${person.displayName}</p>
        <h1>Sign in with a code</h1>
        <dl class="facts">
          <dt>Sign in as</dt>
          <dd>${person.displayName}</dd>
          <dt>To set up</dt>
          <dd>${run.connector.title}</dd>
          <dt>In the tenant</dt>
          <dd>${tenantName === null ? null : html`${tenantName}, `}<code>${run.tenantId}</code></dd>
        </dl>
        <p>Type this code at Microsoft’s page, on this device or another:</p>
        <p class="typed" id="typed">${code.userCode}</p>
        ${waysThere(code)}
        <p class="quiet" role="status" data-announce></p>
        <p>
          Good until ${minute(Date.parse(code.expiresAt))}<span hidden data-countdown
            >, <span role="timer" data-clock></span> left</span
          >.
        </p>
        <p class="next" role="status" data-state>Waiting until ${person.displayName} has signed in.</p>
        <p class="quiet">
          Registrar does not see your password. Type a code only where you asked for it yourself, as here.
        </p>
        <div class="actions">
          <noscript>${form(shown, DEVICE, 'I have signed in')}</noscript>
          ${form(shown, `${DEVICE}/cancel`, 'Cancel')}
        </div>
      </section>
      <div aria-live="polite" data-outcome></div>
      <template data-ended>${ended('', '', shown.press)}</template>`,
    { script: 'device.js' },
  );
}

/** Both of the wizard's ways: copy and then open, or both at once. */
function waysThere({ verificationUri }: DeviceCodeShown): Markup {
  const aside = html`target="_blank" rel="noopener noreferrer"`;
  return html`<p class="actions">
      <a class="button main" href="${verificationUri}" ${aside} data-copy-and-open="typed"
        >Copy code and open page in new tab</a
      >
      <button type="button" data-copy="typed" data-label="the code">Copy code</button>
    </p>
    <p><a href="${verificationUri}" ${aside}>${verificationUri}</a></p>`;
}

/** Cancelled, declined, expired, somebody else: why, and the way to another code. */
export function endedPage({ what, why, fix }: Explained, press: string): Answer {
  return page(what, ended(what, `${why} ${fix}`, press), { status: 400 });
}

export function cancelledPage(press: string): Answer {
  const text = 'The code is good for nothing any more. Nothing has changed in the tenant.';
  return page('Cancelled', ended('The sign-in was cancelled.', text, press));
}

/** Also the mould that the page's script fills. */
function ended(title: string, text: string, press: string): Markup {
  return html`<section class="sheet">
    <p class="chip warn">! Not signed in</p>
    <h1 tabindex="-1">${title}</h1>
    <p>${text}</p>
    ${press === '' ? null : html`<p><a class="button main" href="${deviceAddress(press)}">Start again</a></p>`}
  </section>`;
}

function form({ state, press }: ShownCode, action: string, label: string): Markup {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="state" value="${state}" />
    <input type="hidden" name="press" value="${press}" />
    <button type="submit">${label}</button>
  </form>`;
}
