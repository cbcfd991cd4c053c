import type { FailureTable } from './shape.ts';

/** One text for each line of the checks card: `what` is the line, `why` and `fix` fold out. */
export const checksFailures = {
  CHECK_YOU: {
    what: 'You are {name}, {role}',
    why: 'Microsoft Entra says so for the account you signed in with.',
    fix: 'To use another account, sign in again.',
  },
  CHECK_YOU_NO_ROLE: {
    what: 'You are {name}, with no administrator role',
    why: 'The account you signed in with holds none of the roles that matter here at this moment.',
    fix: 'If you have an eligible role, activate it and sign in again.',
  },
  CHECK_YOU_ROLES_UNKNOWN: {
    what: 'You are {name}; I may not read your roles',
    why: 'Microsoft Graph did not let me read them ({code}).',
    fix: 'You can go on; what your roles do not allow is refused when it is tried.',
  },
  CHECK_GUEST: {
    what: 'You are a guest in this tenant',
    why: 'Guests see little of the directory and may usually not register applications.',
    fix: 'Sign in with an account of {tenant} itself.',
  },
  CHECK_REGISTER_OK: {
    what: 'You may register applications',
    why: 'The right comes from {from}.',
    fix: 'Nothing to do.',
  },
  CHECK_REGISTER_NO: {
    what: 'You may not register applications in this tenant',
    why: '"Users can register applications" is No, and you hold none of the roles that may.',
    fix: 'Ask for Application Developer, Cloud Application Administrator or Application Administrator, or have someone who holds one do this.',
  },
  CHECK_REGISTER_UNKNOWN: {
    what: 'I cannot tell whether you may register applications',
    why: 'The setting or your roles could not be read ({code}).',
    fix: 'You can go on; if you may not, nothing is created and you are told which role is missing.',
  },
  CHECK_REGISTER_OTHER_ROLE: {
    what: 'I cannot tell whether you may register applications',
    why: '"Users can register applications" does not help you, and your roles are none of those named for it; a custom role may allow it.',
    fix: 'You can go on; Entra decides. If you may not, nothing is created and you are told which role is missing.',
  },
  CHECK_REGISTER_VENDOR: {
    what: 'You hold none of the roles {vendor} asks for: {roles}',
    why: '{vendor} says so of whoever makes this registration, whatever Microsoft would allow.',
    fix: 'Have {roles} assigned or activated and sign in again, or have someone who holds it do this.',
  },
  CHECK_USER_OK: {
    what: 'You may create the user {name}',
    why: 'User Administrator and Global Administrator may create users.',
    fix: 'Nothing to do.',
  },
  CHECK_USER_NO: {
    what: 'You may not create users in this tenant',
    why: 'It takes a User Administrator or Global Administrator, and you are neither.',
    fix: 'Have one of these roles activated and sign in again, or choose a user that is there.',
  },
  CHECK_USER_UNKNOWN: {
    what: 'I cannot tell whether you may create users',
    why: 'Your roles could not be read ({code}). It takes a User Administrator or Global Administrator.',
    fix: 'You can go on; if you may not, nothing is created and you are told so.',
  },
  CHECK_USER_FOUND: {
    what: 'The user {name} is there',
    why: 'It is looked up under your sign-in, and nothing of it is changed.',
    fix: 'Nothing to do.',
  },
  CHECK_ROLES_POWERFUL: {
    what: 'Whoever holds the credential of this connector will hold {roles} too',
    why: 'With such a role most of the tenant can be taken over.',
    fix: 'Choose a role that allows less, unless the vendor has told you in writing why it takes this one.',
  },
  CHECK_NAME_NOT_UNIQUE: {
    what: '{name} is taken: an application of that name exists since {created}',
    why: '{vendor} asks for a name that no other application of the tenant has.',
    fix: 'Choose another name, or take over the one that is there.',
  },
  CHECK_CONSENT_OK: {
    what: 'You may consent to these permissions',
    why: 'The right comes from {from}.',
    fix: 'Nothing to do.',
  },
  CHECK_CONSENT_OTHERS: {
    what: 'Consent takes someone else: {names}',
    why: 'Only a {needed} may consent to these permissions for the whole tenant.',
    fix: 'Prepare the plan; it is sent to the person you choose for approval.',
  },
  CHECK_CONSENT_NOBODY: {
    what: 'You may not consent, and I found nobody who may',
    why: 'Only a {needed} may consent to these permissions, and nobody holds that role right now.',
    fix: 'Have someone activate the role, or copy the link to the plan and send it to them.',
  },
  CHECK_CONSENT_WHO_UNKNOWN: {
    what: 'You may not consent, and I may not read who can',
    why: 'Only a {needed} may consent to these permissions; the list of them could not be read ({code}).',
    fix: 'Copy the link to the plan and send it to someone who holds the role.',
  },
  CHECK_CONSENT_UNKNOWN: {
    what: 'I cannot tell whether you may consent',
    why: 'Your roles could not be read ({code}). Consent takes a {needed}.',
    fix: 'You can go on; if you may not, someone else is asked.',
  },
  CHECK_SECRETS_OK: {
    what: 'A secret may live {life} in this tenant',
    why: 'No policy of the tenant asks for less.',
    fix: 'Nothing to do.',
  },
  CHECK_SECRETS_SHORTENED: {
    what: 'Secrets may live {longest} at most in this tenant. I will use {longest} instead of {life}',
    why: 'The application management policy of your tenant sets that limit.',
    fix: 'Go on with the shorter life, or use a certificate instead.',
  },
  CHECK_SECRETS_FORBIDDEN: {
    what: 'This tenant does not allow client secrets',
    why: 'The application management policy of your tenant blocks new secrets.',
    fix: '{way}',
  },
  CHECK_CERTIFICATE_OK: {
    what: 'The certificate may be used in this tenant',
    why: 'No policy of the tenant forbids its life.',
    fix: 'Nothing to do.',
  },
  CHECK_CERTIFICATE_TOO_LONG: {
    what: 'Certificates may live {longest} at most in this tenant; this one ends {ends}',
    why: 'The application management policy of your tenant sets that limit.',
    fix: 'Ask {to} for a certificate that lives no longer than {longest}.',
  },
  CHECK_POLICY_UNKNOWN: {
    what: 'I cannot tell which credentials this tenant allows',
    why: 'The application management policy could not be read ({code}).',
    fix: 'You can go on; if the policy refuses, nothing is left half-made and you are told the limit.',
  },
  CHECK_NAME_FREE: {
    what: 'No application of this name',
    why: 'No registration in this tenant is called {name}.',
    fix: 'Nothing to do.',
  },
  CHECK_NAME_TAKEN: {
    what: '{count} application(s) named {name} already exist, the newest from {created}',
    why: 'Names need not be unique, but two alike are easily mixed up. The existing one is left as it is.',
    fix: 'Look at the existing one first, or choose another name.',
  },
  CHECK_NAME_UNKNOWN: {
    what: 'I cannot tell whether the name is free',
    why: 'The list of applications could not be read ({code}).',
    fix: 'You can go on; an existing application of that name is left as it is.',
  },
  CHECK_SIGN_IN_LOGS_OK: {
    what: 'I may read sign-in logs',
    why: 'They show later whether {vendor} uses the new credential.',
    fix: 'Nothing to do.',
  },
  CHECK_SIGN_IN_LOGS_UNKNOWN: {
    what: 'I may not read sign-in logs, so I cannot tell later whether {vendor} uses the new credential',
    why: 'Reading them takes a reports role and Microsoft Entra ID P1.',
    fix: 'You can go on; you are asked to confirm the use yourself when a credential is renewed.',
  },
} as const satisfies FailureTable;
