import { expect, test } from '@jest/globals';
import { whyForeign } from '../../../src/provisioning/core/adopt.ts';
import type { KeyId, ObjectId } from '../../../src/provisioning/core/ids.ts';
import type { ApplicationFacts } from '../../../src/provisioning/core/operations.ts';
import { ANNA, AT, BO, PLAN, application, run, steps } from './runs.ts';

const ourSide = { run: run(), plan: PLAN, steps: steps() };
const secret = (displayName: string | null) => ({
  keyId: 'k' as KeyId,
  displayName,
  startDateTime: AT,
  endDateTime: AT,
});

test.each([
  ['just made', {}, []],
  ['owned by those who act', {}, [BO.oid, ANNA.oid]],
  ['with our own secret on it', { passwords: [secret('registrar 12345678-1')] }, []],
  ['by a clock five minutes behind', { createdDateTime: '2026-11-21T09:55:00Z' }, []],
] satisfies [string, Partial<ApplicationFacts>, ObjectId[]][])('ours: %s', (_what, change, owners) => {
  expect(
    whyForeign(
      application(change),
      owners.map((id) => ({ id })),
      ourSide,
    ),
  ).toBeNull();
});

test.each([
  ['It was made before this set-up began', { createdDateTime: '2026-11-21T09:54:59Z' }, []],
  ['It does not carry the mark of this set-up', { tags: ['registrar'] }, []],
  ['Somebody else owns it', {}, ['c0' as ObjectId]],
  ['It holds a credential we did not put there', { passwords: [secret(null)] }, []],
  ['It holds a credential we did not put there', { passwords: [secret('registrar 99999999-1')] }, []],
  [
    'It holds a redirect address that is not in the plan',
    { redirects: { web: [], spa: ['https://evil.example'], publicClient: [] } },
    [],
  ],
] satisfies [string, Partial<ApplicationFacts>, ObjectId[]][])('not ours: %s', (detail, change, owners) => {
  const why = whyForeign(
    application(change),
    owners.map((id) => ({ id })),
    ourSide,
  );
  expect(why).toEqual({ code: 'RUN_FOREIGN', facts: { detail } });
});
