/**
 * The pop-up in which an administrator lets the tab read who somebody is: to Entra, and back to a page that closes.
 * What comes back is a hint and nothing more; the next question to Graph shows whether it was given
 * (https://learn.microsoft.com/entra/identity-platform/v2-admin-consent).
 */
import { RegistrarError } from '../../provisioning/index.ts';
import type { PagePorts, PageRoute } from '../pages/exchange.ts';
import { html } from '../pages/html.ts';
import { page, redirect } from '../pages/layout.ts';

const START = '/auth/consent';
const END = '/auth/consented';

export interface ConsentPorts extends Pick<PagePorts, 'publicUrl' | 'loginOrigin' | 'hex'> {
  readonly appId: string;
  tenants(): Promise<readonly string[]>;
}

export function consentUrl({ publicUrl }: Pick<PagePorts, 'publicUrl'>, tenantId: string): string {
  return `${publicUrl()}${START}?tenant=${tenantId}`;
}

export function consentRoutes(ports: ConsentPorts): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: START,
      failsAs: 'page',
      handle: async ({ query }) => {
        const tenantId = query.get('tenant') ?? '';
        if (!(await ports.tenants()).includes(tenantId)) throw new RegistrarError('HTTP_BAD_QUERY');
        return redirect(entra(ports, tenantId));
      },
    },
    {
      method: 'GET',
      path: END,
      failsAs: 'page',
      handle: ({ query }) => ended(query.get('admin_consent')?.toLowerCase() === 'true'),
    },
  ];
}

function entra({ appId, loginOrigin, publicUrl, hex }: ConsentPorts, tenantId: string): string {
  const query = new URLSearchParams({
    client_id: appId,
    scope: 'https://graph.microsoft.com/User.Read',
    redirect_uri: publicUrl() + END,
    state: hex(128),
  });
  return `${loginOrigin}/${tenantId}/v2.0/adminconsent?${query.toString()}`;
}

function ended(given: boolean) {
  return page(
    'Consent',
    html`<section class="sheet">
      <h1>${given ? 'Consent was given' : 'Nothing was changed'}</h1>
      <p>
        ${given ? 'The tab reads it by itself.' : 'Without consent everybody may look, and nobody can change anything.'}
        You can close this window.
      </p>
    </section>`,
  );
}
