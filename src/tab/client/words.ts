/** Every sentence the page says of its own. Failures come with their words from the server. */
import type { Explained, RunView } from '../../provisioning/contract.ts';
import type { RegisterSummary } from '../../provisioning/contract/register.ts';
import { ago, count, distance } from './dates.ts';
import type { TabSettings } from './settings.ts';

export const words = {
  /** Names that may be empty or unknown, the best first. */
  title: (...tenants: readonly (string | undefined)[]) =>
    `Connectors in ${tenants.find((name) => name !== undefined && name !== '') ?? 'this tenant'}`,
  nothingChanged: 'Nothing was changed.',

  // Overview
  attention: (n: number) => (n === 1 ? '1 needs you' : `${n.toLocaleString('en-GB')} need you`),
  calm: 'Nothing needs you',
  noLapse: 'nothing lapses in the next twelve months',
  setUp: 'Set up a connector',
  exports: 'Export',
  search: 'Search registrations',
  searchHint: 'Name, connector, owner or id',
  clear: 'Clear filters',
  timeline: 'Next 12 months',
  timelineEmpty: 'Nothing lapses in the next twelve months.',
  timelineTable: 'Show as a table',
  timelineTableName: 'Every lapse of the next 12 months',
  timelineChart: 'Show as a chart',
  timelineMonths: 'How many lapse in each month',
  overdueColumn: 'Overdue',
  overdue: (n: number) => `${n} overdue`,
  today: 'Today',
  emptyPart: 'None of the connectors of this tab is registered yet',
  emptyPartHint:
    'Once one of them is set up, this tab shows whether it works and when something of it lapses. Registrar’s own tab shows all that is registered.',
  scoped: (n: number) => `This tab was set to show ${count(n, 'connector')}; Registrar’s own tab shows all.`,
  emptyTitle: 'No connector is registered yet',
  empty:
    'Here you see every connector that is registered in this tenant: whether it works, what it may read, and when something of it lapses. Set up the first one; nothing is written before you have seen it and approved it.',
  emptyMayNot:
    'Here you see every connector that is registered in this tenant: whether it works, what it may read, and when something of it lapses. An admin sets up the first one.',
  noMatch: 'No registration fits these filters',
  noMatchHint: 'Clear them, or search for less.',
  loading: 'Reading what is registered',
  stale: (when: string) => `What you see was read ${when} and may be out of date.`,
  neverChecked: 'never checked',
  notLooked: 'Nobody has looked yet',
  connecting: 'The connection is lost. Trying again; what you see may be out of date.',
  held: 'What you may do here is not known at the moment, so buttons are missing.',
  filtered: (shown: string, all: string) => `${shown} of ${all}`,
  some: (n: number) => count(n, 'registration'),

  // Registration
  back: 'All registrations',
  toChat: 'Back to the chat',
  ways: 'Elsewhere',
  proofHeading: 'Proof',
  provenAt: (when: string) => `Last proven ${when}`,
  noProof: 'Not proven yet. The proof follows the set-up.',
  noPermissions: 'It asks for no permission.',
  grantedInToken: 'Granted, and present in a token of its own',
  grantedOnly: 'Granted, read back from the directory',
  grantedNotInToken: 'Granted, but absent from a token of its own',
  notGranted: 'The grant is not there',
  grantNotChecked: 'Nobody could look whether it is granted',
  unseen: {
    'delegated-grants': 'What it may do for signed-in people',
    'directory-roles': 'Its roles in the directory',
    'key-use': 'Whether its credential is in use',
  },
  unseenSince: (when: string) => `The watch does not see it; an admin’s sign-in last did, ${when}`,
  unseenEver: 'The watch does not see it, and nobody else has looked',
  credentialsHeading: 'What lapses',
  noCredentials: 'It has nothing that lapses.',
  age: (age: string) => `made ${age}`,
  hint: (hint: string) => `begins with ${hint}`,
  usedIn: 'Used in',
  effect: (effect: string) => `When it ends: ${effect.replace(/\.$/, '')}.`,
  neverEnds: 'No date',
  snoozedBy: (until: string, by: string, reason: string) => `Snoozed until ${until} by ${by}: ${reason}`,
  notOursBy: (owner: string, by: string) => `Looked after by ${owner}, says ${by}.`,
  findingsHeading: 'Findings',
  historyHeading: 'History',
  historyEmpty: 'Nothing has happened yet.',
  registrarItself: 'Registrar',
  requestId: 'Graph request',
  warningsHeading: 'Warnings sent',
  warningsEmpty: 'No warning has been due.',
  portal: 'Open in Microsoft Entra',
  renew: 'Renew',
  validate: 'Validate now',
  handOver: 'Hand-over',
  carryOn: 'Continue',
  lookAt: 'Open the set-up',
  more: 'More',
  snooze: 'Snooze',
  unsnooze: 'End the snooze',
  notOurs: 'Not ours',
  ours: 'It is ours',
  snoozeTitle: (what: string) => `Snooze ${what}`,
  snoozeHint: 'Nobody is warned of it before that day. It can be put off until the day it ends, not longer.',
  snoozeUntil: 'Until',
  snoozeWhy: 'Why it can wait',
  notOursTitle: (what: string) => `Who looks after ${what}?`,
  notOursHint: 'Nobody here is warned of it any more. You can take this back.',
  notOursWho: 'Person or team',
  validated: 'Looked again. This is how it is.',
  snoozed: (what: string, until: string) => `${what} is snoozed until ${until}.`,
  unsnoozed: (what: string) => `${what} is no longer snoozed.`,
  noted: (what: string, owner: string) => `${what}: looked after by ${owner}.`,
  oursAgain: (what: string) => `${what} is yours again; warnings come as before.`,
  undo: 'Undo',
  undone: 'Undone.',
  dismiss: 'Dismiss',

  // Run
  startedBy: (connector: string, name: string) => `${connector} · started by ${name}`,
  stages: ['Choices', 'Checks', 'Plan', 'Registering', 'Proven'] as const,
  continue: 'Continue',
  notNow: 'Not now',
  change: 'Change',
  cancel: 'Cancel…',
  cancelTitle: 'Cancel and take it away',
  cancelTakes: 'This is in your tenant now and will be taken away:',
  cancelNothing: 'Nothing of this set-up is in your tenant yet, so nothing is taken away.',
  typeName: (name: string) => `To go on, type the name: ${name}`,
  byHand: 'Do it in the portal myself',
  signIn:
    'Sign in as the admin who will make this registration. Registrar acts as you, for this set-up only, and forgets the sign-in when it ends.',
  signInButton: 'Sign in',
  signInAgain: 'Sign in again',
  signInWithCode: 'Sign in with a code',
  opensWindow: 'opens a window',
  checking: 'Reading what this tenant allows. This takes a few seconds; nothing is written.',
  checksBad: 'One of the checks stands in the way. Nothing was written.',
  checkAgain: 'Check again',
  plan: (tenant: string) => `This is everything that will be written in ${tenant}.`,
  planAdds: (name: string, tenant: string) =>
    `${name} is there already. This is everything that will be written to it in ${tenant}.`,
  planCleansUp: (name: string, tenant: string) =>
    `${name} is there already. This is everything that will be written to it and taken from it in ${tenant}.`,
  planNothing: (name: string) =>
    `Nothing to do: everything is there already. ${name} can be checked now; nothing is written by that.`,
  planRenews: (name: string, kind: string, until: string) =>
    `${name} gets a new credential. The old ${kind} works until ${until} and goes only when you say that the new one is in use everywhere.`,
  planTail: 'Nothing else is created, changed or removed.',
  planTailNothing: 'Nothing is created, changed or removed.',
  planNumber: (number: string) => `Plan ${number}`,
  approve: 'Approve and register',
  approveChange: 'Approve this change',
  approveCleanUp: 'Approve and clean up',
  approveSignIn: 'Sign in and approve',
  checkNow: 'Check it now',
  mayNotConsent:
    'You can prepare this. Consenting to application permissions of Microsoft Graph takes a Privileged Role Administrator or Global Administrator.',
  noApprovers:
    'Nobody was found who holds such a role, or who does may not be read. Ask an admin of your tenant.',
  sendTo: 'These people can approve it',
  send: 'Send the plan',
  withApprover: (name: string, role: string) =>
    `The plan is with ${name} (${role}). Nothing is written until they approve it; this page moves when they do.`,
  waitsForApprover: 'The plan waits for somebody who may consent. Nothing is written until they approve it.',
  askedToApprove: (requester: string, connector: string, tenant: string) =>
    `${requester} asks you to approve ${connector} in ${tenant}, because it takes a role that you hold.`,
  decline: 'Decline…',
  declineTitle: 'Decline this plan',
  declineWhy: 'Why not? The person who asks is shown this.',
  declineButton: 'Decline with this reason',
  byHandIntro:
    'Do these steps in the Microsoft Entra admin center, then let Registrar look. It writes nothing.',
  byHandId: 'Application (client) ID of what you made',
  byHandIdHint: 'Empty: it is looked for by its name.',
  byHandLook: 'I have done it: look',
  working: 'You can leave; it goes on and shows here.',
  nextTry: (time: string) => `Next try at ${time}.`,
  needsYourSignIn: 'Your sign-in has run out. Sign in again and it goes on where it stopped.',
  needsSignInOf: (name: string) => `Waiting for ${name} to sign in again. What is done stays done.`,
  needsYou: 'It stopped and needs a decision.',
  tryAgain: 'Try again',
  cancelling: 'What this set-up made is being taken away. You can leave; it goes on.',
  proven: (name: string) => `${name} is registered and checked.`,
  handOverNext: (to: string) =>
    `Next: hand over to ${to}. The secret is shown once, in a window for you alone.`,
  handOverNextNoSecret: (to: string) =>
    `Next: hand over to ${to}. There is no secret to send; they hold the key of the certificate.`,
  handOverNextNone: (to: string) => `Next: hand over to ${to}. There is no secret to send.`,
  handOverRevealed: 'The secret was shown. Confirm when you have sent it.',
  shredded:
    'The secret was not fetched in time, so the copy was destroyed. Make a new one, or remove the one nobody has.',
  handOverTo: (vendor: string) => `Hand over to ${vendor}`,
  confirmSent: 'I have sent it',
  remake: 'Make a new secret',
  removeUnclaimed: 'Remove the unused secret',
  removeOld: (kind: string) => `Remove the old ${kind}…`,
  removeOldTitle: (kind: string) => `Remove the old ${kind}`,
  removeOldHint: 'Whatever still uses it stops working. This cannot be taken back.',
  oldWorks: (kind: string, until: string) =>
    `The old ${kind} works until ${until}, so nothing breaks meanwhile. Tick each place of use, then it may go.`,
  oldMayGo: (kind: string, until: string) =>
    `Every place of use is ticked. The old ${kind} works until ${until}; remove it when you like.`,
  oldGone: (kind: string) => `The old ${kind} is removed, and seen to be gone.`,
  handedOver: (name: string) => `${name} is registered, proven and handed over.`,
  renewedHandedOver: (name: string) => `The new credential of ${name} is proven and handed over.`,
  superseded: (name: string, on: string) =>
    `The credential of ${name} was renewed, and the old one removed ${on}. There is nothing left to do here.`,
  expires: (what: string, when: string) => `${what} expires ${when}.`,
  repeat: (what: string, by: string) => `${what} has to be repeated by ${by}.`,
  declined: 'Ended. Nothing was written.',
  declinedBy: (name: string, reason: string) => `Declined by ${name}: “${reason}”. Nothing was written.`,
  cancelled: 'Cancelled. What this set-up made has been taken away.',
  cancelledLeft: 'Cancelled, but this is still there:',
  toDo: 'Still to do',
  checklistDone: 'Everything on the checklist is done.',
  tickDone: 'Done',
  tickWorked: 'It worked',
  tickFailed: 'It did not work',
  tickUndo: 'Take it back',
  othersRun: (name: string) => `${name} is setting this up. You can watch; the buttons are theirs.`,
  adopt: 'An application of this name is there already',
  adoptHint:
    'Taking it over adds what the plan says and leaves the rest of it alone, also its owners and its credentials. You see the plan first.',
  takeOver: 'Take it over',
  takeOverClean: 'Take it over and clean up its permissions',
  useName: (name: string) => `Use “${name}”`,
  without: (what: string) => `Without it: ${what}`,
  asksFor: (permissions: string) => `Asks for ${permissions}`,
  alwaysNeeded: 'Always needed',
  moreSettings: 'More settings',
  certificateUpload: 'Upload it as a file',
  certificateRead: (subject: string, key: string, until: string) =>
    `Certificate read: ${subject}, ${key}, valid until ${until}.`,

  // Connectors
  connectors: 'Set up a connector',
  connectorsIntro: 'Nothing is written before you have seen it and approved it.',
  noConnectors: 'No connector is defined here.',
  begin: 'Set up',

  // Configuration
  configureTitle: 'Connectors at a glance',
  configureIntro:
    'This tab shows everybody in the channel which connectors are registered in the tenant, whether they work, and when something of them lapses.',
  configureShows: 'What it shows',
  configureWhich: 'Connectors',
  configureAll: 'All connectors, also those to come',
  configureSome: 'Only these',
  configureUnknown: 'The list of connectors appears after a sign-in. Until then the tab shows all of them.',
  configureAlerts: 'Warn this channel before something lapses',
  configureAlertsHint:
    'A card with what lapses, when, and a button to renew it. You can switch it off at any time.',
  configureUnheard:
    'Registrar was not heard in this channel yet, so it cannot write here. Add the app to the team, write “@Registrar hello” here, then open these settings again.',
  configureMayNot:
    'You can add the tab. Whether and when this channel is warned is for somebody who manages applications to change.',
  configureLadder: 'Days before',
  configureLadderHint: 'Warnings also come on the day itself, and after it until it is renewed.',
  configureLadderBad: 'Whole days from 1 to 365, with commas between them.',
  configureAdmin:
    'Setting up a connector takes an admin: somebody who may register applications, and somebody who may consent to what the connector reads. Looking takes no role.',
  configureSome0: 'Tick at least one connector, or show all.',
  configureHelp: 'Questions? Write “help” to Registrar in a chat.',
  justSaved: ({ connectors, alerts, ladder }: TabSettings, warned: boolean) => {
    const shown = connectors.length === 0 ? 'all connectors' : count(connectors.length, 'connector');
    const days = `${new Intl.ListFormat('en-GB').format(ladder.map(String))} ${ladder.at(-1) === 1 ? 'day' : 'days'} before`;
    const warnings = alerts ? `Warnings come here ${days}.` : 'No warnings come here.';
    return `Saved. The tab shows ${shown}.${warned ? ` ${warnings}` : ''}`;
  },
  removeTitle: 'Remove this tab',
  removeIntro:
    'Only this view of the register goes. Nothing that is registered is touched, and warnings go on as they are.',

  // Exports
  exportCsv: 'Table (CSV)',
  exportJson: 'Data (JSON)',
  exportEvidence: 'Evidence page for auditors',
  exportIcs: 'Calendar of lapses (ICS)',
  exportSubscribe: 'Subscribe in a calendar…',
  exported: (name: string) => `${name} is in your downloads.`,
  subscribeTitle: 'Subscribe in a calendar',
  subscribeHint:
    'You get an address to add to your calendar as a subscription. Whoever has it can read every lapse; take it back when you no longer need it.',
  subscribeScoped: (n: number) => `It is about what this tab is about: ${count(n, 'connector')}.`,
  subscribeOne: 'You have one address at a time: a new one puts an end to the one before.',
  subscribeMake: 'Make an address',
  subscribeRevokeBefore: 'Take back the one I have',
  subscribeCopy: 'Copy the address',
  subscribeRevoke: 'Take it back',
  subscribeRevoked: 'The address no longer works.',
  copied: 'Copied.',

  // Failures
  reload: 'Try again',
  consent: 'Review and consent',
  reference: (reference: string) => `Reference ${reference}`,
  outsideTitle: 'This page belongs in Microsoft Teams',
  outside:
    'Open the channel it was added to, or the app Registrar in Teams. Only there it knows who you are, so nothing is shown here.',
  outsideSandbox: 'Open Teams of the sandbox',
  unknownTitle: 'There is no such page',
  unknown: 'The link may be old. Everything that is registered is in the overview.',
} as const;

/** `3 need you · next lapse in 12 days · checked 4 minutes ago`, in its parts. */
export function headline(
  summary: RegisterSummary,
  now: number,
): { attention: string; next: string; checked: string } {
  const waiting = summary.byState['needs-you'] + summary.byState.lapsed;
  return {
    attention: waiting === 0 ? words.calm : words.attention(waiting),
    next: nextLapse(summary, now),
    checked: summary.checkedAt === null ? words.neverChecked : `checked ${ago(now, summary.checkedAt)}`,
  };
}

function nextLapse({ nextLapse: next }: RegisterSummary, now: number): string {
  return next?.ends == null
    ? words.noLapse
    : `next lapse ${distance(now, next.ends) ?? 'at an unknown time'}`;
}

/** A failure in one breath: what, why, what to do. */
export function inOneBreath({ what, why, fix }: Explained): string {
  return [ended(what), why, fix].filter((part) => part !== '').join(' ');
}

/** Checks end in nothing; where more is said after one, it is a sentence. */
export function ended(text: string): string {
  return /[\p{L}\p{N}\p{Pf}"')]$/u.test(text) ? `${text}.` : text;
}

/** 0 to 4, as the cards count from 1; null: it is beside the way. */
export function stageOf({ phase }: Pick<RunView, 'phase'>): number | null {
  return STAGES[phase];
}

const STAGES: Readonly<Record<RunView['phase'], number | null>> = {
  choices: 0,
  'sign-in': 1,
  checks: 1,
  plan: 2,
  approval: 2,
  'by-hand': 2,
  working: 3,
  'needs-sign-in': 3,
  'needs-you': 3,
  cancelling: null,
  proven: 4,
  'handed-over': 4,
  declined: null,
  cancelled: null,
};
