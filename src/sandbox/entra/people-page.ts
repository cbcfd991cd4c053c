/** "Pick an account": one link for each pretend person, and one for saying no. */
import { html, type Markup } from '../pages/html.ts';
import { page } from '../pages/layout.ts';
import type { SandboxResponse } from '../ports.ts';
import { roleNameOf } from '../seed/roles.ts';
import type { User, World } from '../world.ts';
import type { EntraContext } from './context.ts';
import { personas, roleIdsOf } from './directory.ts';

export interface PersonChoice {
  readonly title: string;
  readonly question: string;
  /** `login_hint`: that person is shown as the expected one; anybody may still be chosen. */
  readonly hint?: string | undefined;
  /** What accepting means, e.g. the permissions; between the question and the people. */
  readonly details?: Markup | undefined;
  linkFor(personaKey: string): string;
  readonly refuseLink: string;
}

export function choosePersonPage(context: EntraContext, choice: PersonChoice): SandboxResponse {
  const { world } = context.tenant;
  const people = personas(world).map((user) => personLink(world, user, choice));
  return page(
    choice.title,
    html`<section class="card narrow">
      <p class="small">${world.tenantName} · pretend sign-in</p>
      <h1>${choice.title}</h1>
      <p>${choice.question}</p>
      ${choice.details ?? ''}
      <ul class="people">
        ${people}
      </ul>
      <p><a class="quiet" id="refuse" href="${choice.refuseLink}">Refuse</a></p>
    </section>`,
  );
}

function personLink(world: World, user: User, choice: PersonChoice): Markup {
  const key = user._persona ?? '';
  const expected = choice.hint?.toLowerCase() === user.userPrincipalName.toLowerCase();
  return html`<li>
    <a data-persona="${key}" href="${choice.linkFor(key)}">
      <span class="initials" aria-hidden="true">${initials(user.displayName)}</span>
      <span
        ><strong>${user.displayName}</strong>${expected ? ' (suggested)' : ''}<br /><span class="small"
          >${user.userPrincipalName} · ${describeRoles(world, user)}</span
        ></span
      >
    </a>
  </li>`;
}

/** The roles by name, or what it means to have none. */
export function describeRoles(world: World, user: User): string {
  const names = roleIdsOf(world, user.id).map((id) => roleNameOf(id) ?? id);
  const roles = names.length === 0 ? 'no directory role' : names.join(', ');
  return user.userType === 'Guest' ? `guest, ${roles}` : roles;
}

export function initials(displayName: string): string {
  return displayName
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);
}
