/**
 * Cards that move by themselves. After every change of a run each of its cards is drawn anew and edited in place:
 * bursts collapse, the newest state wins, and a person who has just been asked to approve gets their card.
 */
import type { CardNote, ChatMemory, ConversationNote, RunView } from '../provisioning/contract.ts';
import type { Actor, Provisioning } from '../provisioning/index.ts';
import { causeOf } from './adapter.ts';
import type { Chat } from './chat.ts';
import { Coalescer } from './lanes.ts';
import type { Log } from './ports.ts';
import type { Aside, Presenter } from './presenter.ts';

export interface Notifier {
  /** Draw the cards of this run soon. `aside` goes once onto the card of the person it is for. */
  changed(tenantId: string, runId: string, aside?: Aside & { readonly oid: string }): void;
  /** Posts the run's card (or turns `replace` into it) and remembers where it is. Null: it could not be said. */
  seat(
    view: RunView,
    role: CardNote['role'],
    home: ConversationNote,
    oid: string | null,
    replace?: string,
  ): Promise<CardNote | null>;
  /** Draws every card that its run has outrun: the process that should have done so died. */
  catchUp(): Promise<void>;
  /** When everything that has been asked for by now is on its way or done. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export interface NotifierOptions {
  readonly provisioning: Provisioning;
  readonly memory: ChatMemory;
  readonly chat: Chat;
  readonly presenter: Presenter;
  readonly log: Log;
}

export function createNotifier(options: NotifierOptions): Notifier {
  const asides = new Map<string, Aside & { readonly oid: string }>();
  let stopped = false;

  const redraw = async (key: string): Promise<void> => {
    const [tenantId, runId] = JSON.parse(key) as [string, string];
    const aside = asides.get(key);
    asides.delete(key);
    await drawAll(options, tenantId, runId, aside).catch((error: unknown) =>
      options.log.error({ runId, cause: causeOf(error) }, 'the cards of a run could not be drawn'),
    );
  };
  const runs = new Coalescer(redraw);

  const changed: Notifier['changed'] = (tenantId, runId, aside) => {
    if (stopped) return;
    const key = JSON.stringify([tenantId, runId]);
    if (aside !== undefined) asides.set(key, aside);
    runs.poke(key);
  };
  const unsubscribe = options.provisioning.onChange(changed);
  return {
    changed,
    async seat(view, role, home, oid, replace) {
      const note = await seat(options, view, role, home, oid, replace);
      // What happened between the drawing and the noting was told to no card.
      if (note !== null) await catchUp(options, view, changed);
      return note;
    },
    async catchUp() {
      for (const { tenantId, runId } of await options.memory.outdated()) changed(tenantId, runId);
    },
    idle: () => runs.idle(),
    async stop() {
      stopped = true;
      unsubscribe();
      await runs.idle();
    },
  };
}

async function drawAll(
  options: NotifierOptions,
  tenantId: string,
  runId: string,
  aside: (Aside & { readonly oid: string }) | undefined,
): Promise<void> {
  const cards = newestSeats(await options.memory.cards(tenantId, runId));
  const reader = cards.find((card) => card.role === 'requester');
  if (reader?.oid == null) return;
  const view = await options.provisioning.view(asReader(tenantId, reader.oid), runId);
  await inviteApprover(options, view, cards);
  for (const card of cards) await draw(options, view, card, aside?.oid === card.oid ? aside : undefined);
}

async function draw(
  options: NotifierOptions,
  view: RunView,
  card: CardNote,
  aside: Aside | undefined,
): Promise<void> {
  const home = await options.memory.conversation(card.tenantId, card.conversationKey);
  if (home === null) return;
  const content = await options.presenter.run(view, card, aside);
  const sent = await options.chat.update(home, card.activityId, content);
  // One that is gone for good is not asked for again; one that could not be reached is, at the next start.
  if (sent.kind !== 'failed') await options.memory.putCard({ ...card, drawn: view.revision });
}

/** The asked person gets the plan once, if the bot can write to them; the requester's card says if it cannot. */
async function inviteApprover(
  options: NotifierOptions,
  view: RunView,
  cards: readonly CardNote[],
): Promise<void> {
  const { approver, phase, requester } = view;
  if (phase !== 'approval' || approver === null || approver.oid === requester.oid) return;
  if (cards.some((card) => card.role === 'approver' && card.oid === approver.oid)) return;
  const home = await options.memory.personalConversation(view.tenantId, approver.oid);
  if (home !== null) await seat(options, view, 'approver', home, approver.oid);
}

async function seat(
  { memory, chat, presenter }: NotifierOptions,
  view: RunView,
  role: CardNote['role'],
  home: ConversationNote,
  oid: string | null,
  replace?: string,
): Promise<CardNote | null> {
  const place = { role, conversationKey: home.key, oid };
  const content = await presenter.run(view, place);
  const sent =
    replace === undefined ? await chat.post(home, content) : await chat.update(home, replace, content);
  if (sent.kind !== 'sent') return null;
  const note: CardNote = {
    ...place,
    tenantId: view.tenantId,
    runId: view.runId,
    activityId: sent.activityId,
    drawn: view.revision,
  };
  await memory.putCard(note);
  return note;
}

async function catchUp(
  { provisioning }: NotifierOptions,
  drawn: RunView,
  changed: Notifier['changed'],
): Promise<void> {
  const now = await provisioning.view({ ...drawn.requester, tenantId: drawn.tenantId }, drawn.runId);
  if (now.revision !== drawn.revision) changed(drawn.tenantId, drawn.runId);
}

/** One card a seat; those that were continued below are out of it. */
function newestSeats(cards: readonly CardNote[]): CardNote[] {
  const seats = new Map<string, CardNote>();
  for (const card of cards.filter((one) => !isRetired(one)))
    seats.set(JSON.stringify([card.role, card.conversationKey, card.oid]), card);
  return [...seats.values()];
}

/** Stands in place of the reader of a card that was continued below. */
const RETIRED = 'retired';

/** Beyond every revision: such a card is never out of date (the largest integer of PostgreSQL). */
const FOR_EVER = 2 ** 31 - 1;

/** The note of a card that moves no more. */
export function retired(card: CardNote): CardNote {
  return { ...card, oid: RETIRED, drawn: FOR_EVER };
}

export function isRetired({ oid }: CardNote): boolean {
  return oid === RETIRED;
}

/** Reading needs the person, not their name. */
export function asReader(tenantId: string, oid: string): Actor {
  return { oid: oid as Actor['oid'], displayName: '', tenantId };
}
