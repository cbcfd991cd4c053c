import type { FailureTable } from './shape.ts';

/** What the tab is told when it asks for something it does not get. */
export const tabFailures = {
  TAB_TOKEN: {
    what: 'You are not signed in here.',
    why: 'What came with the request does not show who you are, or it has expired.',
    fix: 'Reload the tab. If that does not help, sign out of Teams and in again.',
  },
  TAB_KEYS_UNREACHABLE: {
    what: 'Nobody can be let in at the moment.',
    why: 'Microsoft Entra does not answer, so it cannot be checked who is asking.',
    fix: 'Try again in a minute.',
    retryable: true,
  },
  TAB_GUEST: {
    what: 'Guests do not see what is registered here.',
    why: 'Your account is a guest of this tenant.',
    fix: 'Ask a member of the tenant to look for you.',
  },
  TAB_ROLE: {
    what: 'You may look, and not do this.',
    why: 'It needs one of these directory roles: {roles}.',
    fix: 'Activate the role if it is assigned to you, or ask somebody who holds one. A new role counts after five minutes.',
  },
  TAB_CONSENT_NEEDED: {
    what: 'It is not known yet what you may do here.',
    why: 'Your tenant has not consented to Registrar’s tab reading your directory roles.',
    fix: 'Press Consent, or ask an administrator to.',
  },
  TAB_CLAIMS_NEEDED: {
    what: 'Microsoft Entra wants one more proof that it is you.',
    why: 'A policy of your tenant asks for it before anybody learns what you may do.',
    fix: 'Press Sign in and complete the step.',
  },
  TAB_ROLES_UNKNOWN: {
    what: 'It cannot be checked at the moment what you may do.',
    why: 'Microsoft does not answer, and without an answer nothing is changed.',
    fix: 'Try again in a minute. Looking works meanwhile.',
    retryable: true,
  },
  TAB_MEMBER_UNKNOWN: {
    what: 'It cannot be checked at the moment whether you belong to this tenant.',
    why: 'Microsoft does not answer, and your sign-in does not say it.',
    fix: 'Try again in a minute.',
    retryable: true,
  },
  TAB_STREAMS: {
    what: 'The tab is open in too many places to be kept up to date in all of them.',
    why: 'Each person has {most} at once.',
    fix: 'Close one of them. This one asks now and then instead.',
  },
  TAB_BODY: {
    what: 'What the tab sent does not fit.',
    why: 'It is about “{field}”: missing, of another kind, too long, or unknown here.',
    fix: 'Reload the tab and try again.',
  },
  TAB_QUERY: {
    what: 'What was asked for cannot be read.',
    why: 'It is about “{field}”, which has a value that means nothing here.',
    fix: 'Reload the tab and try again.',
  },
  TAB_NAME_WRONG: {
    what: 'Nothing was removed.',
    why: 'The name that was typed is not that of the registration, {name}.',
    fix: 'Type the name exactly as it stands there.',
  },
  TAB_CHANNEL_UNKNOWN: {
    what: 'Registrar cannot speak in this channel.',
    why: 'It was never heard of there, so it does not know where that is.',
    fix: 'Add the app to the team, write to it once in the channel, and save again.',
  },
  TAB_LAST_CHANNEL: {
    what: 'Nothing was changed: this is the last place that is warned.',
    why: 'Without it nobody would hear of what lapses.',
    fix: 'Turn warnings on in another channel first, or confirm that nobody is to be warned.',
  },
  TAB_CONNECTOR_UNKNOWN: {
    what: 'There is no connector “{id}” here.',
    why: 'It was taken away, or the tab is older than the server.',
    fix: 'Reload the tab and choose again.',
  },
  TAB_NOT_BUILT: {
    what: 'The tab’s page is not here.',
    why: 'It is built once, and that has not been done.',
    fix: 'Stop Registrar and start it again with npm start, which builds it. The chat works without it.',
  },
  CALENDAR_UNKNOWN: {
    what: 'There is no calendar here.',
    why: 'The address is not complete, or it was taken back.',
    fix: 'Open the tab and subscribe again.',
  },
} as const satisfies FailureTable;
