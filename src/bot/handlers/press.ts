/**
 * A button was pressed. The nonce says which; everything else that arrives is checked against what that button
 * was drawn with. Whatever does not fit changes nothing and is answered with the card as it stands.
 */
import type { AlertView, CardNote, PressNote, RunView } from '../../provisioning/contract.ts';
import { RegistrarError, explain } from '../../provisioning/index.ts';
import { causeOf } from '../adapter.ts';
import type { SpokenTurn } from '../authorize.ts';
import { busyCard, helloCard, noteCard } from '../cards/menu.ts';
import type { Said } from '../cards/text.ts';
import type { Content } from '../chat.ts';
import type { Desk } from '../desk.ts';
import { isRetired } from '../notifier.ts';
import type { Aside } from '../presenter.ts';
import { channelKey, isAt } from '../places.ts';
import { readDetail, readPress } from '../presses.ts';
import type { PressDetail, SentPress } from '../presses.ts';
import { soon } from '../soon.ts';
import { explained, words } from '../words.ts';
import { ALERT_VERBS, isAlertVerb } from './alert-verbs.ts';
import type { AlertPress } from './alert-verbs.ts';
import { isMenuVerb, MENU_VERBS } from './menu-verbs.ts';
import { sayIn } from './run-home.ts';
import { isRunVerb, RUN_VERBS } from './run-verbs.ts';
import type { Outcome } from './run-verbs.ts';

/** `verb`: as the activity says it; null where the client cannot say (Action.Submit). */
export interface Sent {
  readonly verb: string | null;
  readonly data: unknown;
}

/** The card for the person who pressed. */
export async function press(desk: Desk, turn: SpokenTurn, sent: Sent): Promise<Content> {
  const read = readPress(sent.data);
  if (read === null) return refuse(desk, turn, words.unreadablePress);
  const note = await desk.presses.take(turn.tenantId, read.nonce);
  if (note === 'unknown') return refuse(desk, turn, words.stalePress);
  if (note === 'used') return refuse(desk, turn, words.usedPress);
  const detail = readDetail(note);
  const objection =
    detail === null ? words.unreadablePress : objectionTo(note, detail, read, turn, sent.verb);
  if (objection !== null || detail === null) {
    await desk.presses.restore(turn.tenantId, read.nonce);
    return refuse(desk, turn, objection ?? words.unreadablePress);
  }
  return carryOut(desk, turn, note, detail, read);
}

function objectionTo(
  note: PressNote,
  detail: PressDetail,
  { inputs }: SentPress,
  turn: SpokenTurn,
  verb: string | null,
): Said | null {
  if (note.oid !== null && note.oid !== turn.actor.oid) return words.notYourPress;
  if (!isAt(note.conversationKey, turn.conversation.key)) return words.stalePress;
  if (verb !== null && verb !== note.verb) return words.unreadablePress;
  return Object.keys(inputs).every((id) => detail.inputs.includes(id)) ? null : words.unreadablePress;
}

async function carryOut(
  desk: Desk,
  turn: SpokenTurn,
  note: PressNote,
  detail: PressDetail,
  { nonce, inputs }: SentPress,
): Promise<Content> {
  const { verb, runId } = note;
  if (isMenuVerb(verb)) {
    // A menu gives nobody a right, and may be used by the next person.
    await desk.presses.restore(turn.tenantId, nonce);
    return menuAnswer(desk, turn, MENU_VERBS[verb](desk, turn, inputs, detail.value ?? ''));
  }
  if (isAlertVerb(verb)) {
    desk.presses.spend(nonce);
    const press = { turn, lapseId: detail.value ?? '', inputs };
    return alertAnswer(desk, press, ALERT_VERBS[verb](desk, press));
  }
  if (!isRunVerb(verb) || runId === null) return refuse(desk, turn, words.stalePress);
  desk.presses.spend(nonce);
  const work = RUN_VERBS[verb](desk, { turn, runId, value: detail.value ?? '', inputs });
  const typed = Object.keys(inputs).length === 0 ? {} : { typed: inputs };
  return runAnswer(desk, turn, runId, work, typed);
}

/** The pressed card is edited by the work itself. */
async function menuAnswer(desk: Desk, turn: SpokenTurn, work: Promise<Content>): Promise<Content> {
  const settled = work.catch((error: unknown) => sayIn(desk, turn, sentenceFor(desk, error), turn.replyToId));
  const outcome = await soon(settled, desk.delay);
  return outcome.kind === 'done' ? outcome.value : desk.presenter.still(busyCard());
}

/** The new card if the engine answers in time, else a busy one; the notifier moves it when the work is done. */
async function runAnswer(
  desk: Desk,
  turn: SpokenTurn,
  runId: string,
  work: Promise<Outcome>,
  typed: Aside,
): Promise<Content> {
  const settled = work.catch((error: unknown) => failed(desk, turn, runId, error, typed));
  const outcome = await soon(settled, desk.delay);
  if (outcome.kind === 'later') {
    void settled.then((late) => redraw(desk, turn, runId, late?.aside));
    return desk.presenter.still(busyCard());
  }
  redraw(desk, turn, runId, outcome.value?.aside);
  return outcome.value === null ? gone(desk) : present(desk, turn, outcome.value);
}

/** The warning's card again, with what came of it; what was typed stays when nothing did. */
async function alertAnswer(desk: Desk, press: AlertPress, work: Promise<Said>): Promise<Content> {
  const { turn, lapseId, inputs } = press;
  const aside = await work.then(
    (notice): Aside => {
      desk.warnings.changed(turn.tenantId);
      return { notice };
    },
    // Nothing changed: a card drawn anew would take away what was typed.
    (error: unknown): Aside => ({ notice: sentenceFor(desk, error), typed: inputs }),
  );
  const view = await desk.alerts.view(turn.tenantId, lapseId, channelKey(turn.conversation.key));
  return view === null ? gone(desk) : desk.warnings.card(view, aside);
}

function redraw(desk: Desk, turn: SpokenTurn, runId: string, aside: Aside | undefined): void {
  desk.notifier.changed(turn.tenantId, runId, { ...aside, oid: turn.actor.oid });
}

/** The run as it is, with the failure said on it. Null: not even that can be had. */
async function failed(
  desk: Desk,
  turn: SpokenTurn,
  runId: string,
  error: unknown,
  typed: Aside,
): Promise<Outcome | null> {
  const notice = sentenceFor(desk, error);
  const view = await desk.provisioning.view(turn.actor, runId).catch(() => null);
  return view === null ? null : { view, aside: { ...typed, notice } };
}

/** The engine's own words, or a reference to what the log has. */
export function sentenceFor({ log, newNonce }: Pick<Desk, 'log' | 'newNonce'>, error: unknown): Said {
  if (error instanceof RegistrarError) return explained(explain(error.toFailure()));
  const reference = newNonce().slice(0, 8);
  log.error({ reference, cause: causeOf(error) }, 'a request failed');
  return words.failed(reference);
}

function present(desk: Desk, turn: SpokenTurn, { view, aside }: Outcome): Promise<Content> {
  return desk.presenter.run(view, seatOf(turn, view), aside);
}

/** How the presser sees the run here: by the card that stands in this conversation. */
function seatOf(turn: SpokenTurn, view: RunView): Pick<CardNote, 'role' | 'conversationKey' | 'oid'> {
  const conversationKey = turn.conversation.key;
  if (turn.conversation.kind !== 'personal') return { role: 'channel', conversationKey, oid: null };
  const role = view.requester.oid === turn.actor.oid ? 'requester' : 'approver';
  return { role, conversationKey, oid: turn.actor.oid };
}

/** Nothing is changed; the current card is shown with why. */
async function refuse(desk: Desk, turn: SpokenTurn, notice: Said): Promise<Content> {
  const warning = await pressedWarning(desk, turn);
  if (warning !== null) return desk.warnings.card(warning, { notice });
  const pressed = await pressedCard(desk, turn);
  if (pressed === null) return desk.presenter.menu(helloCard(notice), turn.conversation);
  const { card, view } = pressed;
  if (isRetired(card)) return desk.presenter.still(noteCard(words.continuedBelow(view.connector.title)));
  // Drawn for somebody else, it would take the buttons of the card away from the person it stands for.
  if (card.oid !== null && card.oid !== turn.actor.oid) return desk.presenter.still(noteCard(notice));
  const content = await present(desk, turn, { view, aside: { notice } });
  desk.notifier.changed(view.tenantId, view.runId);
  return content;
}

async function pressedWarning({ alerts }: Desk, turn: SpokenTurn): Promise<AlertView | null> {
  if (turn.replyToId === null) return null;
  const key = channelKey(turn.conversation.key);
  const standing = await alerts.standing(turn.tenantId);
  return standing.find(({ root, channelId }) => root === turn.replyToId && channelId === key) ?? null;
}

/** The card that the press came from and its run, if the presser may see it. */
async function pressedCard(
  { provisioning, memory }: Desk,
  turn: SpokenTurn,
): Promise<{ readonly card: CardNote; readonly view: RunView } | null> {
  if (turn.replyToId === null) return null;
  for (const { runId } of await provisioning.list(turn.actor)) {
    const cards = await memory.cards(turn.tenantId, runId);
    const card = cards.find(
      (one) => one.activityId === turn.replyToId && one.conversationKey === turn.conversation.key,
    );
    if (card === undefined) continue;
    const view = await provisioning.view(turn.actor, runId).catch(() => null);
    return view && { card, view };
  }
  return null;
}

function gone(desk: Desk): Content {
  return desk.presenter.still(noteCard(words.gone));
}
