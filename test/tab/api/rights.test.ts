import { beforeEach, describe, expect, test } from '@jest/globals';
import { ROLES, Secret, type HeldRoles } from '../../../src/provisioning/index.ts';
import { Rights } from '../../../src/tab/api/rights.ts';
import type { Caller } from '../../../src/tab/api/verify.ts';
import { TestClock } from '../../fakes/clock.ts';
import { ANNA } from '../../fakes/page-engine.ts';

let clock: TestClock;
let answers: HeldRoles;
let asked: number;
let rights: Rights;

const MINUTE = 60_000;
const held = (...roles: string[]): HeldRoles => ({ kind: 'held', oid: ANNA.oid, guest: false, roles });

beforeEach(() => {
  clock = new TestClock();
  [answers, asked] = [held(ROLES.globalAdministrator), 0];
  rights = new Rights({
    now: () => clock.now(),
    consentUrl: (tenantId) => `https://registrar.example/auth/consent?tenant=${tenantId}`,
    rolesOf: () => {
      asked += 1;
      return Promise.resolve(answers);
    },
  });
});

function caller(guest: boolean | null = false): Caller {
  return { actor: ANNA, guest, token: new Secret('canary'), expiresAt: clock.now() + 60 * MINUTE };
}

describe('what Graph said', () => {
  test('is believed for five minutes', async () => {
    await rights.demand(caller(), 'act');
    answers = held();
    clock.advance(5 * MINUTE - 1);
    await rights.demand(caller(), 'act');
    expect(asked).toBe(1);
    clock.advance(1);
    await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({ code: 'TAB_ROLE' });
  });

  test('is not believed any more once the clock was put back', async () => {
    await rights.demand(caller(), 'act');
    clock.advance(-MINUTE);
    await rights.demand(caller(), 'act');
    expect(asked).toBe(2);
  });

  test('is asked once, however many need it at the same time', async () => {
    await Promise.all(Array.from({ length: 20 }, () => rights.demand(caller(), 'act')));
    expect(asked).toBe(1);
  });

  test('is nothing when it is of somebody else', async () => {
    answers = { ...held(ROLES.globalAdministrator), oid: 'somebody-else' } as HeldRoles;
    await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({ code: 'TAB_TOKEN' });
  });

  test('overrules a token that calls a guest a member', async () => {
    answers = { ...held(ROLES.globalAdministrator), guest: true } as HeldRoles;
    await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({ code: 'TAB_GUEST' });
  });

  test('is asked again after no answer', async () => {
    answers = { kind: 'unavailable' };
    await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({ code: 'TAB_ROLES_UNKNOWN' });
    answers = held(ROLES.globalAdministrator);
    await rights.demand(caller(), 'act');
  });
});

describe('looking', () => {
  test('needs no answer of Graph where the token says who is a member', async () => {
    answers = { kind: 'unavailable' };
    await rights.demand(caller(false), 'see');
    await expect(rights.demand(caller(true), 'see')).rejects.toMatchObject({ code: 'TAB_GUEST' });
    expect(asked).toBe(0);
  });

  test('needs one where it does not', async () => {
    await rights.demand(caller(null), 'see');
    expect(asked).toBe(1);
  });

  test.each<[HeldRoles, string]>([
    [{ kind: 'unavailable' }, 'TAB_MEMBER_UNKNOWN'],
    [{ kind: 'consent' }, 'TAB_CONSENT_NEEDED'],
    [{ kind: 'claims', claims: '{}' }, 'TAB_CLAIMS_NEEDED'],
    [{ kind: 'void' }, 'TAB_TOKEN'],
  ])('without one (%j) nobody looks', async (said, code) => {
    answers = said;
    await expect(rights.demand(caller(null), 'see')).rejects.toMatchObject({ code });
  });
});

test('what Entra wants to see, and where consent is given, come along', async () => {
  answers = { kind: 'claims', claims: '{"access_token":{}}' };
  await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({
    facts: { claims: '{"access_token":{}}' },
  });
  answers = { kind: 'consent' };
  const consent = `https://registrar.example/auth/consent?tenant=${ANNA.tenantId}`;
  await expect(rights.demand(caller(), 'act')).rejects.toMatchObject({ facts: { consent } });
});

test('roles are named, and only those that count', async () => {
  answers = held(ROLES.userAdministrator, ROLES.applicationDeveloper, ROLES.globalAdministrator);
  expect((await rights.of(caller())).roles).toEqual(['Global Administrator', 'Application Developer']);
});
