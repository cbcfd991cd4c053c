/** From a run or a menu to a finished card: looks up what the drawing needs, gives each button its nonce. */
import type {
  CardNote,
  ChatMemory,
  ConversationNote,
  PortalSteps,
  RunView,
} from '../provisioning/contract.ts';
import type { Provisioning } from '../provisioning/index.ts';
import type { Drawing } from './cards/drawing.ts';
import type { Looking } from './cards/looking.ts';
import { renderCard } from './cards/render.ts';
import { runCard } from './cards/run-card.ts';
import { clean, leafText } from './cards/text.ts';
import type { Said } from './cards/text.ts';
import type { Content } from './chat.ts';
import { originOf } from './origin.ts';
import type { NoncedButton, Place, Presses } from './presses.ts';

const PORTALS_KEPT = 200;

type Nonces = ReadonlyMap<NoncedButton, string>;

/** What a single drawing of a run adds to the run itself. */
export interface Aside {
  readonly notice?: Said | null;
  readonly typed?: Readonly<Record<string, string>>;
  readonly mustSignIn?: boolean;
}

export interface Presenter {
  /** As it is now, should it have been drawn there anew since it was looked at. */
  run(
    view: RunView,
    seat: Pick<CardNote, 'role' | 'conversationKey' | 'oid'>,
    aside?: Aside,
  ): Promise<Content>;
  menu(drawing: Drawing, conversation: ConversationNote): Promise<Content>;
  /** A card about a run that is not the run's own. */
  about(drawing: Drawing, place: Place): Promise<Content>;
  /** A card with nothing to press. */
  still(drawing: Drawing): Content;
}

export interface PresenterOptions {
  readonly provisioning: Provisioning;
  readonly memory: ChatMemory;
  readonly presses: Presses;
  readonly publicUrl: string;
  /** Where the tab shows one of its pages, `''` its first; null: there is no tab to open. */
  readonly tabPage: ((page: string) => string) | null;
  readonly now: () => number;
}

export function createPresenter(options: PresenterOptions): Presenter {
  const portal = new Map<string, Promise<PortalSteps>>();
  const { presses } = options;
  const finish = (drawing: Drawing, place: Place, page: string, nonces: Nonces | null): Content => {
    const card = renderCard(drawing, {
      publicUrl: options.publicUrl,
      tenantId: place.tenantId,
      tabUrl: options.tabPage?.(page) ?? null,
      nonce: (button) => nonces?.get(button) ?? '',
    });
    return { card, summary: summary(drawing) };
  };
  const once = async (drawing: Drawing, place: Place, page: string): Promise<Content> =>
    finish(drawing, place, page, await presses.issue(place, noncedButtons(drawing), drawing.inputs));
  const run: Presenter['run'] = async (view, seat, aside = {}) => {
    const drawing = runCard(view, await look({ ...options, portal }, view, seat, aside));
    const { tenantId, runId, requester, revision } = view;
    const place = { tenantId, runId, conversationKey: seat.conversationKey, oid: seat.oid };
    const nonces = await presses.issue(place, noncedButtons(drawing), drawing.inputs, revision);
    if (nonces !== null) return finish(drawing, place, pageOf(view), nonces);
    return run(await options.provisioning.view({ ...requester, tenantId }, runId), seat, aside);
  };
  return {
    run,
    menu: (drawing, { tenantId, key }) =>
      drawing.buttons.length === 0
        ? Promise.resolve(still(drawing))
        : once(drawing, { tenantId, runId: null, conversationKey: key, oid: null }, ''),
    about: (drawing, place) =>
      once(drawing, place, place.runId === null ? '' : `registration/${place.runId}`),
    still,
  };
}

function still(drawing: Drawing): Content {
  const card = renderCard(drawing, { publicUrl: '', tenantId: '', tabUrl: null, nonce: () => '' });
  return { card, summary: summary(drawing) };
}

async function look(
  options: PresenterOptions & { readonly portal: Map<string, Promise<PortalSteps>> },
  view: RunView,
  seat: Pick<CardNote, 'role' | 'oid'>,
  aside: Aside,
): Promise<Looking> {
  const { memory, now, tabPage } = options;
  const byHand = view.phase === 'by-hand' && seat.role === 'requester';
  return {
    role: seat.role,
    oid: seat.oid,
    now: now(),
    notice: aside.notice ?? null,
    typed: aside.typed ?? {},
    reachable: await reachable(memory, view),
    portal: byHand ? await stepsOf(options, view) : null,
    tabUrl: tabPage?.(pageOf(view)) ?? null,
    mustSignIn: aside.mustSignIn ?? false,
    hasChannel: originOf(view).kind !== 'personal',
  };
}

/** Asked for once a plan: asking writes to the run, and a change of the run draws its cards. */
function stepsOf(
  { provisioning, portal }: PresenterOptions & { readonly portal: Map<string, Promise<PortalSteps>> },
  view: RunView,
): Promise<PortalSteps> {
  const key = `${view.runId} ${view.plan?.hash ?? ''}`;
  const known = portal.get(key);
  if (known !== undefined) return known;
  const [oldest] = portal.keys();
  if (portal.size >= PORTALS_KEPT && oldest !== undefined) portal.delete(oldest);
  const steps = provisioning.portalSteps({ ...view.requester, tenantId: view.tenantId }, view.runId);
  portal.set(key, steps);
  steps.catch(() => portal.delete(key));
  return steps;
}

/** Of the people the card will name, those with a chat of their own with the bot. */
async function reachable(memory: ChatMemory, view: RunView): Promise<ReadonlySet<string>> {
  if (view.phase !== 'plan' && view.phase !== 'approval') return new Set();
  const named = [...(view.plan?.approvers ?? []), ...(view.approver === null ? [] : [view.approver])];
  const found = new Set<string>();
  for (const { oid } of named) {
    if ((await memory.personalConversation(view.tenantId, oid)) !== null) found.add(oid);
  }
  return found;
}

function noncedButtons(drawing: Drawing): NoncedButton[] {
  const all = [...drawing.buttons, ...drawing.folds.flatMap((fold) => fold.buttons)];
  const nonced = all.filter((button) => button.kind !== 'open');
  return drawing.copy === undefined ? nonced : [...nonced, drawing.copy.link];
}

/** The set-up while it is under way, afterwards what it made. */
function pageOf({ runId, phase }: RunView): string {
  return phase === 'proven' || phase === 'handed-over' ? `registration/${runId}` : `set-up/${runId}`;
}

/** Read aloud and shown in the notification, where Markdown is not understood. */
function summary({ title, chip, sentence }: Drawing): string {
  const state = chip === null ? '' : ` · ${chip.word}`;
  const said = leafText(sentence).replace(/\\(?=[\p{P}\p{S}])|\*\*/gu, '');
  return `${clean(title)}${state}: ${said}`.replace(/^: /, '').slice(0, 300);
}
