/** `POST /{tenant}/oauth2/v2.0/token`. */
import type { SandboxResponse } from '../ports.ts';
import { json } from './answers.ts';
import type { EntraContext, SignInRequest } from './context.ts';
import { refuse } from './errors.ts';
import { authorizationCode } from './grants/authorizationCode.ts';
import { clientCredentials } from './grants/clientCredentials.ts';
import type { TokenAnswer } from './grants/delegated.ts';
import { deviceCode } from './grants/deviceCode.ts';
import { onBehalfOf } from './grants/onBehalfOf.ts';
import { refreshToken } from './grants/refreshToken.ts';

type Grant = (context: EntraContext, request: SignInRequest) => Promise<TokenAnswer>;

const GRANTS = new Map<string, Grant>([
  ['authorization_code', authorizationCode],
  ['client_credentials', clientCredentials],
  ['refresh_token', refreshToken],
  ['urn:ietf:params:oauth:grant-type:device_code', deviceCode],
  ['device_code', deviceCode],
  ['urn:ietf:params:oauth:grant-type:jwt-bearer', onBehalfOf],
]);

export async function token(context: EntraContext, request: SignInRequest): Promise<SandboxResponse> {
  const type = request.form.get('grant_type');
  if (type === null) throw refuse.missingParameter('grant_type');
  const grant = GRANTS.get(type);
  if (grant === undefined) throw refuse.grantType(type);
  return json(200, await grant(context, request));
}
