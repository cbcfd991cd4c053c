/** A warning as the watch shows it. */
import type { AlertView } from '../../src/provisioning/contract.ts';
import { ANNA, TENANT } from './run-views.ts';

export const ALERT: AlertView = {
  tenantId: TENANT,
  channelId: '19:admins@thread.tacv2',
  connectorTitle: 'Nectar DXP',
  registration: { appId: 'dddddddd-dddd-4ddd-8ddd-dddddddddddd', name: 'Nectar DXP Cloud Connector' },
  lapses: [
    {
      lapseId: 'key:1',
      runId: 'cccccccc-cccc-4ccc-8ccc-cccccccccccc',
      kind: 'secret',
      connectorTitle: 'Nectar DXP',
      name: 'Nectar DXP Cloud Connector',
      label: 'Nectar DXP Cloud Connector',
      ends: '2027-05-20T00:00:00Z',
      day: '20 May 2027',
      days: 30,
      lapsed: false,
      severity: 'info',
      effect: 'Nectar stops receiving call records',
      owner: { oid: ANNA.oid, displayName: ANNA.displayName },
      places: ['Nectar DXP, Settings'],
    },
  ],
  silent: [],
  root: null,
};
