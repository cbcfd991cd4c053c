/** Taking back what a run added to a registration that was there: that, and nothing of anybody else's. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AppId, KeyId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import { MICROSOFT_GRAPH } from '../../../src/provisioning/core/ids.ts';
import { inverseOf, type Undoing } from '../../../src/provisioning/core/inverse.ts';
import type { Write } from '../../../src/provisioning/core/operations.ts';
import { sameSettings, settingsAfter, type Settings } from '../../../src/provisioning/core/plan-existing.ts';
import type { ExistingFacts, Plan } from '../../../src/provisioning/core/plan-types.ts';
import type { Step, StepKind } from '../../../src/provisioning/core/run.ts';
import { onTopOf, planWith } from './cirrus.ts';
import {
  assignment,
  audiocodes,
  contoso,
  grant,
  GRAPH_PRINCIPAL,
  jtel,
  madeBy,
  nectar,
  planFor,
  ROLE_IDS,
  USER,
  userFacts,
} from './ground.ts';
import { certificate } from './nectar.ts';
import { STEPS } from './runs.ts';
import { anySettings, applicationWith } from './settings.ts';

const registration = {
  applicationId: 'app-object' as ObjectId,
  appId: 'app' as AppId,
  servicePrincipalId: 'client' as ObjectId,
};

function row(kind: StepKind, tag = ''): Step {
  return { ...(STEPS[0] as Step), kind, step: kind, tag };
}

/** Undoing a plan that was carried out on `before`, in a directory that shows `seen` now. */
function undoing(plan: Plan, seen: Partial<Undoing['seen']>, before: ExistingFacts | null = null): Undoing {
  const facts = contoso({ existing: before });
  const back = { ...madeBy(plan), user: null, resources: facts.resources, ...seen };
  return { plan, seen: back, facts, registration };
}

describe('what one row added', () => {
  const plan = planFor(nectar);

  test('a secret, by its mark', () => {
    const tag = 'registrar 12345678-1';
    expect(inverseOf(row('secret', tag), undoing(plan, {}))).toEqual({
      op: 'remove-password',
      applicationId: 'app-object',
      keyId: madeBy(plan).application.passwords[0]?.keyId,
    });
    expect(inverseOf(row('secret', 'registrar 12345678-2'), undoing(plan, {}))).toBeNull();
    expect(inverseOf(row('secret', tag), undoing(plan, { application: null }))).toBeNull();
  });

  test('a certificate, and the others are told to stay', () => {
    const own = planFor(nectar, { credential: 'certificate' }, { certificate });
    const [mine] = madeBy(own).application.certificates;
    const theirs = { ...mine!, keyId: 'k2' as KeyId, displayName: 'theirs' };
    const seen = { application: { ...madeBy(own).application, certificates: [theirs, mine!] } };
    const step = row('certificate', 'registrar 12345678-1');
    expect(inverseOf(step, undoing(own, seen))).toEqual({
      op: 'keep-certificates',
      applicationId: 'app-object',
      keep: [theirs],
    });
    expect(inverseOf(row('certificate', 'another'), undoing(own, seen))).toBeNull();
  });

  test('an application permission, by its assignment', () => {
    const step = row('app-role', ROLE_IDS['CallRecords.Read.All']);
    expect(inverseOf(step, undoing(plan, {}))).toEqual({
      op: 'remove-app-role',
      servicePrincipalId: 'client',
      assignmentId: 'assignment-0',
    });
    expect(inverseOf(step, undoing(plan, { assignments: [] }))).toBeNull();
  });

  test('an Entra role, by its assignment', () => {
    const directoryRoles = [{ id: 'held', roleDefinitionId: 'reader' }];
    expect(inverseOf(row('directory-role', 'reader'), undoing(plan, { directoryRoles }))).toEqual({
      op: 'unassign-directory-role',
      assignmentId: 'held',
    });
    expect(inverseOf(row('directory-role', 'other'), undoing(plan, { directoryRoles }))).toBeNull();
  });

  test('the service principal, which was made because there was none', () => {
    expect(inverseOf(row('service-principal'), undoing(plan, {}))).toEqual({
      op: 'delete-service-principal',
      servicePrincipalId: 'client',
    });
    const gone = { ...undoing(plan, {}), registration: { ...registration, servicePrincipalId: null } };
    expect(inverseOf(row('service-principal'), gone)).toBeNull();
    expect(inverseOf(row('app-role', ROLE_IDS['CallRecords.Read.All']), gone)).toBeNull();
  });

  test('J8: an owner, without the person', () => {
    const own = planFor(jtel);
    const user = userFacts('jtel-presence@contoso.example');
    expect(inverseOf(row('owner'), undoing(own, { user }))).toEqual({
      op: 'remove-owner',
      applicationId: 'app-object',
      ownerId: USER,
    });
    expect(inverseOf(row('owner'), undoing(own, { user, owners: [] }))).toBeNull();
    expect(inverseOf(row('owner'), undoing(own, { user: null }))).toBeNull();
  });

  test.each<StepKind>(['remove-app-role', 'remove-grant', 'remove-directory-role', 'user', 'application'])(
    'a %s has no inverse of its own',
    (kind) => expect(inverseOf(row(kind), undoing(planFor(audiocodes), {}))).toBeNull(),
  );
});

describe('C3: scopes', () => {
  const before = madeBy(planWith(['calendar']), { grants: [grant('g', ['Mail.Send.Shared', 'x'])] });
  const plan = planWith(['mail'], {}, onTopOf(['calendar'], before));
  const step = row('delegated-grant', MICROSOFT_GRAPH);
  const taking = (scopes: readonly string[], there: ExistingFacts | null = before) =>
    inverseOf(step, undoing(plan, { grants: [grant('g', scopes)] }, there));

  test('that were there before the run stay, and so do those that others added', () => {
    expect(taking(['Mail.Send.Shared', 'x', 'Mail.ReadWrite.Shared', 'theirs'])).toEqual({
      op: 'set-grant-scopes',
      grantId: 'g',
      scopes: ['Mail.Send.Shared', 'x', 'theirs'],
    });
  });

  test('of a grant that was made go with it', () => {
    expect(taking(['Mail.Send.Shared', 'Mail.ReadWrite.Shared'], null)).toEqual({
      op: 'remove-grant',
      grantId: 'g',
    });
  });

  test('that are gone need not go', () => {
    expect(taking(['Mail.Send.Shared', 'x'])).toBeNull();
    expect(inverseOf(step, undoing(plan, { grants: [] }, before))).toBeNull();
    const ones = [grant('g', ['Mail.ReadWrite.Shared'], { allPrincipals: false })];
    expect(inverseOf(step, undoing(plan, { grants: ones }, before))).toBeNull();
  });
});

describe('settings', () => {
  const wanted = planWith(['mail', 'calendar']);

  /** What the application has after the run's settings were taken back from what it has now. */
  function restored(before: Settings, now: Settings): Settings {
    const existing: ExistingFacts = { ...madeBy(wanted), application: applicationWith(before) };
    const write = inverseOf(
      row('settings'),
      undoing(wanted, { application: applicationWith(now) }, existing),
    );
    return write === null ? now : asSettings(write);
  }

  function asSettings(write: Write): Settings {
    if (write.op !== 'update-application') throw new TypeError(write.op);
    return write;
  }

  const applied = (before: Settings) => settingsAfter(applicationWith(before), wanted, false);

  test('applied and taken back are what they were', () => {
    fc.assert(
      fc.property(anySettings, (before) => {
        expect(sameSettings(restored(before, applied(before)), before)).toBe(true);
      }),
    );
  });

  test('taken back twice are taken back once', () => {
    fc.assert(
      fc.property(anySettings, (before) => {
        const once = restored(before, applied(before));
        expect(restored(before, once)).toEqual(once);
      }),
    );
  });

  test('that others changed meanwhile, in whatever way, lose what the run added and nothing else', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (before, now) => {
        const back = restored(before, now);
        const ours = applied(before);
        const without = (added: readonly string[], was: readonly string[], values: readonly string[]) =>
          values.filter((one) => was.includes(one) || !added.includes(one));
        expect(uris(back)).toEqual(without(uris(ours), uris(before), uris(now)));
        expect(asked(back)).toEqual(without(asked(ours), asked(before), asked(now)));
        expect(back.publicClient).toBe(now.publicClient && before.publicClient);
      }),
    );
  });

  test('of which nothing is left are not written again', () => {
    const before = { requested: [], redirects: { web: [], spa: [], publicClient: [] }, publicClient: false };
    const seen = { application: applicationWith(before) };
    const existing: ExistingFacts = { ...madeBy(wanted), application: applicationWith(before) };
    expect(inverseOf(row('settings'), undoing(wanted, seen, existing))).toBeNull();
  });

  test('are left alone where nobody knows what was there, or the application is gone', () => {
    expect(inverseOf(row('settings'), undoing(wanted, {}, null))).toBeNull();
    expect(inverseOf(row('settings'), undoing(wanted, { application: null }, madeBy(wanted)))).toBeNull();
  });

  const uris = ({ redirects }: Settings) =>
    Object.entries(redirects).flatMap(([kind, list]: [string, readonly string[]]) =>
      list.map((uri) => `${kind} ${uri}`),
    );
  const asked = ({ requested }: Settings) =>
    requested.flatMap(({ resource, access }) => access.map(({ id, type }) => `${resource} ${type} ${id}`));
});

test('a grant of an API that is no longer known is left alone', () => {
  const plan = planWith(['mail']);
  const step = row('delegated-grant', MICROSOFT_GRAPH);
  const seen = {
    resources: [],
    grants: [grant('g', ['Mail.Send.Shared'])],
    assignments: [assignment('a', 'x', GRAPH_PRINCIPAL)],
  };
  expect(inverseOf(step, undoing(plan, seen))).toBeNull();
});
