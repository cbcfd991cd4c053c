/** What each button of a run's card does. Everything that changes a run goes through the front door. */
import type { RunView } from '../../provisioning/contract.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import type { SpokenTurn } from '../authorize.ts';
import { CLEAN_UP } from '../cards/adopt.ts';
import { APPROVER_INPUT } from '../cards/approvers.ts';
import { REASON_INPUT } from '../cards/approve.ts';
import { APPLICATION_INPUT } from '../cards/by-hand.ts';
import { ITEM_INPUT } from '../cards/checklist.ts';
import { CONFIRM_INPUT } from '../cards/confirm.ts';
import type { Desk } from '../desk.ts';
import { isRetired } from '../notifier.ts';
import type { Aside } from '../presenter.ts';
import type { AlertVerb, MenuVerb, Verb } from '../verbs.ts';
import { words } from '../words.ts';
import { startRenewal } from './renew.ts';
import { continueBelow, startAnother } from './run-home.ts';

export interface RunPress {
  readonly turn: SpokenTurn;
  readonly runId: string;
  /** What the button stood for when it was drawn, e.g. the plan hash. */
  readonly value: string;
  readonly inputs: Readonly<Record<string, string>>;
}

export interface Outcome {
  readonly view: RunView;
  readonly aside: Aside;
}

export type RunVerb = Exclude<Verb, MenuVerb | AlertVerb>;
type Act = (desk: Desk, press: RunPress) => Promise<Outcome>;

/** A verb that is one call of the engine's. */
function plainly(call: (desk: Desk, press: RunPress) => Promise<RunView>): Act {
  return async (desk, press) => ({ view: await call(desk, press), aside: {} });
}

export const RUN_VERBS: Readonly<Record<RunVerb, Act>> = {
  continue: plainly((desk, { turn, runId, inputs }) => desk.provisioning.choose(turn.actor, runId, inputs)),
  'use-name': useName,
  change: plainly((desk, { turn, runId }) => desk.provisioning.change(turn.actor, runId)),
  approve,
  ask: plainly((desk, { turn, runId, inputs }) =>
    desk.provisioning.askApprover(turn.actor, runId, inputs[APPROVER_INPUT] ?? ''),
  ),
  decline: plainly((desk, { turn, runId, inputs }) =>
    desk.provisioning.decline(turn.actor, runId, inputs[REASON_INPUT] ?? ''),
  ),
  cancel: plainly((desk, { turn, runId }) => desk.provisioning.cancel(turn.actor, runId)),
  retry: plainly((desk, { turn, runId }) => desk.provisioning.retry(turn.actor, runId)),
  portal: plainly(portal),
  verify: plainly((desk, { turn, runId, inputs }) =>
    desk.provisioning.verifyByHand(turn.actor, runId, (inputs[APPLICATION_INPUT] ?? '').trim()),
  ),
  post,
  show,
  remake: plainly((desk, { turn, runId }) => desk.provisioning.remakeSecret(turn.actor, runId)),
  'remove-unclaimed': plainly((desk, { turn, runId }) =>
    desk.provisioning.removeUnclaimed(turn.actor, runId),
  ),
  adopt: plainly(adopt),
  tick: plainly(tick),
  validate: plainly((desk, { turn, runId }) => desk.provisioning.validate(turn.actor, runId)),
  add: (desk, press) => another(desk, press, 'add'),
  'next-function': (desk, press) => another(desk, press, 'next-function'),
  renew: renewFrom,
  'remove-old': plainly((desk, { turn, runId }) => desk.provisioning.removeOld(turn.actor, runId)),
};

export function isRunVerb(verb: string): verb is RunVerb {
  return Object.hasOwn(RUN_VERBS, verb);
}

/** From the form: the same choices, to be carried out by the person. From the plan: its steps. */
async function portal({ provisioning }: Desk, { turn, runId, inputs }: RunPress): Promise<RunView> {
  const { phase } = await provisioning.view(turn.actor, runId);
  if (phase === 'choices') return provisioning.choose(turn.actor, runId, { ...inputs, mode: 'by-hand' });
  return (await provisioning.portalSteps(turn.actor, runId)).run;
}

/** Only the form changes: what was typed stays, and the vendor's other name stands in the name field. */
async function useName(desk: Desk, { turn, runId, value, inputs }: RunPress): Promise<Outcome> {
  const view = await desk.provisioning.view(turn.actor, runId);
  const field = view.choices.fields.find((one) => one.kind === 'text');
  const typed = field === undefined ? inputs : { ...inputs, [field.id]: value };
  return { view, aside: { typed, notice: words.nameTaken } };
}

/** Still waiting afterwards means that a sign-in is missing; the card then opens it. */
async function approve(desk: Desk, { turn, runId, value, inputs }: RunPress): Promise<Outcome> {
  const view = await desk.provisioning.approve(turn.actor, runId, value, inputs[CONFIRM_INPUT]);
  const waits = view.phase === 'approval' || view.phase === 'plan';
  return { view, aside: waits ? { mustSignIn: true } : {} };
}

/** The button stands for one application, and for whether its permissions are to go. */
function adopt({ provisioning }: Desk, { turn, runId, value }: RunPress): Promise<RunView> {
  const [appId = '', cleanUp] = value.split(' ');
  return provisioning.adopt(turn.actor, runId, appId, cleanUp === CLEAN_UP);
}

function tick({ provisioning }: Desk, { turn, runId, value, inputs }: RunPress): Promise<RunView> {
  const outcome = OUTCOMES.find((one) => one === value);
  if (outcome === undefined) throw new RegistrarError('RUN_STALE');
  return provisioning.tick(turn.actor, runId, inputs[ITEM_INPUT] ?? '', outcome);
}

const OUTCOMES = ['done', 'worked', 'failed', 'undo'] as const;

/** A run of its own, in a card of its own; the pressed card stays and says so. */
async function another(
  desk: Desk,
  { turn, runId }: RunPress,
  what: 'add' | 'next-function',
): Promise<Outcome> {
  const notice = await startAnother(desk, turn, runId, what);
  return { view: await desk.provisioning.view(turn.actor, runId), aside: { notice } };
}

/** In a card of its own, too. */
async function renewFrom(desk: Desk, { turn, runId }: RunPress): Promise<Outcome> {
  const { sentence: notice } = await startRenewal(desk, turn, runId);
  return { view: await desk.provisioning.view(turn.actor, runId), aside: { notice } };
}

/** The channel's card again, where people see it. */
async function post(desk: Desk, { turn, runId }: RunPress): Promise<Outcome> {
  const view = await desk.provisioning.view(turn.actor, runId);
  const cards = await desk.memory.cards(view.tenantId, runId);
  const card = cards.find((one) => one.role === 'channel' && !isRetired(one));
  const home = card && (await desk.memory.conversation(view.tenantId, card.conversationKey));
  if (home != null) await continueBelow(desk, view, 'channel', home);
  return { view, aside: {} };
}

/** Pressed in a channel by the person who was asked: the plan goes to their own chat. */
async function show(desk: Desk, { turn, runId }: RunPress): Promise<Outcome> {
  const view = await desk.provisioning.view(turn.actor, runId);
  if (view.approver?.oid !== turn.actor.oid) return { view, aside: { notice: words.onlyTheAsked } };
  const { memory, chat } = desk;
  const known = await memory.personalConversation(turn.tenantId, turn.actor.oid);
  const opened =
    known ?? (await chat.openPersonal(turn.conversation, { chatId: turn.chatId, oid: turn.actor.oid }));
  if (opened === null) return { view, aside: { notice: words.cannotWriteToYou(turn.actor.displayName) } };
  if (known === null) await memory.putConversation(opened);
  desk.notifier.changed(view.tenantId, runId);
  return { view, aside: { notice: words.sentToYou } };
}
