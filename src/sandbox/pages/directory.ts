/** `/directory`: the tenant as an admin portal would show it. Values of credentials are never here to be shown. */
import type { SandboxResponse, Tenant } from '../ports.ts';
import type { Application, ServicePrincipal, World } from '../world.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';
import { grantedPermissions, type GrantedPermission } from './permissions.ts';

/** Beyond this many a portal would page; the newest are what one came to see. */
const SHOWN = 100;
const DAY_MS = 86_400_000;
/** From here on an expiry is shown as near. */
const SOON_DAYS = 30;

export function directoryPage(tenant: Tenant): SandboxResponse {
  const { world, clock } = tenant;
  const principals = new Map(live(world.servicePrincipals).map((one) => [one.appId, one]));
  const applications = live(world.applications).sort(newestFirst);
  const now = clock.now();
  return page(
    'Directory',
    html`<h1>${world.tenantName} directory</h1>
      <p class="small">
        ${world.defaultDomain} · <code>${world.tenantId}</code> · the tenant’s date is
        <time>${new Date(now).toISOString().slice(0, 10)}</time>
      </p>
      <h2>Applications (${applications.length})</h2>
      ${applications.length > SHOWN ? html`<p class="small">The newest ${SHOWN} are shown.</p>` : ''}
      <div class="stack">
        ${applications.slice(0, SHOWN).map((one) => applicationCard(world, one, principals.get(one.appId), now))}
      </div>`,
  );
}

function live<T extends { deletedDateTime: string | null }>(items: Record<string, T>): T[] {
  return Object.values(items).filter((item) => item.deletedDateTime === null);
}

function newestFirst(a: Application, b: Application): number {
  return b.createdDateTime.localeCompare(a.createdDateTime);
}

function applicationCard(
  world: World,
  application: Application,
  principal: ServicePrincipal | undefined,
  now: number,
): Markup {
  return html`<article class="card" data-app-id="${application.appId}">
    <h3>${application.displayName}</h3>
    <p class="small">
      Application ID <code>${application.appId}</code> · made
      ${application.createdDateTime.slice(0, 10)}${application.isFallbackPublicClient === true ? ' · public client' : ''}
    </p>
    ${
      principal === undefined
        ? html`<p class="warn">No service principal: nobody can sign in and nothing can be granted.</p>`
        : html`${principal.accountEnabled ? '' : html`<p class="error">Sign-in is disabled.</p>`}
            <h4>Permissions granted</h4>
            ${permissions(grantedPermissions(world, principal))}`
    }
    <h4>Credentials</h4>
    ${credentials(application, now)}
    <h4>Redirect addresses</h4>
    ${list([
      ...application.web.redirectUris,
      ...application.spa.redirectUris,
      ...application.publicClient.redirectUris,
    ])}
    <h4>Owners</h4>
    ${list(ownerNames(world, application))}
  </article>`;
}

function permissions(granted: readonly GrantedPermission[]): Markup {
  if (granted.length === 0) return html`<p class="small">None.</p>`;
  return html`<ul class="permissions">
    ${granted.map(
      ({ value, kind, resource, holder }) =>
        html`<li><code>${value}</code> <span class="small">${kind} · ${resource} · ${holder}</span></li>`,
    )}
  </ul>`;
}

function credentials(application: Application, now: number): Markup {
  const rows = [
    ...application.passwordCredentials.map((one) => ({ kind: 'Secret', sign: `${one.hint}…`, ...one })),
    ...application.keyCredentials.map((one) => ({ kind: 'Certificate', sign: '', ...one })),
    ...application._federated.map((one) => ({
      kind: 'Federated',
      sign: one.subject,
      displayName: one.name,
      endDateTime: '',
    })),
  ];
  if (rows.length === 0) return html`<p class="small">None.</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Name</th>
          <th scope="col">Begins with</th>
          <th scope="col">Expires</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ kind, sign, displayName, endDateTime }) =>
            html`<tr>
              <td>${kind}</td>
              <td>${displayName ?? ''}</td>
              <td><code>${sign}</code></td>
              <td>${expiry(endDateTime, now)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function expiry(endDateTime: string, now: number): Markup {
  if (endDateTime === '') return html`never`;
  const days = Math.floor((Date.parse(endDateTime) - now) / DAY_MS);
  const date = endDateTime.slice(0, 10);
  if (days < 0) return html`<span class="error">${date}, expired</span>`;
  const left = days === 1 ? '1 day left' : `${days} days left`;
  return html`<span class="${days <= SOON_DAYS ? 'warn' : 'fine'}">${date}, ${left}</span>`;
}

/** Whoever lies in the bin is not shown. */
function ownerNames(world: World, { _owners }: Application): string[] {
  return _owners
    .filter((id) => world.users[id]?.deletedDateTime == null)
    .map((id) => world.users[id]?.displayName ?? world.servicePrincipals[id]?.displayName ?? id);
}

function list(items: readonly string[]): Markup {
  if (items.length === 0) return html`<p class="small">None.</p>`;
  return html`<ul class="plain">
    ${items.map((item) => html`<li><code>${item}</code></li>`)}
  </ul>`;
}
