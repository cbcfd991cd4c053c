import type { FailureTable } from './shape.ts';

/** What Microsoft Graph's answers come to, once judged. `requestId` is what Microsoft support asks for. */
export const graphFailures = {
  GRAPH_DENIED: {
    what: 'Microsoft Graph does not allow this with your sign-in.',
    why: 'The role it needs is missing, or is not active right now: {role}.',
    fix: 'Activate or get that role, wait for it to take effect (up to 15 minutes), then continue.',
  },
  GRAPH_REAUTH: {
    what: 'Your sign-in no longer counts.',
    why: 'It expired, was withdrawn, or a Conditional Access policy asks for more.',
    fix: 'Sign in again. The set-up goes on where it stopped.',
  },
  GRAPH_POLICY_SECRETS_FORBIDDEN: {
    what: 'The tenant does not allow client secrets.',
    why: 'Its app management policy blocks new passwords on applications.',
    fix: 'Choose a certificate instead, or ask a Security Administrator for an exception.',
  },
  GRAPH_POLICY_LIFETIME: {
    what: 'The credential would live longer than the tenant allows.',
    why: 'Its app management policy limits how long a secret or certificate may be valid.',
    fix: 'Choose a shorter life.',
  },
  GRAPH_POLICY: {
    what: 'A policy of the tenant does not allow this registration.',
    why: 'Microsoft Graph answered {graphCode}.',
    fix: 'Change the choice the policy names, or ask a Security Administrator for an exception.',
  },
  GRAPH_USER_NAME: {
    what: 'Microsoft Entra does not take the new user’s name.',
    why: 'The domain is not a verified one, a character is not allowed, or a group or mailbox has this address.',
    fix: 'Choose another user name or domain, or a user that exists.',
  },
  GRAPH_USER_PASSWORD: {
    what: 'Microsoft Entra does not take the new user’s first password.',
    why: 'The password rules of the tenant, or its list of banned words, ask for another.',
    fix: 'Try again: each try makes a new password. If it happens twice, choose a user that exists.',
  },
  GRAPH_QUOTA: {
    what: 'No more objects may be created.',
    why: 'You or the tenant reached the directory’s limit. Deleted applications count for 30 days.',
    fix: 'Delete applications that are not needed, for good, or ask an Application Administrator to do this set-up.',
  },
  GRAPH_CONFLICT: {
    what: 'Something with the same key is already there and is not ours.',
    why: 'Microsoft Graph answered that it exists, and it does not carry this set-up’s mark.',
    fix: 'Look at it in the Microsoft Entra admin center. Remove it if it is not needed, then continue.',
  },
  GRAPH_THROTTLED: {
    what: 'Microsoft Graph asks for a pause.',
    why: 'Too many requests reached it for this tenant, not only from here.',
    fix: 'Nothing to do. It goes on by itself.',
    retryable: true,
  },
  GRAPH_REPLICATING: {
    what: 'The directory has not caught up yet.',
    why: 'What was just created is not visible everywhere in Microsoft Entra. It can take some minutes.',
    fix: 'Nothing to do. It goes on by itself.',
    retryable: true,
  },
  GRAPH_NOT_REPLICATED: {
    what: 'The directory did not catch up.',
    why: 'What was created is still not visible after {minutes} minutes.',
    fix: 'Try again later, or look at https://admin.microsoft.com/servicestatus.',
    retryable: true,
  },
  GRAPH_CONTENDED: {
    what: 'Another change to the same object came in between.',
    why: 'Microsoft Entra lets one change in at a time.',
    fix: 'Nothing to do. It goes on by itself.',
    retryable: true,
  },
  GRAPH_UNAVAILABLE: {
    what: 'Microsoft Graph cannot be reached right now.',
    why: 'It did not answer, or answered that it has a fault.',
    fix: 'Nothing to do. It goes on by itself when Graph is back.',
    retryable: true,
  },
  GRAPH_UNREADABLE: {
    what: 'Microsoft Graph’s answer cannot be read.',
    why: 'It was cut short, or something between here and Microsoft answered instead.',
    fix: 'If it happens again, ask your network team whether a proxy changes traffic to graph.microsoft.com.',
    retryable: true,
  },
  GRAPH_UNKNOWN_EFFECT: {
    what: 'It is not certain whether the last change was made.',
    why: 'The answer was lost on the way.',
    fix: 'Nothing to do. Registrar looks in the tenant before it goes on.',
    retryable: true,
  },
  GRAPH_GONE: {
    what: 'Something this set-up made is no longer there.',
    why: 'Somebody removed it from the tenant.',
    fix: 'Cancel this set-up and start a new one.',
  },
  GRAPH_BUG: {
    what: 'Microsoft Graph refused something Registrar expected to work.',
    why: 'It answered {status} {graphCode}.',
    fix: 'Give the reference {requestId} to whoever runs Registrar.',
  },
} as const satisfies FailureTable;
