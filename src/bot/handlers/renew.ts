/** A new credential beside the old one: from a card, or from the word and a connector's name. */
import type { RunLine } from '../../provisioning/contract.ts';
import type { SpokenTurn } from '../authorize.ts';
import { noteCard } from '../cards/menu.ts';
import { renewCard, RUN_INPUT } from '../cards/renew.ts';
import type { Said } from '../cards/text.ts';
import type { Content } from '../chat.ts';
import { showMenu } from '../desk.ts';
import type { Desk } from '../desk.ts';
import { originText } from '../origin.ts';
import { words } from '../words.ts';
import { continueBelow, homeOf, sayIn } from './run-home.ts';

export interface Renewing {
  /** Its card is at the end of the person's own chat. */
  readonly begun: boolean;
  /** For the place where it was asked for. */
  readonly sentence: Said;
}

export async function startRenewal(desk: Desk, turn: SpokenTurn, runId: string): Promise<Renewing> {
  const home = await homeOf(desk, turn);
  if (home === null) return { begun: false, sentence: words.cannotWriteToYou(turn.actor.displayName) };
  const view = await desk.provisioning.renew(turn.actor, runId, originText(turn.conversation));
  const { requester, connector } = view;
  if (requester.oid !== turn.actor.oid)
    return { begun: false, sentence: words.renewsAlready(requester.displayName, connector.title) };
  await continueBelow(desk, view, 'requester', home);
  const inOwnChat = home.key === turn.conversation.key;
  const sentence = inOwnChat
    ? words.goesOnBelow(connector.title)
    : words.goesOnInYourChat(turn.actor.displayName);
  return { begun: true, sentence };
}

/** `renew <typed>`: the only one that is meant, or which of them. */
export async function renew(
  desk: Desk,
  turn: SpokenTurn,
  typed: string,
  replace: string | null = null,
): Promise<Content> {
  const meant = await renewableRuns(desk, turn, typed);
  const [only, ...others] = meant;
  if (only === undefined) return sayIn(desk, turn, words.nothingToRenew, replace);
  if (others.length > 0) return showMenu(desk, turn, renewCard(meant, desk.now()), replace);
  const said = await startRenewal(desk, turn, only.runId);
  // In the person's own chat the new card says it all, and stands above whatever is posted now.
  const shown = replace === null && turn.conversation.kind === 'personal' && said.begun;
  return shown ? desk.presenter.still(noteCard(said.sentence)) : sayIn(desk, turn, said.sentence, replace);
}

/** One that is no longer on the list was renewed or removed meanwhile. */
export async function renewPicked(
  desk: Desk,
  turn: SpokenTurn,
  inputs: Readonly<Record<string, string>>,
): Promise<Content> {
  const meant = await renewableRuns(desk, turn, '');
  const picked = meant.find(({ runId }) => runId === inputs[RUN_INPUT]);
  if (picked === undefined) return renew(desk, turn, '', turn.replyToId);
  const { sentence } = await startRenewal(desk, turn, picked.runId);
  return sayIn(desk, turn, sentence, turn.replyToId);
}

/** What ends first stands first. */
async function renewableRuns(
  { provisioning }: Desk,
  { actor }: SpokenTurn,
  typed: string,
): Promise<RunLine[]> {
  const match = typed === '' ? null : provisioning.find(typed);
  const lines = (await provisioning.list(actor)).filter(({ renewable }) => renewable);
  return lines
    .filter(({ connectorId }) => match?.kind !== 'found' || connectorId === match.connector.id)
    .toSorted((a, b) => (a.credentialEnds ?? '').localeCompare(b.credentialEnds ?? ''));
}
