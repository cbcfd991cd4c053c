/** `/`: what the pretend cloud is, who is in it, and the switches. */
import { describeRoles, initials } from '../entra/people-page.ts';
import { personas } from '../entra/directory.ts';
import type { SandboxResponse } from '../ports.ts';
import type { User, World } from '../world.ts';
import { switchForm } from './forms.ts';
import { html, type Markup } from './html.ts';
import type { PagesOptions } from './index.ts';
import { page } from './layout.ts';
import { switchForms } from './switch-forms.ts';

export function homePage(options: PagesOptions): SandboxResponse {
  const { tenant } = options;
  return page(
    'Pretend Microsoft cloud',
    html`${introduction(options)}
      <h2>The people</h2>
      <p class="small">They have no passwords. Where sign-in asks who you are, pick one.</p>
      <div class="grid">${personas(tenant.world).map((user) => personCard(tenant.world, user))}</div>
      <h2>The switches</h2>
      <p class="small">All are off after a restart, except the clock and what is in the directory.</p>
      <div class="grid">${switchForms(options).map(switchForm)}</div>
      <h2>For tools</h2>
      ${addresses(options)}`,
  );
}

function introduction({ tenant, productUrl }: PagesOptions): Markup {
  const today = new Date(tenant.clock.now()).toUTCString().slice(0, 16);
  return html`<h1>A pretend Microsoft cloud, on this machine</h1>
    <p>
      It behaves like Microsoft Graph and Entra sign-in for one invented tenant,
      <strong>${tenant.world.tenantName}</strong>: permissions are enforced, secrets work until they expire,
      and mistakes get Microsoft’s own error codes. Nothing leaves this machine and nothing here is real.
    </p>
    <p>
      In the tenant it is <strong id="today">${today}</strong>.
      ${productUrl === undefined ? '' : productLink(productUrl)} <a href="/directory">See the directory</a> as
      an admin portal would show it.
    </p>`;
}

function productLink(productUrl: string): Markup {
  return html`<a href="${productUrl}">Go to Registrar</a>, which works against this tenant. `;
}

function personCard(world: World, user: User): Markup {
  return html`<div class="card person" data-person="${user._persona ?? ''}">
    <span class="initials" aria-hidden="true">${initials(user.displayName)}</span>
    <span
      ><strong>${user.displayName}</strong><br /><span class="small"
        >${describeRoles(world, user)}<br />${user.userPrincipalName}</span
      ></span
    >
  </div>`;
}

function addresses({ tenant, loginBaseUrl, browserBaseUrl }: PagesOptions): Markup {
  const { tenantId } = tenant.world;
  return html`<ul class="plain">
    <li>Graph: <code>${browserBaseUrl}/v1.0</code> and <code>${loginBaseUrl}/v1.0</code></li>
    <li>Sign-in: <code>${loginBaseUrl}/${tenantId}/v2.0/.well-known/openid-configuration</code></li>
    <li>Tenant: <code>${tenantId}</code>, <code>${tenant.world.defaultDomain}</code></li>
    <li>Requests served: <a href="/sandbox/requests">/sandbox/requests</a></li>
  </ul>`;
}
