import { expect, test } from '@jest/globals';
import { aadstsIn, signInFailureCode } from '../../../src/provisioning/errors/sign-in.ts';

test.each([
  [65004, 'access_denied', 'SIGNIN_DECLINED'],
  [65004, 'consent_required', 'SIGNIN_DECLINED'],
  [90094, 'access_denied', 'SIGNIN_CONSENT_NEEDED'],
  [53003, 'access_denied', 'SIGNIN_BLOCKED'],
  [undefined, 'access_denied', 'SIGNIN_DECLINED'],
  [undefined, 'login_required', 'SIGNIN_INTERACTION_NEEDED'],
  [undefined, 'temporarily_unavailable', 'SIGNIN_UNREACHABLE'],
  [50020, undefined, 'SIGNIN_WRONG_TENANT'],
  [70018, 'bad_verification_code', 'SIGNIN_CODE_USED'],
  [70019, 'expired_token', 'SIGNIN_CODE_EXPIRED'],
  [undefined, 'authorization_declined', 'SIGNIN_DECLINED'],
  [undefined, 'expired_token', 'SIGNIN_CODE_EXPIRED'],
  [12345, 'server_error', 'SIGNIN_UNREACHABLE'],
  [12345, 'constructor', 'SIGNIN_REFUSED'],
  [undefined, undefined, 'SIGNIN_REFUSED'],
])('AADSTS%p with %p is %s', (aadsts, word, code) => {
  expect(signInFailureCode(aadsts, word)).toBe(code);
});

test.each([
  ['AADSTS65004: User declined to consent.', 65004],
  ['Error: AADSTS7000215: Invalid client secret.', 7000215],
  ['AADSTS: nothing', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j names %p', (description, aadsts) => {
  expect(aadstsIn(description)).toBe(aadsts);
});
