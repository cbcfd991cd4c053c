/** A network for redeeming one code: asks for no refresh token, lets none through, and notes the token's life. */
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import { z } from 'zod/v4';
import { withoutOfflineAccess } from './scopes.ts';

const tokenAnswer = z.looseObject({ expires_in: z.coerce.number().nonnegative().optional() });

export interface TokenWatch {
  readonly network: INetworkModule;
  /** `expires_in` of the answer, or undefined before one came. MSAL tells only its end, by the machine's clock. */
  lifeSeconds(): number | undefined;
}

export function watchTokens(network: INetworkModule): TokenWatch {
  let life: number | undefined;
  return {
    network: {
      sendGetRequestAsync: (url, options, timeout) => network.sendGetRequestAsync(url, options, timeout),
      async sendPostRequestAsync<T>(url: string, options: NetworkRequestOptions = {}) {
        const body = withoutOfflineAccess(new URLSearchParams(options.body ?? '')).toString();
        const answer = await network.sendPostRequestAsync<unknown>(url, { ...options, body });
        const { refresh_token: _dropped, ...rest } = tokenAnswer.parse(answer.body);
        life = rest.expires_in;
        return { ...answer, body: rest } as NetworkResponse<T>;
      },
    },
    lifeSeconds: () => life,
  };
}
