/**
 * Admin consent by address, v1 (`/{tenant}/adminconsent`) and v2 (`/{tenant}/v2.0/adminconsent`).
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
import { html, type Markup } from '../pages/html.ts';
import { page } from '../pages/layout.ts';
import type { SandboxResponse } from '../ports.ts';
import type { Application, User } from '../world.ts';
import { describe, redirect, withQuery, type ErrorStamp } from './answers.ts';
import { findApplication, matchRedirect } from './clients.ts';
import { askedPermissions, grant, mayGrant, type AskedPermission } from './consent.ts';
import type { EntraContext, SignInRequest } from './context.ts';
import { personaByKey } from './directory.ts';
import { refuse } from './errors.ts';
import { choosePersonPage } from './people-page.ts';

type Version = 1 | 2;

interface Consent {
  readonly version: Version;
  readonly application: Application;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scope: string | undefined;
  readonly asked: readonly AskedPermission[];
}

/** @throws SignInError when the request itself is wrong; the person sees a page then. */
export function adminConsent(
  context: EntraContext,
  request: SignInRequest,
  version: Version,
  stamp: ErrorStamp,
): SandboxResponse {
  const consent = readConsent(context, request, version);
  if (request.query.has('refuse')) return canceled(consent, stamp);
  const user = personaByKey(context.tenant.world, request.query.get('persona') ?? '');
  if (user === undefined) return chooser(context, request, consent);
  if (!mayGrant(context.tenant.world, user, consent.asked)) return approvalNeeded(request, consent, user);
  grant(context.tenant, consent.application, consent.asked);
  return granted(context, consent);
}

function readConsent(context: EntraContext, { query }: SignInRequest, version: Version): Consent {
  const application = findApplication(context, query.get('client_id') ?? undefined);
  const redirectUri = query.get('redirect_uri') ?? '';
  matchRedirect(application, redirectUri);
  const scope = version === 2 ? query.get('scope') : null;
  if (version === 2 && scope === null) throw refuse.missingParameter('scope');
  return {
    version,
    application,
    redirectUri,
    state: query.get('state') ?? undefined,
    scope: scope ?? undefined,
    asked: askedPermissions(context.tenant.world, application, scope ?? undefined),
  };
}

function chooser(context: EntraContext, request: SignInRequest, consent: Consent): SandboxResponse {
  return choosePersonPage(context, {
    title: 'Permissions requested',
    question: `${consent.application.displayName} asks for consent for everyone in ${context.tenant.world.tenantName}. Accept as:`,
    details: permissionList(consent.asked),
    linkFor: (key) => again(request, 'persona', key),
    refuseLink: again(request, 'refuse', '1'),
  });
}

function permissionList(asked: readonly AskedPermission[]): Markup {
  if (asked.length === 0) return html`<p>No permissions are asked for.</p>`;
  return html`<ul class="permissions">
    ${asked.map(
      ({ value, kind, resource }) =>
        html`<li>
          <code>${value}</code> ${kind === 'Role' ? 'application' : 'delegated'} · ${resource.displayName}
        </li>`,
    )}
  </ul>`;
}

function again(request: SignInRequest, name: string, value: string): string {
  const query = new URLSearchParams(request.query);
  query.delete('persona');
  query.set(name, value);
  return `${request.path}?${query.toString()}`;
}

/** Entra does not go back to the application here: it waits for somebody who may. */
function approvalNeeded(request: SignInRequest, consent: Consent, user: User): SandboxResponse {
  const problem = refuse.adminApprovalNeeded(consent.application.displayName);
  return page(
    'Need admin approval',
    html`<section class="card narrow">
      <h1>Need admin approval</h1>
      <p>${user.displayName} may not consent to this.</p>
      <p class="error"><strong>AADSTS${problem.number}</strong>: ${problem.text}</p>
      <p>
        <a id="other" href="${again(request, 'other', '1')}"
          >Have an admin account? Sign in with that account</a
        >
      </p>
      <p>
        <a class="quiet" id="refuse" href="${again(request, 'refuse', '1')}"
          >Return to the application without granting consent</a
        >
      </p>
    </section>`,
    403,
  );
}

function granted(context: EntraContext, consent: Consent): SandboxResponse {
  const { redirectUri, scope, state } = consent;
  const tenant = context.tenant.world.tenantId;
  return redirect(withQuery(redirectUri, { admin_consent: 'True', tenant, scope, state }));
}

/** v2 says `admin_consent=True` even now; only `error` tells the truth. */
function canceled(consent: Consent, stamp: ErrorStamp): SandboxResponse {
  const { redirectUri, state, version } = consent;
  const declined = refuse.declined('consent_required');
  const parameters =
    version === 1
      ? { error: 'permission_denied', error_description: 'The admin canceled the request' }
      : { admin_consent: 'True', error: declined.error, error_description: describe(declined, stamp) };
  return redirect(withQuery(redirectUri, { ...parameters, state }));
}
