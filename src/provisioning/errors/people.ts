import type { FailureTable } from './shape.ts';

/** What stands in the way of a plan that needs a user or an Entra role. */
export const peopleFailures = {
  USER_DOMAINS_UNKNOWN: {
    what: 'I could not read the domains of this tenant.',
    why: 'A new user needs one, and none was typed.',
    fix: 'Type the domain on the form, or try again.',
    retryable: true,
  },
  USER_DOMAIN_UNVERIFIED: {
    what: '{name} is not on a verified domain of this tenant.',
    why: 'Microsoft Entra makes users on verified domains only: {domains}.',
    fix: 'Change the domain on the form. Nothing was written.',
  },
  USER_EXISTS: {
    what: 'There is a user {name} already.',
    why: 'A user is never taken over by accident: somebody may be using it.',
    fix: 'Choose to use the one that is there, or type another user name. Nothing was written.',
  },
  USER_NOT_FOUND: {
    what: 'There is no user {name} in this tenant.',
    why: 'It is looked up by the name it signs in with.',
    fix: 'Correct the name on the form, or have a new user made. Nothing was written.',
  },
  USER_DISABLED: {
    what: 'The user {name} may not sign in.',
    why: 'The account is disabled, and the vendor signs in with it.',
    fix: 'Enable it in Microsoft Entra, or choose another. Nothing was written.',
  },
  USER_GUEST: {
    what: 'The user {name} is a guest.',
    why: 'A guest belongs to another organisation, whose rules decide about its password and sign-in.',
    fix: 'Choose a user of this tenant. Nothing was written.',
  },
  USER_UNREADABLE: {
    what: 'I could not look up the user {name}.',
    why: 'Microsoft Graph did not let me read it ({code}).',
    fix: 'Try again, or sign in as somebody who may read users.',
    retryable: true,
  },
  USER_FOREIGN: {
    what: 'There is a user {name} now, and it is not provably ours.',
    why: 'It does not carry the mark of this set-up, so somebody else made it meanwhile.',
    fix: 'Look at it in the portal. Cancel this set-up and start again to leave it alone.',
  },
  USER_PASSWORD_GONE: {
    what: 'Nobody fetched the first password within 24 hours, so it was destroyed.',
    why: 'A password that is kept and not used is a risk.',
    fix: 'Reset the password of {name} in Microsoft Entra, and sign in once with the new one.',
  },
  ROLES_UNREADABLE: {
    what: 'I could not read the Entra roles of this tenant.',
    why: 'Microsoft Graph did not let me ({code}).',
    fix: 'Try again, or leave the roles out for now.',
    retryable: true,
  },
  ROLE_UNKNOWN: {
    what: 'There is no Entra role called {name} in this tenant.',
    why: 'Roles are found by the name Entra prints.',
    fix: 'Correct the name on the form. Nothing was written.',
  },
} as const satisfies FailureTable;
