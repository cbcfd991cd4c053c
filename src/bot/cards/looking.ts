/** Who looks at a card, and what the drawing needs beside the run itself. */
import type { CardNote, PortalSteps } from '../../provisioning/contract.ts';
import type { Said } from './text.ts';

export interface Looking {
  readonly role: CardNote['role'];
  /** Null in a channel. */
  readonly oid: string | null;
  /** Epoch ms. */
  readonly now: number;
  readonly notice: Said | null;
  /** Values typed on the card that the engine has not been given. */
  readonly typed: Readonly<Record<string, string>>;
  /** Object ids of the people the bot can write to. */
  readonly reachable: ReadonlySet<string>;
  /** Only in `by-hand`. */
  readonly portal: PortalSteps | null;
  /** The tab, when there is one to open. */
  readonly tabUrl: string | null;
  /** This person has pressed Approve and has no living sign-in. */
  readonly mustSignIn: boolean;
  /** The run was started in a channel, where it has a card. */
  readonly hasChannel: boolean;
}
