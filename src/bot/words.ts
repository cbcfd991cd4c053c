/** Every sentence the bot says of its own. Failures come with their words from the engine's catalogue. */
import type { Explained, RunView } from '../provisioning/contract.ts';
import { joined, quote, say } from './cards/text.ts';
import type { Said } from './cards/text.ts';

export const words = {
  openInTheTab: 'Open in the tab',
  hello: say`I register vendors' connectors in this tenant and prove that they work. Nothing is written before you have seen it and approved it.`,
  helloAdmin: say`Setting up a connector takes an admin: somebody who may register applications, and somebody who may consent to what the connector reads. That may be two people; I carry the plan from one to the other.`,
  installedBy: (name: string): Said =>
    say`${name} added me here. A set-up started here goes on in the person's own chat with me.`,
  help: say`Write one of these, in any case, with or without @mention in our own chat.`,
  helpRows: [
    ['set up Nectar connector', 'starts a set-up; the name may be misspelt'],
    ['connectors', 'what I can set up'],
    ['list', 'what is registered, by whom, and until when'],
    ['renew Nectar connector', 'makes a new credential beside the old one'],
    ['alert here', 'warnings of what lapses come to this conversation'],
    ['alert settings', 'how early, in which hours and of which connectors'],
    ['alerts off', 'no more warnings in this conversation'],
    ['history Nectar', 'who was warned, and whether it arrived'],
    ['status', 'where your open set-up stands'],
    ['cancel', 'stops your open set-up and takes away what it made'],
    ['help', 'this text'],
  ] as const,
  helpLimits: say`I do not read files, and I never ask for a password or show a secret in a chat.`,
  pickConnector: say`Which connector do you want to set up?`,
  gallery: say`These are the connectors I can set up. Nothing is written before you have seen it and approved it.`,
  didYouMean: (typed: string): Said => say`I know no connector called “${typed}”. Did you mean one of these?`,
  unknownConnector: (typed: string): Said =>
    say`I know no connector called “${typed}”. These are the ones I can set up.`,
  didYouMeanSetUp: (typed: string): Said => say`You wrote “${typed}”. Do you want to set this up?`,
  notUnderstood: (typed: string): Said =>
    say`I do not know what to do with “${typed}”. Write “set up” and the name of a connector, or “help”.`,
  empty: say`I read words and buttons. Write “help” to see which.`,
  noFiles: say`I do not read files here. A certificate goes on the page that the set-up card opens.`,
  listEmpty: say`Nothing is registered through me in this tenant, and no set-up is open.`,
  list: say`Set-ups in this tenant, newest first.`,
  listMore: (n: number): Said => say`And ${n} more.`,
  noOpenRun: say`You have no open set-up. Write “set up” and the name of a connector to start one.`,
  severalOpen: say`You have more than one open set-up. Write “cancel” or “status” and the name of the connector.`,
  stoppedNothingWritten: say`Stopped. Nothing was written.`,
  cancelBelow: say`Something of this set-up is already in your tenant. Open Cancel below to see what would be taken away.`,
  continuedBelow: (connector: string): Said => say`${connector}: continued below.`,
  goesOnBelow: (connector: string): Said => say`${connector} goes on in a card of its own, below.`,
  openAlready: (connector: string): Said =>
    say`You have an open set-up of ${connector}. It is below; finish or cancel it first.`,
  renewsAlready: (name: string, connector: string): Said =>
    say`${name} is renewing ${connector} already. One renewal at a time is enough.`,
  nothingToRenew: say`I know no credential here that can be renewed. Write “list” to see what is registered.`,
  whichToRenew: say`Which credential do you want to renew? The one that ends first is picked.`,
  goesOnInYourChat: (name: string): Said => say`${name}, this goes on in your own chat with me.`,
  cannotWriteToYou: (name: string): Said =>
    say`${name}, I cannot write to you yet. Add me as your own app in Teams, say hello there, and start the set-up in that chat.`,
  busy: say`I am working on it. This card moves by itself.`,
  stalePress: say`That button belonged to an earlier state, so nothing was changed. This is where it stands.`,
  usedPress: say`That was pressed already; once is enough. This is where it stands.`,
  notYourPress: say`That button is somebody else's, so nothing was changed.`,
  unreadablePress: say`What arrived was not what this card sends, so nothing was changed.`,
  gone: say`I no longer know what this card belongs to, so nothing was changed. Write “list” to see what is there.`,
  failed: (reference: string): Said =>
    say`Something went wrong on my side and nothing was changed by it. Try again; if it stays, give reference ${reference} to whoever runs Registrar.`,
  nameTaken: say`The name is filled in. Continue when the rest is right.`,

  choices: (purpose: string, next: Said): Said => joined([quote(purpose), next]),
  chooseSights: say`Choose what it may see.`,
  chooseFunctions: say`Tick what you need; the rest can stay as it is.`,
  chooseNothing: say`What is filled in suits most tenants; change what does not suit yours.`,
  renewing: (kind: string, until: string): Said =>
    say`A new credential beside the old ${kind}, which works until ${until}: nothing breaks meanwhile.`,
  asksFor: (permissions: Said): Said => say`Asks for ${permissions}.`,
  functionsHeading: say`What it is to do`,
  userHeading: say`The account it signs in with`,
  proofHeading: say`How it proves itself`,
  underMore: say`Another time is written under More settings.`,
  readMore: (title: string, address: string): Said => say`${title}: ${address}`,
  alternativeName: (name: string, why: string): Said => joined([say`Or “${name}”:`, quote(why)]),
  certificateRead: (subject: string, key: string, until: string): Said =>
    say`Certificate read: ${subject}, ${key}, valid until ${until}.`,
  signIn: say`Sign in as the admin who will make this registration. I act as you, for this set-up only, and forget the sign-in when it ends. The card comes back by itself.`,
  checking: say`I am reading what this tenant allows. This takes a few seconds; nothing is written.`,
  checksBad: say`One of the checks stands in the way. Nothing was written.`,
  plan: (tenant: string): Said => say`This is everything that will be written in **${tenant}**.`,
  planAdds: (name: string, tenant: string): Said =>
    say`**${name}** is there already. This is everything that will be written to it in **${tenant}**.`,
  planCleansUp: (name: string, tenant: string): Said =>
    say`**${name}** is there already. This is everything that will be written to it and taken from it in **${tenant}**.`,
  planNothing: (name: string): Said =>
    say`Nothing to do: everything is there already. I can check **${name}** now; nothing is written by that.`,
  planRenews: (name: string, kind: string, until: string): Said =>
    say`**${name}** gets a new credential. The old ${kind} works until ${until} and goes only when you say that the new one is in use everywhere.`,
  planTail: (number: string): Said => say`Plan ${number}. Nothing else is created, changed or removed.`,
  planTailNothing: (number: string): Said => say`Plan ${number}. Nothing is created, changed or removed.`,
  firstPassword: say`Its first password is shown once, to you, and has to be changed at the first sign-in.`,
  passwordForEver: say`The password never expires.`,
  passwordDays: (days: number): Said => say`The password expires after ${days} days.`,
  passwordAsTenant: say`How long the password lives is up to this tenant.`,
  usedAsItIs: say`Used as it is.`,
  othersStay: say`Those it has stay valid.`,
  shortened: say`Shorter than was chosen, because this tenant allows no longer one.`,
  strangers: say`Somebody else made this application. Whoever owns it, holds one of its credentials or receives its sign-ins at a redirect address can act through it, now and afterwards.`,
  strangersFix: say`Look at what is left alone, and remove what you do not know in the portal.`,
  vendorRule: (vendor: string, rule: string): Said =>
    say`Who consents, as ${vendor} asks: ${rule}. As Microsoft allows: Privileged Role Administrator or Global Administrator. The vendor's rule holds here.`,
  confirmRemoval: (name: string): string => `To take this away, type the name of the application: ${name}`,
  adopt: say`Taking it over adds to it what the plan says and leaves the rest of it alone, also its owners and its credentials. You see the plan first; nothing is written by this.`,
  adoptable: (appId: string, created: string): Said =>
    say`Application (client) ID ${appId}, made ${created}.`,
  adoptableMore: (n: number): Said =>
    say`More of this name: ${n}. Delete in the portal what nobody needs, or choose another name.`,
  cleanUp: (why: string): Said => joined([say`Cleaning up takes its other permissions away.`, quote(why)]),
  ownerNote: say`Entra makes whoever creates the application its owner.`,
  mayPrepare: say`You can prepare this; somebody else approves it.`,
  mayNotConsent: say`You can prepare this. Consenting to application permissions of Microsoft Graph takes a Privileged Role Administrator or Global Administrator.`,
  noApprovers: say`I found nobody who holds such a role, or may not read who does. Ask an admin of your tenant.`,
  reachable: 'I can write to them',
  unreachable: 'you pass on a link',
  sendTo: 'These people can approve it',
  sendToAnother: 'Send it to somebody else',
  withApprover: (name: string, role: string): Said =>
    say`The plan is with **${name}** (${role}). Nothing is written until they approve it; this card moves when they do.`,
  waitsForApprover: say`The plan waits for somebody who may consent. Nothing is written until they approve it.`,
  copyLink: (name: string): Said =>
    say`${name} has not added me, so I cannot write to them. Pass this link on; it works for them alone and asks them to sign in.`,
  askedToApprove: (requester: string, connector: string, tenant: string): Said =>
    say`**${requester}** asks you to approve **${connector}** in **${tenant}**, because it takes a role that you hold.`,
  everything: say`This is everything that will be written.`,
  everythingAndRemoved: say`This is everything that will be written and taken away.`,
  approvedSignIn: say`Sign in to complete the approval. I act as you for this approval only.`,
  alreadyDecided: say`This has been decided. There is nothing left for you to do here.`,
  byHand: say`Do these steps in the Microsoft Entra admin center, then let me look. I write nothing.`,
  working: say`You can leave; I go on and tell you here.`,
  nextTry: (time: string): Said => say`Next try at ${time}.`,
  approvedBy: (requester: string, approver: string): Said =>
    say`Asked for by ${requester}, approved by ${approver}.`,
  needsYourSignIn: say`Your sign-in has run out. Sign in again and I go on where I stopped.`,
  needsSignInOf: (name: string): Said => say`I wait for ${name} to sign in again. What is done stays done.`,
  needsYou: say`I stopped and need a decision.`,
  cancelling: say`I am taking away what this set-up made. You can leave; I tell you here when it is gone.`,
  cancelNothing: say`Nothing of this set-up is in your tenant yet, so nothing is taken away.`,
  cancelTakes: say`This is there now and will be taken away:`,
  proven: (name: string): Said => say`**${name}** is registered and checked.`,
  lapse: (what: Said, when: Said): Said => say`${what} ${when}.`,
  lapseNote: (what: Said, note: string): Said => say`${what}: ${quote(note)}`,
  lapses: (effect: string): Said => say`When it does, ${quote(effect.replace(/\.$/, ''))}.`,
  without: (effect: string): Said => say`Without that, ${quote(effect.replace(/\.$/, ''))}.`,
  lapsesOne: (effect: string): Said => say`When one of these ends, ${quote(effect.replace(/\.$/, ''))}.`,
  noSecret: say`No secret: it only acts for signed-in people.`,
  keptCredential: say`It keeps the credential it has.`,
  userMade: (name: string): Said => say`It signs in as **${name}**, a user this set-up made.`,
  userExisting: (name: string): Said => say`It signs in as **${name}**, a user that was there.`,
  passwordReady: say`The first password of the user is on the hand-over page: shown once, for you and not for the vendor.`,
  passwordGone: say`The first password of the user was not fetched in time and is kept nowhere. Reset it in the portal.`,
  stillToDo: say`Still to do`,
  checklistDone: say`Everything on the checklist is done.`,
  pickItem: 'Which one?',
  renewedHandedOver: (name: string): Said =>
    say`The new credential of **${name}** is proven and handed over.`,
  oldStillWorks: (kind: string, until: string): Said =>
    say`The old ${kind} works until ${until}, so nothing breaks meanwhile. Hand the new one over, then tick each place of use below.`,
  oldMayGo: (kind: string, until: string): Said =>
    say`Every place of use is ticked. The old ${kind} works until ${until}; remove it when you like.`,
  oldIsGone: (kind: string): Said => say`The old ${kind} is removed, and I have seen that it is gone.`,
  superseded: (name: string, on: string): Said =>
    say`The credential of **${name}** was renewed, and the old one removed ${on}. There is nothing left to do here.`,
  handOverNext: (to: string): Said =>
    say`Next: hand over to ${to}. The secret is shown once, on a page for you alone.`,
  handOverNextNoSecret: (to: string): Said =>
    say`Next: hand over to ${to}. There is no secret to send; they hold the key of the certificate.`,
  handOverNextNone: (to: string): Said => say`Next: hand over to ${to}. There is no secret to send.`,
  handOverOpened: (who: string, when: string): Said => say`The hand-over page was opened by ${who}, ${when}.`,
  handOverRevealed: say`The secret was shown. Confirm on the hand-over page that you have sent it.`,
  shredded: say`The secret was not fetched in time, so I destroyed my copy. Make a new one, or remove the one nobody has.`,
  handedOver: (name: string): Said =>
    say`**${name}** is registered, proven and handed over. There is nothing left to do.`,
  handedOverToDo: (name: string): Said =>
    say`**${name}** is registered, proven and handed over. What is still to do is below.`,
  declinedByYou: say`Ended. Nothing was written.`,
  declinedBy: (name: string, reason: string): Said =>
    say`Declined by ${name}: “${reason}”. Nothing was written.`,
  cancelled: say`Cancelled. What this set-up made has been taken away.`,
  cancelledLeft: say`Cancelled, but this is still there:`,
  channelLine: (requester: string, connector: string): Said =>
    say`${requester} is setting up **${connector}** in their own chat with me.`,
  channelWaits: (requester: string, connector: string, approver: string): Said =>
    say`${requester} wants to set up **${connector}** and waits for ${approver} to approve the plan.`,
  channelDone: (requester: string, connector: string): Said => say`${requester} has set up **${connector}**.`,
  channelEnded: (requester: string, connector: string): Said =>
    say`${requester}'s set-up of **${connector}** has ended; nothing of it is left.`,
  alertThings: {
    secret: say`Secret`,
    certificate: say`Certificate`,
    federated: say`Federated credential`,
    password: say`Password`,
    'sign-in': say`Sign-in`,
    check: say`The watch`,
  },
  alertAbove: say`What can be done is on the card above.`,
  alertClosed: say`There is nothing to warn of any more.`,
  alertEffectNow: (effect: string): Said =>
    say`Until it is renewed, this may be the case: ${quote(effect.replace(/\.$/, ''))}.`,
  alertOwner: (name: string): Said => say`Owner: ${name}`,
  alertRenew: say`Renewing makes a new one beside it. Nothing stops working meanwhile, and the old one goes only when you say so.`,
  alertRenewed: (until: string): Said =>
    say`Renewed: the new one works until ${until} and is in use everywhere. The old one can be removed.`,
  alertStillUsed: (until: string, places: string): Said =>
    say`Renewed: the new one works until ${until}. The old one is still in use: ${places}`,
  alertElsewhere: say`Nobody told me of this one, so I cannot renew it. Renew it where it was made, or say whose it is.`,
  alertRepeat: say`Repeat it at the vendor's product, then tick it off on the card of the set-up.`,
  alertUnchecked: say`What was registered elsewhere or removed since then is unknown. I go on trying; whoever runs Registrar finds the cause in its log.`,
  notCheckedSince: (on: string): Said =>
    say`**The tenant was not looked through since ${on}.** What is known of it may be out of date.`,
  snoozeHint: say`Nobody is warned of it before that day. It can be put off until the day it ends, not longer.`,
  snoozeTooLate: say`It has ended, so it cannot be put off.`,
  snoozeUntil: 'Until',
  snoozeReason: 'Why it can wait',
  snoozed: say`Snoozed. Nobody is warned of it before that day.`,
  notOursHint: say`Nobody here is warned of it any more. Who looks after it?`,
  notOursLabel: 'Person or team',
  notOurs: say`Noted. Nobody here is warned of it any more.`,
  usedIn: (place: string): Said => say`Used in: ${place}`,
  alertsHere: (days: string): Said =>
    say`Warnings of what lapses come here from now on: ${days} days before, on the day itself, and after it until it is renewed.`,
  alertsHereAlready: say`Warnings of what lapses come here already.`,
  alertsAlone: say`Only this conversation is warned. Add a second: type “alert here” in a channel or chat.`,
  alertsOneLeft: say`One conversation is left that hears of some of what lapses. Should it go silent, nobody does: type “alert here” in a second.`,
  alertsNotHere: say`No warnings come to this conversation.`,
  alertsOff: say`No more warnings come here. What was set for this conversation is kept.`,
  alertsLast: say`No other conversation is warned, so these stay for now. Without them nobody hears that a secret or a certificate is about to end, and the first sign is that something stops working. Type “alert here” in another channel or chat first, or end them all the same.`,
  alertsEnded: (connector: string): Said =>
    say`${connector}: warnings no longer come here. Type “alert here” to have them again.`,
  alertSettings: say`How this conversation is warned of what lapses.`,
  alertSettingsBelow: say`The settings are below.`,
  settingsSaved: say`Saved.`,
  settingsUndone: say`As it was before.`,
  settingsNotSaved: say`Nothing is saved yet: something in it cannot be read. What was typed is still there.`,
  settings: {
    ladder: 'Days before the end',
    ladderHint: (usual: string): Said =>
      say`Empty: what is set for the connector, else ${usual}. On the day itself and after it a warning comes in any case.`,
    connectors: 'Connectors',
    connectorsHint: say`None ticked: all, those to come included.`,
    zone: 'Time zone',
    zoneHint: say`A place, for example Berlin.`,
    from: 'From',
    to: 'Until',
    toHint: say`Midnight is the end of the day.`,
    hoursHint: say`Warnings wait until somebody is there to read them. Those of the last day do not wait.`,
    hoursNow: (days: string, from: string, to: string, zone: string): Said =>
      say`Warnings come on ${days}, from ${from} to ${to}, ${zone}.`,
    days: 'Working days',
    weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    byConnector: say`Days before the end for all that a connector has, in every conversation without days of its own.`,
    usual: (usual: string): Said => say`Empty: ${usual}.`,
    chosen: (by: string, on: string): Said => say`Set by ${by}, ${on}.`,
  },
  history: say`What people were warned of, and whether it arrived.`,
  historyNone: say`Nobody was warned of anything yet.`,
  historyNoneOf: (typed: string): Said =>
    say`I find no warning for “${typed}”. Write “history” to see the last ones.`,
  historyBelow: say`Who was warned is below.`,
  historyMore: (n: number): Said => say`And of ${n} more. Write “history” and a name to see these.`,
  historyMoreWarnings: (n: number): Said => say`And ${n} before these.`,
  lastChecked: (on: string): Said => say`Last looked at in the directory: ${on}`,
  neverChecked: say`Not looked at in the directory yet.`,
  places: {
    hereChannel: say`this channel`,
    hereChat: say`this chat`,
    ownChat: (name: string): Said => say`${name}'s own chat`,
    somebodysChat: say`somebody's own chat`,
    channel: say`another channel`,
    namedChannel: (name: string): Said => say`the channel ${name}`,
    groupChat: say`a group chat`,
    namedGroupChat: (name: string): Said => say`the chat ${name}`,
    unknown: say`a conversation I no longer know`,
  },
  deliveryDue: (when: string): Said => say`Due ${when}.`,
  deliveryAt: (when: string): Said => say`${when}.`,
  deliveryBecause: (when: string, why: Said): Said => say`${when}: ${why}`,
  deliveryAttempts: (n: number): Said => say`${n} attempts.`,
  /** By Teams' code; what it says of anything else is shown as it is. */
  deliveryReasons: {
    BotNotInConversationRoster: 'I am not installed there.',
    BotNotRegistered: 'Teams does not know me any more.',
    BotDisabledByAdmin: 'An admin has switched me off there.',
    ConversationBlockedByUser: 'They have blocked me.',
    MessageWritesBlocked: 'They have blocked or removed me.',
    ForbiddenOperationException: 'I am not installed for this person.',
    NotEnoughPermissions: 'I may not write there.',
    ConversationNotFound: 'The conversation is gone.',
    ActivityNotFoundInConversation: 'The message that was to be changed is gone.',
    MessageSizeTooBig: 'The card was too large.',
    BadArgument: 'Teams did not take the card.',
    PreconditionFailed: 'Something else was written there at the same moment.',
    Throttled: 'Teams asked me to write more slowly.',
    RequestTimeout: 'The answer was lost on the way, so it may be there.',
    ServiceError: 'Teams failed, so it may be there.',
    BadGateway: 'The answer was lost on the way, so it may be there.',
    ServiceUnavailable: 'Teams was not there for a while, so it may be there.',
    GatewayTimeout: 'The answer was lost on the way, so it may be there.',
    NotBegun: 'I was being stopped.',
    NoContent: 'The card could not be made.',
    NoAnswer: 'No answer came, so it may be there.',
    Unconfirmed: 'It was sent twice, and neither was confirmed.',
  } as Readonly<Record<string, string>>,
  onlyTheAsked: say`Only the person who was asked sees the plan.`,
  sentToYou: say`The plan is in your own chat with me.`,
} as const;

/** A failure in one breath: what, why, what to do. */
export function explained(text: Explained): Said {
  return joined([quote(ended(text.what)), quote(text.why), quote(text.fix)].filter((one) => one.said !== ''));
}

/** A failure in a block of its own. */
export function problem({ what, why, fix }: Explained): Said {
  return joined([say`**${quote(ended(what))}**`, quote(why), quote(fix)].filter((one) => one.said !== ''));
}

/** A failure beside a field or a check: what, and what to do. */
export function brief(text: Explained): Said {
  return joined([quote(ended(text.what)), quote(text.fix)].filter((one) => one.said !== ''));
}

/** Checks stand on lines of their own and end in nothing; where more is said after one, it is a sentence. */
function ended(text: string): string {
  return /[\p{L}\p{N}\p{Pf}"')]$/u.test(text) ? `${text}.` : text;
}

/** Which of the five stages a run is in, as the header says it. */
export function stage(view: Pick<RunView, 'phase'>): string | null {
  const number = STAGES[view.phase];
  return number === null ? null : `${number} of 5`;
}

const STAGES: Readonly<Record<RunView['phase'], number | null>> = {
  choices: 1,
  'sign-in': 2,
  checks: 2,
  plan: 3,
  approval: 3,
  'by-hand': 3,
  working: 4,
  'needs-sign-in': 4,
  'needs-you': 4,
  cancelling: null,
  proven: 5,
  'handed-over': 5,
  declined: null,
  cancelled: null,
};
