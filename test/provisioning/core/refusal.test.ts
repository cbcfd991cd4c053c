/** The names of ledger rows as people say them, and the role that a refusal tells them to ask for. */
import { describe, expect, test } from '@jest/globals';
import { failureFor, stepWords } from '../../../src/provisioning/core/refusal.ts';
import { explain } from '../../../src/provisioning/errors.ts';
import { jtel, planFor } from './ground.ts';
import { PLAN, run } from './runs.ts';
import { planSteps } from '../../../src/provisioning/core/steps.ts';

const refusal = {
  kind: 'refused',
  status: 403,
  code: 'Authorization_RequestDenied',
  message: '',
  details: [],
  requestId: 'r',
} as const;

test.each<[string, string]>([
  ['user', 'the user'],
  ['application', 'the application'],
  ['settings', 'the settings of the application'],
  ['service-principal', 'the service principal'],
  ['app-role:User.Read.All', 'consent to User.Read.All'],
  ['delegated-grant', 'consent to the delegated permissions'],
  ['delegated-grant:some-api', 'consent to the permissions of some-api'],
  ['owner', 'the owner'],
  ['directory-role:Global Reader', 'the Entra role Global Reader'],
  ['remove-directory-role:Global Reader', 'taking away the Entra role Global Reader'],
  ['remove-app-role:User.Read.All (application)', 'taking away User.Read.All (application)'],
  ['remove-grant:a:b (delegated)', 'taking away a:b (delegated)'],
  ['secret', 'the secret'],
  ['certificate', 'the certificate'],
  ['something else', 'something else'],
])('%s is said as %s', (step, words) => expect(stepWords(step)).toBe(words));

test('every row of a plan has words', () => {
  const rows = [...planSteps(run(), PLAN), ...planSteps(run(), planFor(jtel))];
  expect(rows.filter(({ step }) => stepWords(step) === step)).toEqual([]);
});

describe('what is denied names the least role for it', () => {
  test.each<[string, RegExp]>([
    ['user', /User Administrator or Global Administrator/],
    ['application', /Application Administrator or Application Developer/],
    ['settings', /Application Administrator/],
    ['owner', /Application Administrator/],
    ['secret', /Application Administrator/],
    ['app-role:x', /Privileged Role Administrator or Global Administrator/],
    ['directory-role:x', /Privileged Role Administrator or Global Administrator/],
    ['remove-grant:x', /Privileged Role Administrator or Global Administrator/],
  ])('%s', (step, role) => {
    const failed = failureFor('denied', refusal, step);
    expect(failed.code).toBe('GRAPH_DENIED');
    expect(JSON.stringify(explain(failed))).toMatch(role);
  });
});

test('the reference of the request goes along', () => {
  expect(failureFor('bug', refusal, 'application').facts).toMatchObject({ requestId: 'r', status: 403 });
  expect(failureFor('ok', refusal, 'application').code).toBe('GRAPH_BUG');
});
