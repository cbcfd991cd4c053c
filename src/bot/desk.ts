/** What every handler has at hand. */
import type { ChatMemory, RunView } from '../provisioning/contract.ts';
import type { Actor, Alerts, Provisioning } from '../provisioning/index.ts';
import type { Drawing } from './cards/drawing.ts';
import type { Chat, Content } from './chat.ts';
import type { Turn } from './authorize.ts';
import type { Notifier } from './notifier.ts';
import type { Delay, Log } from './ports.ts';
import type { Presenter } from './presenter.ts';
import type { Presses } from './presses.ts';
import type { Warnings } from './warnings.ts';

export interface Desk {
  readonly provisioning: Provisioning;
  readonly memory: ChatMemory;
  readonly chat: Chat;
  readonly presenter: Presenter;
  readonly presses: Presses;
  readonly notifier: Notifier;
  readonly alerts: Alerts;
  readonly warnings: Warnings;
  readonly delay: Delay;
  readonly now: () => number;
  readonly newNonce: () => string;
  readonly log: Log;
}

/** Shows a menu card: as a new message, or in the place of the one that was pressed. */
export async function showMenu(
  desk: Desk,
  turn: Turn,
  drawing: Drawing,
  replace: string | null,
): Promise<Content> {
  const content = await desk.presenter.menu(drawing, turn.conversation);
  if (replace === null) await desk.chat.post(turn.conversation, content);
  else await desk.chat.update(turn.conversation, replace, content);
  return content;
}

const ENDED: ReadonlySet<RunView['phase']> = new Set(['handed-over', 'declined', 'cancelled']);

export function isEnded({ phase }: Pick<RunView, 'phase'>): boolean {
  return ENDED.has(phase);
}

/** The person's own runs that have not ended, newest first. */
export async function openRuns({ provisioning }: Desk, actor: Actor): Promise<RunView[]> {
  const lines = (await provisioning.list(actor)).filter((line) => !isEnded(line));
  const newest = lines.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  const mine: RunView[] = [];
  for (const { runId } of newest) {
    const view = await provisioning.view(actor, runId).catch(() => null);
    if (view?.requester.oid === actor.oid) mine.push(view);
  }
  return mine;
}
