/** A POST counts only when it comes from our own page, in the browser the page was opened in. */
import { RegistrarError } from '../../provisioning/index.ts';
import type { PageRequest } from './exchange.ts';
import type { PageSession } from './sessions.ts';

export const TOKEN_HEADER = 'x-registrar-token';
export const TOKEN_FIELD = 'token';

/**
 * Throws HTTP_CROSS_SITE when a browser says the request came from elsewhere, or does not say. Browsers send
 * `Origin: null` with a form of a page whose referrer policy is `no-referrer`; then Sec-Fetch-Site decides.
 */
export function refuseOtherSites(request: PageRequest, publicUrl: string): void {
  const site = request.headers['sec-fetch-site'];
  const origin = request.headers['origin'];
  const siteSays = site === undefined ? undefined : site === 'same-origin';
  const originSays = origin === undefined || origin === 'null' ? undefined : origin === publicUrl;
  const ours = siteSays !== false && originSays !== false && (siteSays ?? originSays ?? false);
  if (!ours) throw new RegistrarError('HTTP_CROSS_SITE');
}

/** Throws HTTP_CROSS_SITE when the page's own token is missing or another. */
export function refuseWrongToken(
  session: PageSession,
  sent: string | undefined,
  sha256: (text: string) => string,
): void {
  if (sent === undefined || sha256(sent) !== sha256(session.token))
    throw new RegistrarError('HTTP_CROSS_SITE');
}
