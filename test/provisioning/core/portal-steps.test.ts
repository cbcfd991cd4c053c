/** The same plan as clicks: complete, in the portal's own words. */
import { describe, expect, test } from '@jest/globals';
import { portalSteps } from '../../../src/provisioning/core/portal-steps.ts';
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import type { Plan } from '../../../src/provisioning/core/plan-types.ts';
import { ACCOUNT, onTopOf, planWith, ticked } from './cirrus.ts';
import {
  APP_ID,
  assignment,
  audiocodes,
  cirrus,
  contoso,
  jtel,
  known,
  madeBy,
  planFor,
  recorded,
  ROLE_IDS,
  saas,
  userFacts,
} from './ground.ts';
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

describe('the portal way of the other connectors', () => {
  const facts = contoso({ user: known(userFacts(ACCOUNT)) });
  const titles = (definition: Definition, plan: Plan) =>
    portalSteps(plan, definition).steps.map(({ title }) => title);
  const words = (definition: Definition, plan: Plan) =>
    portalSteps(plan, definition)
      .steps.flatMap(({ clicks: list }) => list)
      .join('\n');

  test('J4, J8: the user is made first, and made an owner after consent', () => {
    const plan = planFor(jtel);
    expect(titles(jtel, plan)).toEqual([
      'Create the user',
      'Register the application',
      'Add the permissions',
      'Consent',
      'Make the user an owner',
      'Add the client secret',
      'Come back here',
    ]);
    expect(words(jtel, plan)).toContain('User principal name: jtel-presence@contoso.example');
    expect(words(jtel, plan)).toContain('then Delegated permissions');
  });

  test('C16, C17, C18: Cirrus’ mail sets up the public client, and makes no secret', () => {
    const plan = planFor(cirrus, ticked(['mail']), { facts });
    expect(titles(cirrus, plan)).toEqual([
      'Register the application',
      'Set up sign-in',
      'Add the permissions',
      'Consent',
      'Come back here',
    ]);
    expect(words(cirrus, plan)).toMatch(/Mobile and desktop applications, and enter .*nativeclient/);
    expect(words(cirrus, plan)).not.toMatch(/secret/i);
  });

  test('A20, A23: AudioCodes asks for no permission, and its Entra roles are set in the portal', () => {
    const roleDefinitions = known([{ id: 'r', displayName: 'Global Reader' }]);
    const plan = planFor(
      audiocodes,
      { directoryRoles: 'Global Reader', description: 'Berlin' },
      { facts: contoso({ roleDefinitions }) },
    );
    expect(titles(audiocodes, plan)).toEqual([
      'Register the application',
      'Set the Entra roles',
      'Add the client secret',
      'Come back here',
    ]);
    expect(words(audiocodes, plan)).toMatch(/Open Global Reader, select Add assignments/);
    expect(words(audiocodes, plan)).toContain('Description: Berlin');
  });

  test('S9: User.Read is taken out, and S7: the web address is entered', () => {
    const text = words(saas, planFor(saas));
    expect(text).toContain('select it and choose Remove permission');
    expect(text).toContain('then Web, and enter http://localhost');
  });

  test('J7: a password that never expires is set where the portal cannot', () => {
    expect(words(jtel, planFor(jtel, { neverExpires: 'true' }))).toContain(
      'Update-MgUser -UserId jtel-presence@contoso.example -PasswordPolicies DisablePasswordExpiration',
    );
    expect(words(jtel, planFor(jtel))).not.toContain('Update-MgUser');
  });

  test('C3: on a registration that is there only what is missing is clicked', () => {
    const plan = planWith(['directory'], {}, onTopOf(['calendar'], madeBy(planWith(['calendar']))));
    expect(titles(cirrus, plan)).toEqual([
      'Open the registration',
      'Add the permissions',
      'Consent',
      'Come back here',
    ]);
    expect(words(cirrus, plan)).toContain(`Open Cirrus Server, with the Application (client) ID ${APP_ID}`);
    expect(words(cirrus, plan)).not.toMatch(/New registration|Calendars\.Read/);
  });

  test('A20: the clean-up revokes each consent before it removes the permission', () => {
    const existing = madeBy(planFor(audiocodes), {
      assignments: [assignment('a', ROLE_IDS['User.Read.All'])],
    });
    const plan = planFor(
      audiocodes,
      { credential: 'none' },
      {
        known: [recorded()],
        target: { kind: 'existing', appId: APP_ID, made: 'adopted', cleanUp: true },
        facts: contoso({ existing }),
      },
    );
    expect(titles(audiocodes, plan)).toEqual([
      'Open the registration',
      'Take the permissions away',
      'Come back here',
    ]);
    expect(words(audiocodes, plan)).toContain(
      'Select User.Read.All (application), then Revoke admin consent, then Remove permission',
    );
  });
});
