import type { FailureTable } from './shape.ts';

/** Failures of a run: stale presses, people who may not, effects that need a person's decision. */
export const runFailures = {
  RUN_UNKNOWN: {
    what: 'There is no such set-up.',
    why: 'It belongs to another tenant, or its number is wrong.',
    fix: 'Type list to see the set-ups of this tenant.',
  },
  RUN_NOT_YOURS: {
    what: 'Only {name} can do that.',
    why: 'The set-up was started by {name}, and acts as them.',
    fix: 'Ask {name}, or start a set-up of your own.',
  },
  RUN_STALE: {
    what: 'That button is out of date. Nothing was changed.',
    why: 'The set-up has moved on since the card was drawn.',
    fix: 'Use the card as it is now.',
  },
  RUN_PLAN_CHANGED: {
    what: 'The plan has changed since you saw it. Nothing was approved.',
    why: 'An approval holds for exactly one plan.',
    fix: 'Read the plan again, then approve it.',
  },
  RUN_MAY_NOT_CONSENT: {
    what: '{name} cannot consent to these permissions.',
    why: 'Consenting to this plan takes one of these roles: {needed}.',
    fix: 'Send the plan to somebody who holds one of them.',
  },
  RUN_APPROVER_UNKNOWN: {
    what: 'That person is not among those who can consent.',
    why: 'The list is read from the directory; they may have lost the role since.',
    fix: 'Choose somebody from the list on the card.',
  },
  RUN_NO_CONNECTOR: {
    what: 'There is no connector {id}.',
    why: 'Its definition is not installed here.',
    fix: 'Type list to see what can be set up.',
  },
  RUN_NEEDS_SIGN_IN: {
    what: 'The sign-in of {name} has ended.',
    why: 'A sign-in lasts about an hour, and ends at once when Entra takes it back.',
    fix: 'Sign in again; the set-up goes on where it stands.',
  },
  RUN_LOST_ANSWER: {
    what: 'Microsoft Graph did not answer the request for {step}.',
    why: 'The connection was lost after sending, so the change may or may not be there.',
    fix: 'Nothing to do: it is looked for, and removed or taken over, before anything is made again.',
    retryable: true,
  },
  RUN_UNACCOUNTED: {
    what: 'A secret named {tag} may be live on {name}, and nobody holds its value.',
    why: 'The answer that carried it was lost, and it could not be looked for since.',
    fix: 'Sign in, and it is looked for and removed.',
  },
  RUN_FOREIGN: {
    what: 'There is an application where ours should be, but it is not provably ours.',
    why: '{detail}.',
    fix: 'Look at it in the portal. Cancel this set-up and start again to leave it alone.',
  },
  RUN_REPLICATION_TOO_LONG: {
    what: 'After 15 minutes Microsoft has still not finished copying {step} to its other servers.',
    why: 'New objects usually appear everywhere within a minute or two.',
    fix: 'Try again in a while, or cancel: what was made is then taken away.',
    retryable: true,
  },
  RUN_PROOF_MISSING: {
    what: 'The read-back does not show {detail}.',
    why: 'It was written, but the directory or the token does not have it after 15 minutes.',
    fix: 'Try again in a while, or look at the registration in the portal.',
    retryable: true,
  },
  RUN_PROOF_SURPLUS: {
    what: 'The registration holds more than the plan: {detail}.',
    why: 'Somebody or something added it beside this set-up.',
    fix: 'Look at it in the portal and remove what does not belong there.',
  },
  RUN_CREDENTIAL_BLOCKED: {
    what: 'Entra refused a token for the new secret (AADSTS{aadsts}).',
    why: 'The secret is right, but a Conditional Access policy for workload identities or a disabled service principal stands in the way.',
    fix: 'Check Conditional Access for workload identities, then try again.',
    retryable: true,
  },
  RUN_HAND_NOT_FOUND: {
    what: 'There is no application {id} in this tenant.',
    why: 'It was registered elsewhere, or the Application (client) ID is mistyped.',
    fix: 'Copy the Application (client) ID from the Overview of the registration.',
  },
  RUN_HAND_DIFFERS: {
    what: 'The registration differs from the plan: {detail}.',
    why: 'A step of the portal instructions is missing, or more was granted than planned.',
    fix: 'Correct it in the portal, then verify again.',
  },
  RUN_IN_USE: {
    what: 'The registration is in use, so it is not taken away.',
    why: 'It was proven before. Cancelling now would delete it, and the vendor could no longer sign in.',
    fix: 'Try again. To remove the registration, delete it in the portal once the vendor no longer needs it.',
  },
  RUN_CLEANUP_LEFT: {
    what: 'The {what} is in the recycle bin until {until}.',
    why: 'It was deleted, but Entra did not let it be removed for good.',
    fix: 'Nothing to do: Entra empties the bin by itself.',
  },
  RUN_NAME_NOT_TYPED: {
    what: 'Nothing was approved: the name {name} was not typed.',
    why: 'The plan takes something away that this product did not make, so it asks twice.',
    fix: 'Type the name of the application exactly, then approve.',
  },
  RUN_NOT_ADOPTABLE: {
    what: 'That application cannot be taken over here.',
    why: 'It is not among those the checks found, or the set-up has moved on.',
    fix: 'Use the card as it is now.',
  },
  RUN_TARGET_GONE: {
    what: 'The registration {id} is no longer there.',
    why: 'It was deleted, or it is still being copied to the servers that answered.',
    fix: 'Change the set-up to make a new one, or check again.',
    retryable: true,
  },
  RUN_REMOVALS_STAY: {
    what: 'What was taken away stays away: {detail}.',
    why: 'It was made by somebody else, and giving it back would be a new grant.',
    fix: 'Grant it again in the portal if it is needed.',
  },
  RUN_NOTHING_NEXT: {
    what: 'There is nothing to go on with from here.',
    why: 'The registration is not proven yet, or every function has been set up.',
    fix: 'Start a set-up of its own.',
  },
  RENEW_NOTHING: {
    what: 'There is no credential to renew here.',
    why: 'The registration is not proven yet, has no credential of its own, or has been renewed already.',
    fix: 'Type list to see what is registered, and renew from there.',
  },
  RENEW_NOT_HANDED_OVER: {
    what: 'The old one stays: the new secret has not been handed over yet.',
    why: 'Nobody can be using a secret that nobody has been given.',
    fix: 'Hand it over, tick where it is in use, then remove the old one.',
  },
  CHECKLIST_OPEN: {
    what: 'One thing must be done first: {text}',
    why: 'Without it the connector cannot work, and nobody would notice before it is needed.',
    fix: 'Do it, tick it on the card, then finish.',
  },
  CHECKLIST_UNKNOWN: {
    what: 'That line is not on the list any more.',
    why: 'The set-up has changed since the card was drawn.',
    fix: 'Use the card as it is now.',
  },
  RUN_VERSION: {
    what: 'The definition of {title} has changed since the plan was made. Nothing was approved.',
    why: 'The plan follows version {planned} of it; version {now} is in use.',
    fix: 'Press Change, look at the choices, and continue: the plan is made anew.',
  },
} as const satisfies FailureTable;
