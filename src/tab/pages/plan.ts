/**
 * The plan for somebody the bot cannot write to, behind a link that was passed on: what they would approve, before
 * they are asked to sign in for it. Whoever has the link can read it; only the person it is for can approve.
 */
import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { planFacts } from './plan-facts.ts';
import { pressOf } from './press.ts';

export function planRoute(ports: PagePorts): PageRoute {
  return { method: 'GET', path: '/plan', failsAs: 'page', handle: (request) => show(ports, request) };
}

async function show(ports: PagePorts, request: PageRequest): Promise<Answer> {
  const press = pressOf(request);
  const { actor, runId, purpose } = await ports.openSignIn(press);
  const run = await ports.provisioning.view(actor, runId);
  const waits = purpose === 'approve' && run.phase === 'approval';
  if (!waits || run.plan === null) throw new RegistrarError('RUN_STALE');
  return planPage(run, run.plan, { approver: actor.displayName, signIn: `/auth/start?press=${press}` });
}

interface Approving {
  readonly approver: string;
  /** Address of our own. */
  readonly signIn: string;
}

function planPage(run: RunView, plan: PlanView, { approver, signIn }: Approving): Answer {
  const { connector, requester } = run;
  return page(
    `Plan ${plan.number}`,
    html`<section class="sheet">
      <p class="chip">… Waits for ${approver}</p>
      <h1>${requester.displayName} asks you to approve ${connector.title} in ${plan.tenantName}</h1>
      <p>${connector.purpose}</p>
      <p>This is everything that will be written${removes(plan) ? ' and taken away' : null}:</p>
      <dl class="facts">
        ${planFacts(plan).map(
          ({ term, lines }) =>
            html`<dt>${term}</dt>
              ${lines.map((line) => html`<dd>${line}</dd>`)}`,
        )}
      </dl>
      ${cautions(run, plan)}
      <p class="quiet">Plan ${plan.number}. Nothing else is created, changed or removed.</p>
      <p>
        Sign in as ${approver} to approve exactly this. Registrar acts as you for this approval only. To say
        no, close this page and tell ${requester.displayName}.
      </p>
      <p><a class="button main" href="${signIn}">Sign in and approve</a></p>
    </section>`,
  );
}

function removes({ existing, directoryRoles }: PlanView): boolean {
  return (existing?.removals ?? []).length > 0 || directoryRoles.some(({ change }) => change === 'remove');
}

function cautions(
  { connector }: RunView,
  { existing, vendorConsentRule, warnings }: PlanView,
): Markup | null {
  const strangers = existing?.made === 'adopted' && existing.tooMuch.length > 0;
  const all = [
    ...(strangers ? [STRANGERS] : []),
    ...warnings,
    ...(vendorConsentRule === null ? [] : [consentRule(connector.vendor, vendorConsentRule)]),
  ];
  if (all.length === 0) return null;
  return html`<div class="note warn">${all.map((text) => html`<p>${text}</p>`)}</div>`;
}

const STRANGERS =
  'Somebody else made this application. Whoever owns it, holds one of its credentials or receives its sign-ins at a redirect address can act through it, now and afterwards.';

function consentRule(vendor: string, rule: string): string {
  return `Who consents, as ${vendor} asks: ${rule}. As Microsoft allows: Privileged Role Administrator or Global Administrator. The vendor’s rule holds here.`;
}
