import { expect, test } from '@jest/globals';
import type { AppId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { credentialStep, currentSteps, writeFor } from '../../../src/provisioning/core/steps.ts';
import { PLAN, STEPS, run } from './runs.ts';

const registration = {
  applicationId: 'app-object' as ObjectId,
  appId: 'app' as AppId,
  servicePrincipalId: 'client' as ObjectId,
};
const resources = [
  {
    servicePrincipalId: 'graph' as ObjectId,
    appId: MICROSOFT_GRAPH,
    displayName: 'Microsoft Graph',
    appRoles: [{ id: 'r1', value: 'User.Read.All', displayName: '', isEnabled: true }],
    scopes: [],
  },
];
const context = { run: run({ registration }), plan: PLAN, resources, keep: [] };

test('one row for each write, the credential last', () => {
  expect(STEPS.map(({ step, tag }) => [step, tag])).toEqual([
    ['application', 'registrar-0123'],
    ['service-principal', 'registrar-0123'],
    ['app-role:User.Read.All', 'r1'],
    ['delegated-grant', 'AllPrincipals'],
    ['secret', 'registrar 12345678-1'],
  ]);
});

test('each row is exactly one write', () => {
  expect(STEPS.map((step) => writeFor(step, context))).toEqual([
    {
      op: 'upsert-application',
      uniqueName: 'registrar-0123',
      displayName: 'Vendor',
      signInAudience: 'AzureADMyOrg',
      tags: ['registrar', 'registrar-0123'],
      requested: [
        {
          resource: MICROSOFT_GRAPH,
          access: [
            { id: 'r1', type: 'Role' },
            { id: 's1', type: 'Scope' },
          ],
        },
      ],
      redirects: PLAN.application.redirects,
      publicClient: false,
    },
    { op: 'upsert-service-principal', appId: 'app', tags: ['registrar', 'registrar-0123'] },
    { op: 'assign-app-role', clientId: 'client', resourceId: 'graph', appRoleId: 'r1' },
    { op: 'grant-delegated', clientId: 'client', resourceId: 'graph', scopes: ['Calendars.Read'] },
    {
      op: 'add-password',
      applicationId: 'app-object',
      displayName: 'registrar 12345678-1',
      endDateTime: '2027-11-21T10:00:00Z',
    },
  ]);
});

test('the newest attempt counts, and one that is to go does not', () => {
  const [first, second, third] = [1, 2, 3].map((attempt) => credentialStep(run(), 'secret', attempt));
  if (first === undefined || second === undefined || third === undefined) throw new RangeError('three');
  expect(currentSteps([first, second])).toEqual([second]);
  expect(currentSteps([{ ...first, retire: true }])).toEqual([]);
  expect(currentSteps([{ ...second, retire: true }, third])).toEqual([third]);
});
