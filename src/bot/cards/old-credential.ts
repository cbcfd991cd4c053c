/** Of a renewal: until when the old credential works, and what keeps it from going. */
import type { RunView } from '../../provisioning/contract.ts';
import { dayFrom } from '../dates.ts';
import { words } from '../words.ts';
import type { Button } from './drawing.ts';
import type { Said } from './text.ts';

type Renewal = NonNullable<RunView['renewal']>;

export function oldName({ kind }: Pick<Renewal, 'kind'>): string {
  return kind === 'certificate' ? 'certificate' : 'secret';
}

/** Both clocks: the new one's stands with the evidence, the old one's here. */
export function oldCredential({ renewal }: RunView, now: number): Said[] {
  if (renewal === null) return [];
  const name = oldName(renewal);
  if (renewal.removed) return [words.oldIsGone(name)];
  const until = dayFrom(now, renewal.ends);
  return [renewal.removable ? words.oldMayGo(name, until) : words.oldStillWorks(name, until)];
}

export function removeOldButtons({ renewal }: RunView): Button[] {
  if (renewal?.removable !== true) return [];
  const title = `In use everywhere: remove the old ${oldName(renewal)}`;
  return [{ kind: 'ask', verb: 'remove-old', title, style: 'positive' }];
}
