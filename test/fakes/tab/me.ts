/** Who looks: an admin who may do everything. */
import type { MeView } from '../../../src/provisioning/contract/tab.ts';
import { ANNA, NOW, TENANT } from '../run-views.ts';

export const ME: MeView = {
  person: ANNA,
  tenant: { id: TENANT, name: 'Contoso' },
  may: { see: true, act: true, setUp: true },
  roles: ['Global Administrator'],
  held: null,
  chatUrl: 'https://teams.microsoft.com/l/chat/0/0?users=28:registrar',
  at: new Date(NOW).toISOString(),
};
