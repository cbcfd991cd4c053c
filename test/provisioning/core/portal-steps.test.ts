/** The same plan as clicks: complete, in the portal's own words. */
import { describe, expect, test } from '@jest/globals';
import { portalSteps } from '../../../src/provisioning/core/portal-steps.ts';
import { certificate, nectar, planOf } from './nectar.ts';

function clicks(plan = planOf()): string {
  return portalSteps(plan, nectar)
    .steps.flatMap(({ title, clicks: list }) => [title, ...list])
    .join('\n');
}

describe('N2: the portal way', () => {
  test('names every value of the plan and no permission beside it', () => {
    const text = clicks(planOf({ name: 'Nectar Application', people: 'basic', groups: 'false' }));
    expect(text).toContain('Name: Nectar Application');
    expect(text).toContain('Supported account types: Accounts in this organizational directory only');
    expect(text.match(/\b\w+\.Read\w*\.All\b/g)).toEqual([
      ...['CallRecords.Read.All', 'User.ReadBasic.All'],
      ...['CallRecords.Read.All', 'User.ReadBasic.All'],
    ]);
    expect(text).toContain('21 Nov 2027');
  });

  test.each([
    'New registration',
    'Select Add a permission, then Microsoft Graph, then Application permissions',
    'Select Grant admin consent for Contoso, then Yes',
    'Select Certificates & secrets, then Client secrets, then New client secret',
    'Copy Value now, not Secret ID',
    'copy Application (client) ID',
  ])('uses the label of the portal: %s', (label) => {
    expect(clicks()).toContain(label);
  });

  test('with a certificate uploads it and makes no secret', () => {
    const text = clicks(planOf({ credential: 'certificate' }));
    expect(text).toContain('Upload certificate');
    expect(text).toContain(certificate.thumbprint);
    expect(text).not.toMatch(/New client secret|secret value/);
  });

  test('has a step for sign-in only where there is something to set', () => {
    expect(clicks()).not.toContain('Select Authentication');
    const plan = planOf();
    const redirects = { web: ['http://localhost'], spa: [], publicClient: ['http://localhost:8639'] };
    const application = { ...plan.application, redirects, publicClient: true };
    const text = clicks({ ...plan, application });
    expect(text).toContain('Web, and enter http://localhost');
    expect(text).toContain('Mobile and desktop applications, and enter http://localhost:8639');
    expect(text).toContain('Allow public client flows');
  });
});
