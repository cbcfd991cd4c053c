/** A warning as the watch shows it, and how a conversation is warned. */
import type { AlertSettings, AlertView, TypedField, WarnedLapse } from '../../src/provisioning/contract.ts';
import type { WarningRecord } from '../../src/provisioning/contract/register.ts';
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
      checkedAt: '2027-04-20T08:30:00Z',
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
  alone: false,
};

function field(value: string): TypedField {
  return { value, error: null };
}

export const SETTINGS: AlertSettings = {
  tenantId: TENANT,
  channelId: ALERT.channelId,
  ladder: field(''),
  connectors: field(''),
  zone: field('Europe/Berlin'),
  from: field('09:00'),
  to: field('17:00'),
  days: field('1,2,3,4,5'),
  offered: [
    { id: 'nectar', title: 'Nectar DXP' },
    { id: 'jtel-presence', title: 'jtel Presence' },
  ],
  byConnector: [
    {
      id: 'nectar',
      title: 'Nectar DXP',
      ...field('90, 30'),
      chosen: { by: ANNA.displayName, at: '2026-11-23T09:00:00Z' },
    },
    { id: 'jtel-presence', title: 'jtel Presence', ...field(''), chosen: null },
  ],
  usual: '60, 30, 14, 7, 3, 1',
  alone: false,
};

export const WARNED: WarnedLapse = {
  lapseId: 'key:1',
  kind: 'secret',
  connectorId: 'nectar',
  connectorTitle: 'Nectar DXP',
  name: 'Nectar DXP Cloud Connector',
  label: 'Nectar DXP Cloud Connector',
  ends: '2027-05-20T00:00:00Z',
  owner: { oid: ANNA.oid, displayName: ANNA.displayName },
  places: ['Nectar DXP, Settings'],
  checkedAt: '2027-04-20T08:30:00Z',
  dueAt: '2027-04-20T09:00:00Z',
};

/** One of each outcome, in the order they were due. */
export const RECORDS: readonly WarningRecord[] = [
  record('withdrawn', 60, []),
  record('refused', 30, [{ status: 403, code: 'ConversationBlockedByUser' }]),
  record('delivered', 30, [{ status: 200, code: '' }]),
  record('maybe-delivered', 14, [
    { status: 502, code: 'BadGateway' },
    { status: null, code: 'NoAnswer' },
  ]),
  record('replaced', 7, []),
  record('refused', 1, [{ status: 418, code: 'Teapot' }]),
  record('waiting', 0, []),
];

function record(
  outcome: WarningRecord['outcome'],
  band: number,
  answers: readonly { readonly status: number | null; readonly code: string }[],
): WarningRecord {
  const dueAt = '2027-04-20T09:00:00Z';
  const attempts = answers.map((answer) => ({ at: '2027-04-20T09:00:12Z', ...answer }));
  return { lapseId: 'key:1', band, channelId: ALERT.channelId, dueAt, outcome, attempts };
}
