/** Every answer of the directory the engine knows, one row each. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  backoffMs,
  classify,
  classifyTokenRefusal,
  codeOf,
  isWaiting,
  type AnswerClass,
  type AnswerContext,
} from '../../../src/provisioning/core/answers.ts';
import type { Refusal } from '../../../src/provisioning/core/operations.ts';

function refusal(status: number, code: string, message = '', more: Partial<Refusal> = {}): Refusal {
  return { kind: 'refused', status, code, message, details: [], requestId: 'r-1', ...more };
}

const OLD: AnswerContext = { justCreated: false };
const NEW: AnswerContext = { justCreated: true };
const GONE = "Resource 'x' does not exist or one of its queried reference-property objects are not present.";
const NO_APP = "The appId 'x' of the service principal does not reference a valid application object.";
const BACKING =
  'When using this permission, the backing application of the service principal being created must in the local tenant';
const CONCURRENT = 'There are too many concurrent requests being made to the tenant.';
const TAKEN = (property: string) =>
  `Another object with the same value for property ${property} already exists.`;
const CONFLICTING =
  'A conflicting object with one or more of the specified property values is present in the directory.';
const WEAK =
  'The specified password does not comply with password complexity requirements. Please provide a different password.';
const DOMAIN =
  'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.';
const INVALID = "Invalid value specified for property 'userPrincipalName' of resource 'User'.";
const ROLE_ALONE = [
  'remove-app-role',
  'set-grant-scopes',
  'remove-grant',
  'create-user',
  'delete-user',
  'assign-directory-role',
  'unassign-directory-role',
] as const;
const POLICY = "Credential lifetime exceeds the max value allowed as per assigned policy 'x'.";

const ROWS: readonly (readonly [string, Refusal, AnswerContext, AnswerClass])[] = [
  ['429 with Retry-After', refusal(429, 'TooManyRequests', '', { retryAfterMs: 10_000 }), OLD, 'throttled'],
  ['429 without', refusal(429, 'TooManyRequests'), NEW, 'throttled'],
  ['503 with Retry-After', refusal(503, 'serviceNotAvailable', '', { retryAfterMs: 5000 }), OLD, 'throttled'],
  ['404 after our create', refusal(404, 'Request_ResourceNotFound', GONE), NEW, 'not-yet'],
  ['404 of another code after our create', refusal(404, 'Directory_ObjectNotFound'), NEW, 'not-yet'],
  ['404 long after', refusal(404, 'Request_ResourceNotFound', GONE), OLD, 'bug'],
  [
    '400 reference update',
    refusal(400, 'Request_BadRequest', 'Not a valid reference update.'),
    NEW,
    'not-yet',
  ],
  [
    '400 reference update long after',
    refusal(400, 'Request_BadRequest', 'Not a valid reference update.'),
    OLD,
    'bug',
  ],
  ['400 no valid application', refusal(400, 'Request_BadRequest', NO_APP), NEW, 'not-yet'],
  [
    '400 with the detail NoBackingApplicationObject',
    refusal(400, 'Request_BadRequest', '', { details: ['NoBackingApplicationObject'] }),
    NEW,
    'not-yet',
  ],
  ['403 backing application', refusal(403, 'Authorization_RequestDenied', BACKING), NEW, 'not-yet'],
  ['403 after our create', refusal(403, 'Authorization_RequestDenied'), NEW, 'not-yet'],
  [
    '403 of a grant after our create',
    refusal(403, 'Authorization_RequestDenied'),
    { ...NEW, op: 'assign-app-role' },
    'denied',
  ],
  [
    '403 of a delegated grant',
    refusal(403, 'Authorization_RequestDenied'),
    { ...NEW, op: 'grant-delegated' },
    'denied',
  ],
  [
    '404 of a new user who is to be an owner',
    refusal(404, 'Request_ResourceNotFound', GONE),
    { ...NEW, op: 'add-owner' },
    'not-yet',
  ],
  [
    '404 of a user who was to be an owner, long after',
    refusal(404, 'Request_ResourceNotFound', GONE),
    { ...OLD, op: 'add-owner' },
    'bug',
  ],
  [
    '404 of a new service principal that is to hold a role',
    refusal(404, 'Request_ResourceNotFound', GONE),
    { ...NEW, op: 'assign-directory-role' },
    'not-yet',
  ],
  [
    '404 of what was to be removed',
    refusal(404, 'Request_ResourceNotFound', GONE),
    { ...OLD, op: 'remove-grant' },
    'bug',
  ],
  ...ROLE_ALONE.map(
    (op) =>
      [
        `403 of ${op} after our create`,
        refusal(403, 'Authorization_RequestDenied'),
        { ...NEW, op },
        'denied',
      ] as const,
  ),
  [
    '403 of an owner’s change after our create',
    refusal(403, 'Authorization_RequestDenied'),
    { ...NEW, op: 'update-application' },
    'not-yet',
  ],
  ['409 concurrency', refusal(409, 'Directory_ConcurrencyViolation'), NEW, 'contended'],
  ['503 concurrent requests', refusal(503, 'serviceNotAvailable', CONCURRENT), OLD, 'contended'],
  [
    '503 concurrent requests with Retry-After',
    refusal(503, 'x', CONCURRENT, { retryAfterMs: 1 }),
    OLD,
    'contended',
  ],
  ['400 concurrent requests', refusal(400, 'Request_BadRequest', CONCURRENT), OLD, 'contended'],
  ['412', refusal(412, 'PreconditionFailed'), OLD, 'contended'],
  [
    '400 uniqueName exists',
    refusal(
      400,
      'Request_BadRequest',
      'Another object with the same value for property uniqueName already exists.',
    ),
    NEW,
    'already',
  ],
  [
    '409 same key value',
    refusal(409, 'Request_MultipleObjectsWithSameKeyValue', 'name is already in use'),
    NEW,
    'already',
  ],
  [
    '400 grant exists',
    refusal(400, 'Request_BadRequest', 'Permission entry already exists.'),
    OLD,
    'already',
  ],
  [
    '400 app role exists',
    refusal(400, 'Request_BadRequest', 'Permission being assigned already exists on the object'),
    NEW,
    'already',
  ],
  [
    '400 owner exists',
    refusal(
      400,
      'Request_BadRequest',
      'One or more added object references already exist for the following modified properties',
    ),
    OLD,
    'already',
  ],
  [
    '400 UPN exists',
    refusal(400, 'Request_BadRequest', 'userPrincipalName', { details: ['ObjectConflict'] }),
    OLD,
    'already',
  ],
  [
    '400 UPN exists, in words alone',
    refusal(400, 'Request_BadRequest', TAKEN('userPrincipalName')),
    { ...OLD, op: 'create-user' },
    'already',
  ],
  [
    '409 UPN exists',
    refusal(409, 'Request_MultipleObjectsWithSameKeyValue', TAKEN('userPrincipalName')),
    { ...NEW, op: 'create-user' },
    'already',
  ],
  [
    '400 directory role held',
    refusal(400, 'Request_BadRequest', CONFLICTING),
    { ...NEW, op: 'assign-directory-role' },
    'already',
  ],
  [
    '409 directory role held',
    refusal(409, 'Request_MultipleObjectsWithSameKeyValue', CONFLICTING),
    { ...OLD, op: 'assign-directory-role' },
    'already',
  ],
  [
    '400 owner is gone already',
    refusal(400, 'Request_BadRequest', 'One or more removed object references do not exist'),
    { ...OLD, op: 'remove-owner' },
    'already',
  ],
  [
    '400 weak first password',
    refusal(400, 'Request_BadRequest', WEAK),
    { ...NEW, op: 'create-user' },
    'policy',
  ],
  [
    '400 banned first password',
    refusal(400, 'Request_BadRequest', 'The password contains a word that is banned.'),
    { ...OLD, op: 'create-user' },
    'policy',
  ],
  [
    '400 domain of nobody',
    refusal(400, 'Request_BadRequest', DOMAIN),
    { ...OLD, op: 'create-user' },
    'policy',
  ],
  [
    '400 name with a character that is not allowed',
    refusal(400, 'Request_BadRequest', INVALID),
    { ...OLD, op: 'create-user' },
    'policy',
  ],
  [
    '400 address of a group',
    refusal(400, 'Request_BadRequest', TAKEN('proxyAddresses'), { details: ['ObjectConflict'] }),
    { ...OLD, op: 'create-user' },
    'policy',
  ],
  [
    '400 invalid value of anything but a user',
    refusal(400, 'Request_BadRequest', INVALID),
    { ...OLD, op: 'update-application' },
    'bug',
  ],
  ['400 lifetime policy', refusal(400, 'CredentialInvalidLifetimeAsPerAppPolicy', POLICY), NEW, 'policy'],
  ['400 secrets forbidden', refusal(400, 'CredentialTypeNotAllowedAsPerAppPolicy'), OLD, 'policy'],
  [
    '400 detail InvalidKeyEndDate',
    refusal(400, 'Request_BadRequest', '', { details: ['InvalidKeyEndDate'] }),
    OLD,
    'policy',
  ],
  ['400 audience policy', refusal(400, 'SignInAudienceNotAllowedAsPerAppPolicy'), OLD, 'policy'],
  ['403 outside the window', refusal(403, 'Authorization_RequestDenied'), OLD, 'denied'],
  ['403 of another code', refusal(403, 'Forbidden'), NEW, 'denied'],
  [
    '401 with claims',
    refusal(401, 'InvalidAuthenticationToken', '', { claims: '{"access_token":{}}' }),
    NEW,
    'reauth',
  ],
  ['403 with claims', refusal(403, 'Authorization_RequestDenied', '', { claims: '{}' }), NEW, 'reauth'],
  ['401 expired', refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed'), OLD, 'reauth'],
  ['interaction_required', refusal(400, 'interaction_required', 'AADSTS50076: MFA'), OLD, 'reauth'],
  ['AADSTS65001', refusal(400, 'invalid_grant', 'AADSTS65001: consent'), OLD, 'reauth'],
  ['403 quota', refusal(403, 'Directory_QuotaExceeded'), NEW, 'quota'],
  [
    '400 quota',
    refusal(400, 'Request_BadRequest', '', { details: ['Directory_QuotaExceeded'] }),
    OLD,
    'quota',
  ],
  [
    '400 manifest limit',
    refusal(400, 'Request_BadRequest', 'The size of the object has exceeded its limit.'),
    OLD,
    'quota',
  ],
  ['408', refusal(408, 'RequestTimeout'), OLD, 'unknown'],
  ['500', refusal(500, 'InternalServerError'), NEW, 'unknown'],
  ['502', refusal(502, 'BadGateway'), OLD, 'unknown'],
  ['503 without Retry-After', refusal(503, 'serviceNotAvailable'), OLD, 'unknown'],
  ['504', refusal(504, 'UnknownError'), OLD, 'unknown'],
  ['500 that says something exists', refusal(500, 'x', 'Permission entry already exists.'), OLD, 'unknown'],
  ['a redirect', refusal(302, ''), OLD, 'unknown'],
  ['400 of any other kind', refusal(400, 'Request_BadRequest', 'Invalid value specified'), NEW, 'bug'],
  ['405', refusal(405, 'Request_MethodNotAllowed'), OLD, 'bug'],
  ['415', refusal(415, 'UnsupportedMediaType'), OLD, 'bug'],
];

describe('a refusal is classed', () => {
  test.each(ROWS)('%s', (_, answer, context, expected) => {
    expect(classify(answer, context)).toBe(expected);
  });

  test('whatever it says, never as ok or not sent', () => {
    const any = fc.record({
      status: fc.integer({ min: 300, max: 599 }),
      code: fc.string(),
      message: fc.string(),
    });
    fc.assert(
      fc.property(any, fc.boolean(), ({ status, code, message }, justCreated) => {
        expect(['ok', 'not-sent']).not.toContain(classify(refusal(status, code, message), { justCreated }));
      }),
    );
  });
});

describe('the words of a policy', () => {
  test.each([
    ['CredentialTypeNotAllowedAsPerAppPolicy', 'GRAPH_POLICY_SECRETS_FORBIDDEN'],
    ['CredentialInvalidLifetimeAsPerAppPolicy', 'GRAPH_POLICY_LIFETIME'],
    ['SignInAudienceNotAllowedAsPerAppPolicy', 'GRAPH_POLICY'],
    [WEAK, 'GRAPH_USER_PASSWORD'],
    [DOMAIN, 'GRAPH_USER_NAME'],
    [INVALID, 'GRAPH_USER_NAME'],
    [TAKEN('proxyAddresses'), 'GRAPH_USER_NAME'],
  ])('%s', (code, expected) => {
    expect(codeOf('policy', refusal(400, code))).toBe(expected);
    expect(codeOf('policy', refusal(400, 'Request_BadRequest', code))).toBe(expected);
  });

  test('the other classes have one code each', () => {
    expect(codeOf('denied')).toBe('GRAPH_DENIED');
    expect(codeOf('not-sent')).toBe('GRAPH_UNAVAILABLE');
  });
});

describe('the wait', () => {
  test('doubles from a second to a minute, with up to a fifth on top', () => {
    expect([1, 2, 3, 7, 500].map((attempt) => backoffMs('throttled', attempt, undefined, 0))).toEqual([
      1000, 2000, 4000, 60_000, 60_000,
    ]);
    expect(backoffMs('throttled', 1, undefined, 0.999)).toBeLessThanOrEqual(1200);
  });

  test('obeys Retry-After, within six hours', () => {
    expect(backoffMs('throttled', 9, 10_000, 0)).toBe(10_000);
    expect(backoffMs('throttled', 1, 10_000, 0.5)).toBe(11_000);
    expect(backoffMs('throttled', 1, 1e15, 0)).toBe(6 * 3_600_000);
    expect(backoffMs('throttled', 1, -5, 0)).toBe(1000);
  });

  test('is 5 to 15 seconds after contention and at most 36 for replication', () => {
    expect(backoffMs('contended', 1, undefined, 0)).toBe(5000);
    expect(backoffMs('contended', 9, undefined, 0.9999)).toBeLessThanOrEqual(15_000);
    expect(backoffMs('not-yet', 40, undefined, 0.9999)).toBeLessThanOrEqual(36_000);
  });

  test('is for answers that come right with time, and no others', () => {
    const waiting: AnswerClass[] = ['throttled', 'not-yet', 'contended', 'unknown', 'not-sent'];
    const rest: AnswerClass[] = ['ok', 'already', 'policy', 'denied', 'reauth', 'quota', 'bug'];
    expect(waiting.every(isWaiting)).toBe(true);
    expect(rest.some(isWaiting)).toBe(false);
  });
});

describe('a refusal of the token endpoint', () => {
  test.each([7000215, 700016, 700027, 65001, 70021])(
    'AADSTS%i settles within ten minutes, or is final',
    (aadsts) => {
      expect(classifyTokenRefusal(aadsts, 0)).toBe('not-yet');
      expect(classifyTokenRefusal(aadsts, 599)).toBe('not-yet');
      expect(classifyTokenRefusal(aadsts, 600)).toBe('denied');
    },
  );

  test.each<[number, string]>([
    [53003, 'policy'],
    [53000, 'policy'],
    [530035, 'policy'],
    [7000222, 'denied'],
    [7000112, 'denied'],
    [50196, 'throttled'],
    [90033, 'unknown'],
    [90002, 'bug'],
  ])('AADSTS%i is %s', (aadsts, expected) => {
    expect(classifyTokenRefusal(aadsts, 0)).toBe(expected);
  });
});
