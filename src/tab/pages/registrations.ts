/**
 * `/tab`: every set-up of the tenant and where it stands. The pretend tenant's alone: it asks nobody who they are,
 * so it is there only where whoever can reach it may act as anyone.
 */
import type { RunLine } from '../../provisioning/contract.ts';
import type { Actor } from '../../provisioning/index.ts';
import { day, daysLeft } from './dates.ts';
import type { PagePorts, PageRoute } from './exchange.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';

export function registrationsRoute({
  provisioning,
  pretendTenant,
  links,
  now,
}: PagePorts): readonly PageRoute[] {
  if (pretendTenant === null) return [];
  return [
    {
      method: 'GET',
      path: '/tab',
      failsAs: 'page',
      handle: async () => {
        const { tenantId, tenantName } = await pretendTenant();
        const reader = { oid: tenantId, displayName: '', tenantId } as unknown as Actor;
        const runs = await provisioning.list(reader);
        return page(
          'Connectors',
          runs.length === 0 ? nothingYet(tenantName, links.chat) : all(tenantName, runs, now()),
        );
      },
    },
  ];
}

function nothingYet(tenantName: string, chat: string | null): Markup {
  const begin = html`Type <code>set up</code> and the connector’s name`;
  return html`<section class="sheet">
    <h1>Connectors in ${tenantName}</h1>
    <p>Nothing is registered here yet.</p>
    <p>${begin} ${chat === null ? 'in the chat' : html`<a href="${chat}">in the chat</a>`}.</p>
  </section>`;
}

function all(tenantName: string, runs: readonly RunLine[], now: number): Markup {
  return html`<section class="sheet">
    <h1>Connectors in ${tenantName}</h1>
    <p>What the chat’s <code>list</code> says. Nothing can be changed here.</p>
    ${runs.map((run) => one(run, now))}
  </section>`;
}

function one(run: RunLine, now: number): Markup {
  const ends = run.credentialEnds === null ? '' : ` · credential until ${daysLeft(now, run.credentialEnds)}`;
  const service = run.description === null ? null : html` · ${run.description}`;
  const mark = MARKS[run.phase];
  return html`<dl>
    <dt>${run.connectorTitle}</dt>
    <dd>
      <p><strong>${run.name}</strong>${service}</p>
      <p><span aria-hidden="true">${mark.icon}</span> ${mark.word}${ends}</p>
      <p class="quiet">Set up by ${run.requester}, last change ${day(run.updatedAt)}</p>
    </dd>
  </dl>`;
}

/** An icon and a word, never a colour alone. */
const MARKS: Readonly<Record<RunLine['phase'], { readonly icon: string; readonly word: string }>> = {
  choices: { icon: '…', word: 'Being chosen' },
  'sign-in': { icon: '…', word: 'Waiting for a sign-in' },
  checks: { icon: '…', word: 'Being checked' },
  plan: { icon: '!', word: 'Waiting for approval' },
  approval: { icon: '!', word: 'Waiting for approval by somebody else' },
  'by-hand': { icon: '…', word: 'Being done by hand' },
  working: { icon: '…', word: 'Being registered' },
  'needs-sign-in': { icon: '!', word: 'Needs a sign-in' },
  'needs-you': { icon: '!', word: 'Needs a decision' },
  cancelling: { icon: '…', word: 'Being taken away' },
  proven: { icon: '✓', word: 'Proven, not handed over yet' },
  'handed-over': { icon: '✓', word: 'Proven and handed over' },
  declined: { icon: '–', word: 'Ended, nothing was written' },
  cancelled: { icon: '–', word: 'Cancelled and taken away' },
};
