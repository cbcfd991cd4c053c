/**
 * The bot: teams-ai's Application with a handler for each kind of activity. Nothing here knows Microsoft Graph;
 * nothing outside this folder knows botbuilder.
 */
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import type { TeamsAdapter } from '@microsoft/teams-ai';
import type { Request, Response, TurnContext } from 'botbuilder';
import type { ChatMemory, Outbox } from '../provisioning/contract.ts';
import type { Alerts, Provisioning } from '../provisioning/index.ts';
import { causeOf } from './adapter.ts';
import { authorize } from './authorize.ts';
import type { SpokenTurn, Turn } from './authorize.ts';
import { createChat } from './chat.ts';
import type { Desk } from './desk.ts';
import { hearAgain } from './handlers/alert-here.ts';
import { invoke } from './handlers/invoke.ts';
import { message } from './handlers/message.ts';
import { sayIn } from './handlers/run-home.ts';
import { sentenceFor } from './handlers/press.ts';
import { welcome } from './handlers/welcome.ts';
import { linkOpener } from './links.ts';
import type { OpenLink } from './links.ts';
import { createNotifier } from './notifier.ts';
import type { Delay, Log, NewNonce } from './ports.ts';
import { createPresenter } from './presenter.ts';
import { createPresses } from './presses.ts';
import { soon } from './soon.ts';
import { createWarnings } from './warnings.ts';
import { words } from './words.ts';

export interface BotOptions {
  readonly provisioning: Provisioning;
  readonly alerts: Alerts;
  readonly outbox: Outbox;
  readonly memory: ChatMemory;
  /** From createAdapter. */
  readonly adapter: TeamsAdapter;
  /** Empty in the sandbox. */
  readonly appId: string;
  /** Origin of our own pages, without a slash at the end. */
  readonly publicUrl: string;
  /** Where the tab shows one of its pages, `''` its first, when it can be opened from a card. */
  readonly tabPage?: (page: string) => string;
  readonly newNonce: NewNonce;
  /** Epoch ms, business time. */
  readonly now: () => number;
  /** Milliseconds of the machine, which only go forward. */
  readonly ticks: () => number;
  /** Chance, from 0 up to 1. */
  readonly unit: () => number;
  readonly delay: Delay;
  readonly log: Log;
}

export interface Bot {
  /** One request to /api/messages, its body parsed. Always answers it, never throws. */
  receive(req: Request, res: Response): Promise<void>;
  /** What `?press=` stands for on /auth/start, /handover/start and /certificate. */
  readonly openSignIn: OpenLink;
  /** Draws the cards that their runs have outrun while nobody was there. Call it once, after start. */
  catchUp(): Promise<void>;
  /** Something was said of a lapse elsewhere: the warnings about it are drawn anew. */
  saidOfLapses(tenantId: string): void;
  /** Warns of what is due. To be called every second or so. */
  warn(): Promise<void>;
  /** When every answer and every card that is due has been sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

export function createBot(options: BotOptions): Bot {
  const work = new Background(options.log);
  const desk = createDesk(options);
  const app = createApplication(desk, options.adapter, work);
  const idle = async (): Promise<void> => {
    await work.idle();
    await desk.notifier.idle();
    await desk.warnings.idle();
    await desk.chat.idle();
  };
  return {
    receive: (req, res) => receive(options, req, res, (context) => admit(desk, app, context)),
    openSignIn: linkOpener(desk.presses),
    catchUp: () => desk.notifier.catchUp(),
    saidOfLapses: (tenantId) => desk.warnings.changed(tenantId),
    warn: () => desk.warnings.tick(),
    idle,
    async stop() {
      await work.idle();
      await desk.warnings.stop();
      await desk.notifier.stop();
      await desk.chat.idle();
    },
  };
}

function createDesk(options: BotOptions): Desk {
  const { provisioning, memory, log } = options;
  const presses = createPresses(memory, options.newNonce);
  const chat = createChat(options);
  const presenter = createPresenter({ ...options, presses, tabPage: options.tabPage ?? null });
  const notifier = createNotifier({ provisioning, memory, chat, presenter, log });
  const warnings = createWarnings({ ...options, chat, presenter });
  provisioning.onChange((tenantId) => warnings.changed(tenantId));
  return { ...options, presses, chat, presenter, notifier, warnings };
}

async function receive(
  { adapter, log }: BotOptions,
  req: Request,
  res: Response,
  logic: (context: TurnContext) => Promise<void>,
): Promise<void> {
  try {
    await adapter.process(req, res, logic);
  } catch (error) {
    log.warn({ cause: causeOf(error) }, 'a request to the bot could not be read');
    res.status(400);
    res.end();
  }
}

const TURN = Symbol('turn');

/** Who speaks is settled before teams-ai sees the activity. The refused get no answer but 200. */
async function admit(desk: Desk, app: Application, context: TurnContext): Promise<void> {
  const verdict = authorize(context.activity);
  if (verdict.kind === 'refused') {
    desk.log.warn({ why: verdict.why }, 'an activity was turned away');
    if (context.activity.type === 'invoke') await respond(context, { status: 200 });
    return;
  }
  context.turnState.set(TURN, verdict.turn);
  await app.run(context);
}

/** One route for each kind of activity; teams-ai's own typing indicator and mention stripping are not used. */
function createApplication(desk: Desk, adapter: TeamsAdapter, work: Background): Application {
  const app = new Application({ adapter, startTypingTimer: false, removeRecipientMention: false });
  const onEvent = async (context: TurnContext): Promise<void> => {
    const { turn, known } = await meet(desk, context);
    await welcome(desk, turn, context.activity, known);
  };
  app.addRoute(isType('invoke'), (context) => onInvoke(desk, context), true);
  app.activity('message', (context) => onMessage(desk, context, work));
  app.activity(['installationUpdate', 'conversationUpdate'], onEvent);
  return app;
}

async function onInvoke(desk: Desk, context: TurnContext): Promise<void> {
  const { turn } = await meet(desk, context);
  if (isSpoken(turn)) await respond(context, await invoke(desk, turn, context.activity));
}

/** Slow work goes on behind the request; Teams would send the message again. */
async function onMessage(desk: Desk, context: TurnContext, background: Background): Promise<void> {
  const { turn, known } = await meet(desk, context);
  if (!isSpoken(turn)) return;
  if (!known && turn.conversation.kind === 'personal') await bringWaitingPlans(desk, turn);
  const work = message(desk, turn, context.activity).catch(async (error: unknown) => {
    await sayIn(desk, turn, sentenceFor(desk, error));
  });
  background.add(work);
  const outcome = await soon(work, desk.delay);
  if (outcome.kind === 'later') await sayIn(desk, turn, words.busy);
}

/** Remembers where to speak, with the newest serviceUrl. `known`: this conversation is not new. */
async function meet(
  desk: Desk,
  context: TurnContext,
): Promise<{ readonly turn: Turn; readonly known: boolean }> {
  const turn = context.turnState.get<Turn>(TURN);
  const { tenantId, conversation } = turn;
  const before = await desk.memory.conversation(tenantId, conversation.key);
  // A personal chat stays whose it was: nobody else can speak in it.
  const oid = before?.oid ?? conversation.oid;
  await desk.memory.putConversation({ ...conversation, oid });
  await hearAgain(desk, { ...turn, conversation: { ...conversation, oid } });
  return { turn, known: before !== null };
}

/** Somebody who was asked to approve could not be written to until now. */
async function bringWaitingPlans(
  { provisioning, notifier }: Desk,
  { actor, tenantId }: SpokenTurn,
): Promise<void> {
  for (const { runId, phase } of await provisioning.list(actor)) {
    if (phase === 'approval') notifier.changed(tenantId, runId);
  }
}

function isSpoken(turn: Turn): turn is SpokenTurn {
  return turn.actor !== null;
}

function isType(type: string): (context: TurnContext) => Promise<boolean> {
  return ({ activity }) => Promise.resolve(activity.type === type);
}

async function respond(context: TurnContext, value: object): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value });
}

/** Work that outlives its request. */
class Background {
  readonly #log: Log;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  add(work: Promise<void>): void {
    const guarded = work
      .catch((error: unknown) => this.#log.error({ cause: causeOf(error) }, 'work behind a request failed'))
      .finally(() => this.#running.delete(guarded));
    this.#running.add(guarded);
  }

  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }
}
