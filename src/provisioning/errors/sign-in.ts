import type { FailureTable } from './shape.ts';

export const signInFailures = {
  SIGNIN_REFUSED: {
    what: 'Microsoft Entra did not sign you in.',
    why: 'It answered with error AADSTS{aadsts}.',
    fix: 'Look up the number at https://login.microsoftonline.com/error, then sign in again.',
  },
  SIGNIN_DECLINED: {
    what: 'The sign-in was cancelled.',
    why: 'It was closed, or the permissions Registrar asks for were declined.',
    fix: 'Sign in again when you are ready. Nothing has changed in the tenant.',
  },
  SIGNIN_EXPIRED: {
    what: 'The sign-in took too long.',
    why: 'Microsoft Entra gives a sign-in ten minutes and lets it be used once.',
    fix: 'Start the sign-in again from the card.',
  },
  SIGNIN_STATE: {
    what: 'This sign-in cannot be used.',
    why: 'It was used before, was started in another browser, or does not belong to any set-up here.',
    fix: 'Start the sign-in again from the card and finish it in the same browser.',
  },
  SIGNIN_CONSENT_NEEDED: {
    what: 'Registrar is not allowed to work in this tenant yet.',
    why: 'An admin has not consented to the permissions Registrar itself needs.',
    fix: 'Ask a Privileged Role Administrator or Global Administrator to consent to Registrar, then sign in again.',
  },
  SIGNIN_MFA_NEEDED: {
    what: 'Microsoft Entra wants a second proof that it is you.',
    why: 'The tenant requires multifactor authentication for this sign-in.',
    fix: 'Sign in again and complete the second step, or set one up at https://aka.ms/mfasetup.',
  },
  SIGNIN_INTERACTION_NEEDED: {
    what: 'Microsoft Entra wants you to sign in again.',
    why: 'Something about your session changed, or a policy asks for a fresh sign-in.',
    fix: 'Sign in again from the card.',
  },
  SIGNIN_BLOCKED: {
    what: 'A policy of your tenant blocks this sign-in.',
    why: 'Conditional Access or the security defaults do not allow it from this device, place or app.',
    fix: 'Sign in from a device and place the policy allows, or ask whoever runs Conditional Access.',
  },
  SIGNIN_NOT_ASSIGNED: {
    what: 'You are not assigned to Registrar.',
    why: 'The tenant lets only assigned people use this application.',
    fix: 'Ask an Application Administrator to assign you under Enterprise applications, Registrar, Users and groups.',
  },
  SIGNIN_WRONG_PERSON: {
    what: 'Somebody else signed in.',
    why: 'This step belongs to {expected}, and {actual} signed in.',
    fix: 'Sign out of the other account, or use a private window, and sign in as {expected}.',
  },
  SIGNIN_WRONG_TENANT: {
    what: 'The account belongs to another tenant.',
    why: 'A set-up can be worked on only by people of the tenant it was started in.',
    fix: 'Sign in with your account of this tenant.',
  },
  SIGNIN_APP_SETUP: {
    what: 'Registrar’s own sign-in is not set up correctly.',
    why: 'Microsoft Entra does not know the application, or not this address of it (AADSTS{aadsts}).',
    fix: 'Ask whoever runs Registrar to compare its client id and redirect address with the app registration.',
  },
  SIGNIN_CODE_OFF: {
    what: 'Signing in with a code is not offered here.',
    why: 'The vendor does not ask for it, or Registrar has no application for it.',
    fix: 'Use the Sign in button of the card, which opens your browser.',
  },
  SIGNIN_CODE_NOT_HERE: {
    what: 'This step needs a sign-in in the browser.',
    why: 'A code can be typed by somebody who does not see what it is for, so none approves a plan or opens a hand-over.',
    fix: 'Use the Sign in button of the card, which opens your browser.',
  },
  SIGNIN_CODE_EXPIRED: {
    what: 'The code is no longer good.',
    why: 'Microsoft Entra gives a code fifteen minutes, and nobody signed in with it in time.',
    fix: 'Start again to get a new code. Nothing has changed in the tenant.',
  },
  SIGNIN_CODE_USED: {
    what: 'The code cannot be used.',
    why: 'It was used before, or Microsoft Entra does not know it.',
    fix: 'Start again to get a new code. Nothing has changed in the tenant.',
  },
  SIGNIN_CODE_BLOCKED: {
    what: 'A policy of your tenant blocks signing in with a code.',
    why: 'Conditional Access does not allow a code (device code flow), or not for this account or device.',
    fix: 'Use the Sign in button of the card, which opens your browser, or ask whoever runs Conditional Access.',
  },
  SIGNIN_NOT_PUBLIC: {
    what: 'Registrar’s application for signing in with a code is not set up correctly.',
    why: 'Microsoft Entra asks it for a secret (AADSTS{aadsts}), so it is not registered as a public client.',
    fix: 'Ask whoever runs Registrar to turn on Allow public client flows under Authentication of the app registration.',
  },
  SIGNIN_UNREACHABLE: {
    what: 'Microsoft Entra cannot be reached right now.',
    why: 'It did not answer, or answered that it is busy.',
    fix: 'Wait a minute and sign in again. Nothing is lost.',
    retryable: true,
  },
} as const satisfies FailureTable;

export type SignInFailureCode = keyof typeof signInFailures;

/** https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const BY_NUMBER: readonly (readonly [SignInFailureCode, readonly number[]])[] = [
  ['SIGNIN_CONSENT_NEEDED', [65001, 65005, 90008, 90094, 90095, 650056, 650057]],
  ['SIGNIN_DECLINED', [65004]],
  ['SIGNIN_EXPIRED', [50089, 54005, 70000, 70008, 501481]],
  ['SIGNIN_MFA_NEEDED', [50072, 50074, 50076, 50079, 50158]],
  ['SIGNIN_CODE_EXPIRED', [70019]],
  ['SIGNIN_CODE_USED', [70018]],
  ['SIGNIN_BLOCKED', [50097, 53000, 53001, 53002, 53003, 53004, 530003, 530035]],
  ['SIGNIN_INTERACTION_NEEDED', [16000, 50058, 50078, 50173, 70043]],
  ['SIGNIN_NOT_ASSIGNED', [50105]],
  ['SIGNIN_WRONG_TENANT', [50020, 90072]],
  ['SIGNIN_APP_SETUP', [50011, 90002, 500112, 500113, 700016, 700025, 900971, 7000112, 7000218]],
  ['SIGNIN_UNREACHABLE', [90006, 90033, 90055]],
];

/**
 * OAuth words, for answers without a number (RFC 6749 section 4.1.2.1, OpenID Connect section 3.1.2.6, and for codes
 * that are typed: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code#expected-errors).
 */
const BY_WORD: Readonly<Record<string, SignInFailureCode>> = {
  access_denied: 'SIGNIN_DECLINED',
  authorization_declined: 'SIGNIN_DECLINED',
  bad_verification_code: 'SIGNIN_CODE_USED',
  expired_token: 'SIGNIN_CODE_EXPIRED',
  consent_required: 'SIGNIN_CONSENT_NEEDED',
  interaction_required: 'SIGNIN_INTERACTION_NEEDED',
  login_required: 'SIGNIN_INTERACTION_NEEDED',
  account_selection_required: 'SIGNIN_INTERACTION_NEEDED',
  invalid_grant: 'SIGNIN_EXPIRED',
  server_error: 'SIGNIN_UNREACHABLE',
  temporarily_unavailable: 'SIGNIN_UNREACHABLE',
};

/**
 * Our code for a sign-in Entra refused, at the redirect or when the code was redeemed. The number decides; the
 * OAuth word only where there is none or it is not known.
 * @param aadsts see `aadstsIn` for an `error_description`.
 */
export function signInFailureCode(aadsts: number | undefined, word: string | undefined): SignInFailureCode {
  const [byNumber] = BY_NUMBER.find(([, numbers]) => aadsts !== undefined && numbers.includes(aadsts)) ?? [];
  if (byNumber !== undefined) return byNumber;
  return word !== undefined && Object.hasOwn(BY_WORD, word)
    ? (BY_WORD[word] ?? 'SIGNIN_REFUSED')
    : 'SIGNIN_REFUSED';
}

/** Entra's number in an `error_description`, e.g. `AADSTS65004: User declined...`. */
export function aadstsIn(description: string | undefined): number | undefined {
  const digits = /\bAADSTS(\d{5,8})\b/.exec(description ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}
