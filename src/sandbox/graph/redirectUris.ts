/** Where answers of a sign-in may be sent (https://learn.microsoft.com/entra/identity-platform/reply-url). */
import { GraphError } from './errors.ts';

const LONGEST = 256;
const MOST = 256;
const FORBIDDEN = /[!$'(),;]/;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Returns the list as given; throws 400 naming the first address that is not allowed. */
export function checkRedirectUris(uris: string[] | undefined, platform: string): string[] | undefined {
  if (uris === undefined) return undefined;
  if (uris.length > MOST) throw refused(`${platform}.redirectUris has more than ${MOST.toString()} entries.`);
  for (const uri of uris) checkOne(uri, platform);
  return uris;
}

function checkOne(uri: string, platform: string): void {
  if (uri.length > LONGEST) throw refused(`The redirect URI '${uri}' is longer than 256 characters.`);
  if (FORBIDDEN.test(uri)) throw refused(`The redirect URI '${uri}' has a character that is not supported.`);
  if (!URL.canParse(uri)) throw refused(`The redirect URI '${uri}' is not an absolute address.`);
  if (!schemeAllowed(new URL(uri), platform)) {
    throw refused(`Only HTTPS is supported for URIs other than localhost: '${uri}'.`);
  }
}

/** Public clients may also have a scheme of their own, such as `msal{id}://auth`. */
function schemeAllowed(url: URL, platform: string): boolean {
  if (url.protocol === 'https:') return true;
  if (url.protocol === 'http:') return LOOPBACK.includes(url.hostname);
  return platform === 'publicClient';
}

function refused(message: string): GraphError {
  return new GraphError(400, 'InvalidRedirectUri', message, {
    details: [{ code: 'InvalidValue', message, target: 'redirectUris' }],
  });
}
