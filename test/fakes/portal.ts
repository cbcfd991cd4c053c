/** An admin's own hand in the admin centre: what they click there, as the calls to Graph that the centre makes. */
import { REGISTRAR_APP_ID } from '../../src/sandbox/seed.ts';
import type { SandboxResponse } from '../../src/sandbox/ports.ts';
import { LOGIN, type Persona, type World } from './world.ts';

const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const SCOPES = 'Application.ReadWrite.All AppRoleAssignment.ReadWrite.All';

export interface MadeByHand {
  readonly id: string;
  readonly appId: string;
  readonly servicePrincipalId: string;
}

/** Graph refused what the test meant to do by hand. */
class RefusedByGraph extends Error {
  override readonly name = 'RefusedByGraph';
}

export class Portal {
  readonly #world: World;
  readonly #token: string;

  private constructor(world: World, token: string) {
    this.#world = world;
    this.#token = token;
  }

  /** Signed in by device code, so that no sign-in of a run is touched. */
  static async open(world: World, key: Persona): Promise<Portal> {
    const tenant = world.sandbox.world.tenantId;
    const started = await form(world, `/${tenant}/oauth2/v2.0/devicecode`, { scope: SCOPES });
    const query = new URLSearchParams({ user_code: started['user_code'] ?? '', persona: key });
    await world.sandbox.handle({
      method: 'GET',
      url: `/devicelogin?${query.toString()}`,
      headers: { host: new URL(LOGIN).host },
      body: '',
    });
    const answer = await form(world, `/${tenant}/oauth2/v2.0/token`, {
      grant_type: 'device_code',
      device_code: started['device_code'] ?? '',
    });
    return new Portal(world, answer['access_token'] ?? '');
  }

  /** New registration, this organisation only, with these application permissions of Graph requested. */
  async register(displayName: string, permissions: readonly string[]): Promise<MadeByHand> {
    const app = await this.#post<{ id: string; appId: string }>('/v1.0/applications', {
      displayName,
      signInAudience: 'AzureADMyOrg',
      requiredResourceAccess: [
        { resourceAppId: GRAPH_APP_ID, resourceAccess: permissions.map((id) => ({ id, type: 'Role' })) },
      ],
    });
    const { id: servicePrincipalId } = await this.#post<{ id: string }>('/v1.0/servicePrincipals', {
      appId: app.appId,
    });
    return { ...app, servicePrincipalId };
  }

  /** Grant admin consent. */
  async consent({ servicePrincipalId }: MadeByHand, permissions: readonly string[]): Promise<void> {
    const { servicePrincipals } = this.#world.sandbox.world;
    const graph = Object.values(servicePrincipals).find(({ appId }) => appId === GRAPH_APP_ID);
    for (const appRoleId of permissions) {
      await this.#post(`/v1.0/servicePrincipals/${servicePrincipalId}/appRoleAssignments`, {
        principalId: servicePrincipalId,
        resourceId: graph?.id,
        appRoleId,
      });
    }
  }

  /** New client secret. Answers its value. */
  async addSecret({ id }: MadeByHand, endDateTime: string): Promise<string> {
    const passwordCredential = { displayName: 'by hand', endDateTime };
    const made = await this.#post<{ secretText: string }>(`/v1.0/applications/${id}/addPassword`, {
      passwordCredential,
    });
    return made.secretText;
  }

  async #post<T>(url: string, body: object): Promise<T> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    return parsed<T>(
      await this.#world.sandbox.handle({ method: 'POST', url, headers, body: JSON.stringify(body) }),
    );
  }
}

async function form(world: World, url: string, values: Record<string, string>) {
  const body = new URLSearchParams({ client_id: REGISTRAR_APP_ID, ...values }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return parsed<Record<string, string>>(await world.sandbox.handle({ method: 'POST', url, headers, body }));
}

function parsed<T>({ status, body }: SandboxResponse): T {
  if (status >= 300) throw new RefusedByGraph(`${status.toString()} ${body}`);
  return JSON.parse(body) as T;
}
