/** What a card consists of before it is a card: typed parts that `render.ts` turns into Adaptive Card JSON. */
import type { Person } from '../../provisioning/contract.ts';
import type { SignInPurpose } from '../../provisioning/index.ts';
import type { LinkVerb, Verb } from '../verbs.ts';
import type { Label, Plain, Said } from './text.ts';

/** Anything a template may be given. Bare strings are data from outside. */
export type Model =
  | string
  | number
  | boolean
  | null
  | Said
  | Plain
  | Label
  | readonly Model[]
  | { readonly [key: string]: Model };

export type Button =
  /** Asks the bot. `inputs`: what the person typed on the card goes with it. */
  | {
      readonly kind: 'ask';
      readonly verb: Verb;
      readonly title: string;
      readonly value?: string;
      readonly inputs?: true;
      readonly style?: 'positive' | 'destructive';
    }
  /** Opens a page of ours in the browser, for this person alone. */
  | {
      readonly kind: 'link';
      readonly verb: LinkVerb;
      readonly title: string;
      readonly purpose: SignInPurpose;
      readonly person: Person;
      /** Makes the link die when this changes, e.g. the plan's hash. */
      readonly value?: string;
    }
  /** Opens a page of somebody else's. */
  | { readonly kind: 'open'; readonly title: string; readonly url: string };

/** Several lines to write into, with what is wrong with them. */
export interface FoldInput {
  readonly id: string;
  readonly label: string;
  readonly value?: string;
  readonly error?: Said | undefined;
  readonly longest: number;
}

/** A part of the card that is folded away until its own button is pressed. */
export interface Fold {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Said[];
  readonly input?: FoldInput;
  /** Below the lines and the input. */
  readonly parts?: readonly Part[];
  /** Unfolded from the start. */
  readonly open?: boolean;
  readonly buttons: readonly Button[];
}

export interface Chip {
  /** Shown with the word, never instead of it. */
  readonly icon: string;
  readonly word: string;
  readonly colour: 'default' | 'accent' | 'good' | 'warning' | 'attention';
}

/** A template and what fills it. */
export interface Part {
  readonly template: object;
  readonly model: Model;
}

export interface Drawing {
  readonly title: string;
  readonly chip: Chip | null;
  /** e.g. `2 of 5`. */
  readonly step: string | null;
  readonly sentence: Said;
  /** Said once, above everything: why a press did nothing, that a name was taken over. */
  readonly notice: Said | null;
  /** What went wrong, above the sentence. */
  readonly problem: Said | null;
  readonly body: readonly Part[];
  /** A link of ours for somebody the bot cannot write to, to be copied. */
  readonly copy?: { readonly intro: Said; readonly link: Extract<Button, { kind: 'link' }> };
  readonly buttons: readonly Button[];
  readonly folds: readonly Fold[];
  /** Ids of every input on the card. */
  readonly inputs: readonly string[];
}
