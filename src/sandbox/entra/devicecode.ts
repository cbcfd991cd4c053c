/**
 * `POST /{tenant}/oauth2/v2.0/devicecode` and the page the person types the code into.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
import { html } from '../pages/html.ts';
import { page } from '../pages/layout.ts';
import type { SandboxResponse } from '../ports.ts';
import { json } from './answers.ts';
import { findClient } from './clients.ts';
import type { EntraContext, SignInRequest } from './context.ts';
import { personaByKey } from './directory.ts';
import { choosePersonPage } from './people-page.ts';
import { DEVICE_LIFETIME_S, type PendingDevice } from './pending.ts';
import { clientIdIn } from './proof.ts';
import { readScopes } from './scopes.ts';

export const DEVICE_LOGIN_PATH = '/devicelogin';
/** Seconds between polls. */
const POLL_INTERVAL_S = 5;

export function startDeviceCode(context: EntraContext, request: SignInRequest): SandboxResponse {
  const client = findClient(context, clientIdIn(request));
  const scope = request.form.get('scope') ?? '';
  readScopes(context.tenant.world, scope);
  const { deviceCode, device } = context.pending.addDevice(client.application.appId, scope);
  const address = `${context.browserBaseUrl}${DEVICE_LOGIN_PATH}`;
  return json(200, {
    user_code: device.userCode,
    device_code: deviceCode,
    verification_uri: address,
    expires_in: DEVICE_LIFETIME_S,
    interval: POLL_INTERVAL_S,
    message: `To sign in, use a web browser to open the page ${address} and enter the code ${device.userCode} to authenticate.`,
  });
}

/** `GET /devicelogin`, with `user_code`, then `persona` or `refuse`. */
export function deviceLogin(context: EntraContext, query: URLSearchParams): SandboxResponse {
  const userCode = query.get('user_code');
  if (userCode === null) return askForCode(undefined);
  const device = context.pending.deviceByUserCode(userCode);
  const open = device !== undefined && device.expiresAt > context.tenant.clock.now();
  if (!open || device.outcome.kind !== 'pending') {
    return askForCode('That code is not known, has expired or was used already.');
  }
  return answer(context, device, query);
}

function answer(context: EntraContext, device: PendingDevice, query: URLSearchParams): SandboxResponse {
  if (query.has('refuse')) {
    device.outcome = { kind: 'declined' };
    return finished('You refused the sign-in. You can close this window.');
  }
  const user = personaByKey(context.tenant.world, query.get('persona') ?? '');
  if (user === undefined) return chooser(context, device);
  device.outcome = { kind: 'signed-in', userId: user.id };
  return finished(`You have signed in as ${user.displayName}. You can close this window.`);
}

function chooser(context: EntraContext, device: PendingDevice): SandboxResponse {
  const link = `${DEVICE_LOGIN_PATH}?user_code=${device.userCode}`;
  const name = findClient(context, device.clientId).application.displayName;
  return choosePersonPage(context, {
    title: 'Pick an account',
    question: `You are signing in to ${name} on another device.`,
    linkFor: (key) => `${link}&persona=${encodeURIComponent(key)}`,
    refuseLink: `${link}&refuse=1`,
  });
}

function askForCode(problem: string | undefined): SandboxResponse {
  return page(
    'Enter code',
    html`<section class="card narrow">
      <h1>Enter code</h1>
      ${problem === undefined ? '' : html`<p class="error" role="alert">${problem}</p>`}
      <form method="get" action="${DEVICE_LOGIN_PATH}">
        <label for="user_code">Code shown by the application</label>
        <input id="user_code" name="user_code" autocomplete="off" required maxlength="16" />
        <button type="submit">Next</button>
      </form>
    </section>`,
    problem === undefined ? 200 : 400,
  );
}

function finished(words: string): SandboxResponse {
  return page(
    'Done',
    html`<section class="card narrow">
      <h1>Done</h1>
      <p role="status">${words}</p>
    </section>`,
  );
}
