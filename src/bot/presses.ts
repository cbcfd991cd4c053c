/**
 * Buttons and their nonces. A card carries 128 random bits a button and nothing else; what a press means, for
 * whom and where, is looked up here by the hash. A set of buttons keeps its nonces for as long as it says the
 * same, so that a card redrawn every second can still be pressed.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod/v4';
import type { ChatMemory, Person, PressNote } from '../provisioning/contract.ts';
import type { Button } from './cards/drawing.ts';
import { Lanes } from './lanes.ts';
import type { NewNonce } from './ports.ts';

export type NoncedButton = Extract<Button, { kind: 'ask' | 'link' }>;

/** On what card the buttons stand. `oid`: who may press; null: anyone in the conversation. */
export interface Place {
  readonly tenantId: string;
  readonly runId: string | null;
  readonly conversationKey: string;
  readonly oid: string | null;
}

const NONCE = /^[0-9a-f]{32}$/;
const LONGEST_INPUT = 40_000;
const CARDS_REMEMBERED = 2_000;

/** What a press sends: the nonce and what was typed. Anything but short strings is not ours. */
const pressShape = z
  .record(z.string().max(100), z.string().max(LONGEST_INPUT))
  .refine((data) => Object.keys(data).length <= 50);

const detailShape = z.strictObject({
  inputs: z.array(z.string()),
  value: z.string().optional(),
  purpose: z.enum(['check', 'approve', 'resume', 'hand-over', 'verify-by-hand', 'remove']).optional(),
  person: z.strictObject({ oid: z.string(), displayName: z.string() }).optional(),
});
export type PressDetail = z.infer<typeof detailShape>;

export interface SentPress {
  readonly nonce: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Null: not of the form that a card of ours sends. */
export function readPress(data: unknown): SentPress | null {
  if (typeof data !== 'object' || data === null || Object.hasOwn(data, '__proto__')) return null;
  const parsed = pressShape.safeParse(data);
  if (!parsed.success) return null;
  const { press, ...inputs } = parsed.data;
  return press !== undefined && NONCE.test(press) ? { nonce: press, inputs } : null;
}

/** Null: written by another version. */
export function readDetail(note: PressNote): PressDetail | null {
  try {
    const parsed = detailShape.safeParse(JSON.parse(note.detail));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

export function hashNonce(nonce: string): string {
  return createHash('sha256').update(nonce, 'utf8').digest('hex');
}

export interface Presses {
  /**
   * The nonce of each button: the standing ones when nothing changed, else new ones, and the old ones die. `revision`:
   * of what is drawn. Null: a newer revision has been drawn there meanwhile, and its buttons must not die.
   */
  issue(
    place: Place,
    buttons: readonly NoncedButton[],
    inputs: readonly string[],
    revision?: number,
  ): Promise<ReadonlyMap<NoncedButton, string> | null>;
  take(tenantId: string, nonce: string): Promise<PressNote | 'unknown' | 'used'>;
  /** A taken press is carried out: its card gets new nonces at the next drawing. */
  spend(nonce: string): void;
  /** Gives back a press that came to nothing. */
  restore(tenantId: string, nonce: string): Promise<void>;
}

interface Standing {
  readonly says: string;
  readonly nonces: readonly string[];
}

export function createPresses(memory: ChatMemory, newNonce: NewNonce): Presses {
  const standing = new Map<string, Standing>();
  const cardOf = new Map<string, string>();
  const newest = new Map<string, number>();
  const lanes = new Lanes();

  const forget = (nonce: string): void => {
    const card = cardOf.get(nonce);
    if (card !== undefined && standing.get(card)?.nonces.includes(nonce)) standing.delete(card);
  };
  const renew = async (
    place: Place,
    card: string,
    faces: readonly Face[],
    says: string,
  ): Promise<Standing> => {
    const fresh = { says, nonces: faces.map(() => newNonce()) };
    await memory.putPresses(
      owner(place),
      faces.map((face, i) => pressNote(place, face, fresh.nonces[i] ?? '')),
    );
    remember(standing, card, fresh);
    for (const nonce of fresh.nonces) remember(cardOf, nonce, card);
    return fresh;
  };

  return {
    issue(place, buttons, inputs, revision) {
      const card = JSON.stringify([place.tenantId, place.runId, place.conversationKey]);
      const faces = buttons.map((button) => ({ button, detail: detailOf(button, inputs) }));
      const says = JSON.stringify(faces.map(({ button, detail }) => [button.verb, detail, place.oid]));
      return lanes.run(card, async () => {
        if (revision !== undefined) {
          if (revision < (newest.get(card) ?? 0)) return null;
          remember(newest, card, revision);
        }
        const known = standing.get(card);
        const { nonces } = known?.says === says ? known : await renew(place, card, faces, says);
        return new Map(buttons.map((button, i) => [button, nonces[i] ?? '']));
      });
    },
    async take(tenantId, nonce) {
      const note = await memory.takePress(tenantId, hashNonce(nonce));
      // What we hold for standing has died elsewhere: the next drawing needs new ones.
      if (typeof note === 'string') forget(nonce);
      return note;
    },
    spend: forget,
    restore: (tenantId, nonce) => memory.restorePress(tenantId, hashNonce(nonce)),
  };
}

/** A button and what its press will stand for. */
interface Face {
  readonly button: NoncedButton;
  readonly detail: string;
}

function pressNote(place: Place, { button, detail }: Face, nonce: string): PressNote {
  return {
    tenantId: place.tenantId,
    nonceHash: hashNonce(nonce),
    verb: button.verb,
    runId: place.runId,
    // The card's reader also for a link that is somebody else's: it dies with the card it stands on.
    oid: place.oid,
    conversationKey: place.conversationKey,
    detail,
  };
}

function detailOf(button: NoncedButton, inputs: readonly string[]): string {
  const value = button.value === undefined ? {} : { value: button.value };
  const detail: PressDetail =
    button.kind === 'ask'
      ? { inputs: [...inputs], ...value }
      : { inputs: [], ...value, purpose: button.purpose, person: personOf(button.person) };
  return JSON.stringify(detail);
}

function personOf({ oid, displayName }: Person): Person {
  return { oid, displayName };
}

function owner({ tenantId, runId, conversationKey }: Place): Omit<Place, 'oid'> {
  return { tenantId, runId, conversationKey };
}

/** The oldest goes; a card that is forgotten here gets new nonces at its next drawing. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > CARDS_REMEMBERED * 6 && oldest !== undefined) map.delete(oldest);
}
