import { describe, expect, test } from '@jest/globals';
import type { Refusal, Reply } from '../../../src/provisioning/core/operations.ts';
import type { Step, StepKind } from '../../../src/provisioning/core/run.ts';
import { settle } from '../../../src/provisioning/core/settle.ts';
import { AT, NOW, steps } from './runs.ts';

const MINUTE = 60_000;
const context = { now: NOW, createdAt: NOW - MINUTE, jitter: 0 };

function row(name: string, change: Partial<Step> = {}): Step {
  const found = steps().find(({ step }) => step === name);
  if (found === undefined) throw new RangeError(name);
  return { ...found, state: 'intended', ...change };
}

function refused(status: number, code: string, message = '', more: Partial<Refusal> = {}): Reply<unknown> {
  return { kind: 'refused', status, code, message, details: [], requestId: 'r', ...more };
}

test('yes: applied, with its time and request id', () => {
  const { step, wait, halt } = settle(
    row('secret'),
    { kind: 'ok', value: {}, requestId: 'r', date: '' },
    context,
  );
  expect(step).toMatchObject({ state: 'applied', settledAt: AT, requestId: 'r', failure: null });
  expect([wait, halt]).toEqual([null, null]);
});

describe('no answer', () => {
  test('may have been applied: in doubt, and never planned again by itself', () => {
    const { step, wait } = settle(row('secret'), { kind: 'maybe', cause: 'reset' }, context);
    expect(step.state).toBe('unknown');
    expect(wait).toEqual({ ms: 1_000, why: { code: 'RUN_LOST_ANSWER', facts: { step: 'the secret' } } });
  });

  test('was not sent: planned again after a while', () => {
    const { step, wait } = settle(row('secret', { tries: 2 }), { kind: 'not-sent', cause: 'DNS' }, context);
    expect(step).toMatchObject({ state: 'planned', tries: 3 });
    expect(wait).toMatchObject({ ms: 4_000, why: { code: 'GRAPH_UNAVAILABLE' } });
  });

  test('its predecessor in the batch failed: planned, without a word', () => {
    const { step, wait } = settle(row('secret'), { kind: 'not-sent', cause: 'dependency failed' }, context);
    expect([step.state, step.tries, wait]).toEqual(['planned', 0, null]);
  });

  test('again and again: less and less often', () => {
    const maybe = { kind: 'maybe', cause: 'reset' } as const;
    const waits = [0, 1, 2, 9].map(
      (tries) => settle(row('app-role:User.Read.All', { tries }), maybe, context).wait?.ms,
    );
    expect(waits).toEqual([1_000, 2_000, 4_000, 60_000]);
  });
});

describe('no', () => {
  test.each([
    [refused(429, 'TooManyRequests', '', { retryAfterMs: 7_000 }), 'planned', 'GRAPH_THROTTLED', 7_000],
    [refused(409, 'Directory_ConcurrencyViolation'), 'planned', 'GRAPH_CONTENDED', 5_000],
    [refused(404, 'Request_ResourceNotFound', 'does not exist'), 'planned', 'GRAPH_REPLICATING', 1_000],
    [refused(500, 'InternalServerError'), 'unknown', 'RUN_LOST_ANSWER', 1_000],
  ])('for a while (%#)', (reply, state, code, ms) => {
    const settled = settle(row('secret'), reply, context);
    expect([settled.step.state, settled.wait?.why.code, settled.wait?.ms, settled.halt]).toEqual([
      state,
      code,
      ms,
      null,
    ]);
  });

  test.each([
    [refused(400, 'CredentialTypeNotAllowedAsPerAppPolicy'), 'GRAPH_POLICY_SECRETS_FORBIDDEN'],
    [refused(403, 'Forbidden'), 'GRAPH_DENIED'],
    [refused(403, 'Directory_QuotaExceeded'), 'GRAPH_QUOTA'],
    [refused(400, 'Request_BadRequest', 'nonsense'), 'GRAPH_BUG'],
  ])('for good (%#)', (reply, code) => {
    const { step, wait, halt } = settle(row('secret'), reply, context);
    expect([step.state, halt?.code, wait]).toEqual(['failed', code, null]);
  });

  test('not visible after a quarter of an hour is no bug of ours', () => {
    const late = { ...context, createdAt: NOW - 16 * MINUTE };
    const { halt } = settle(row('secret'), refused(404, 'Request_ResourceNotFound'), late);
    expect(halt).toEqual({ code: 'RUN_REPLICATION_TOO_LONG', facts: { step: 'the secret' } });
  });

  test('a name that stays taken goes to a person', () => {
    const message = 'Another object with the same value for property uniqueName already exists.';
    const taken = refused(400, 'Request_BadRequest', message);
    expect(settle(row('application'), taken, context).step.state).toBe('unknown');
    expect(settle(row('application', { tries: 20 }), taken, context).halt?.code).toBe('GRAPH_CONFLICT');
  });

  test('a sign-in that counts no more: planned again, and asked for', () => {
    const { step, reauth } = settle(row('secret'), refused(401, 'InvalidAuthenticationToken'), context);
    expect([step.state, reauth]).toEqual(['planned', true]);
  });
});

describe('A20: taking something away', () => {
  const removal = (kind: StepKind): Step => ({ ...row('secret'), kind, step: `${kind}:x` });

  test.each<StepKind>(['remove-app-role', 'remove-grant', 'remove-directory-role'])(
    'a %s that is gone already is done',
    (kind) => {
      const { step, wait, halt } = settle(removal(kind), refused(404, 'Request_ResourceNotFound'), context);
      expect(step).toMatchObject({ state: 'applied', settledAt: AT, failure: null });
      expect([wait, halt]).toEqual([null, null]);
    },
  );

  test('is no leave to take 404 for an answer elsewhere', () => {
    const late = { ...context, createdAt: null };
    expect(settle(row('secret'), refused(404, 'Request_ResourceNotFound'), late).step.state).toBe('failed');
  });

  test('that is denied stops, and names who may', () => {
    const { halt } = settle(removal('remove-grant'), refused(403, 'Authorization_RequestDenied'), context);
    expect(halt).toMatchObject({
      code: 'GRAPH_DENIED',
      facts: { role: expect.stringMatching(/^Privileged Role Administrator/) },
    });
  });
});

describe('J4: a user', () => {
  const user: Step = { ...row('secret'), kind: 'user', step: 'user' };

  test('whose password is too weak, or whose name cannot be, is told so', () => {
    const weak = refused(400, 'Request_BadRequest', 'does not comply with password complexity requirements');
    expect(settle(user, weak, context).halt?.code).toBe('GRAPH_USER_PASSWORD');
    const name = refused(400, 'Request_BadRequest', 'The domain portion of the userPrincipalName property');
    expect(settle(user, name, context).halt?.code).toBe('GRAPH_USER_NAME');
  });

  test('of a name that is taken may be ours: it is looked for', () => {
    const message = 'Another object with the same value for property userPrincipalName already exists.';
    expect(settle(user, refused(400, 'Request_BadRequest', message), context).step.state).toBe('unknown');
  });
});
