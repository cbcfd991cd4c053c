/** What of a registration stops working, and when. */
import type { LapseView, RunView } from '../../provisioning/contract.ts';
import { daysFrom } from '../dates.ts';
import { words } from '../words.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

/** One line each, and what the end of one means. */
export function lapseLines({ lapses, lapseEffect }: RunView, now: number): Said[] {
  const [first, ...others] = lapses.filter(({ ends }) => ends !== null);
  const undated = lapses.filter(({ ends }) => ends === null).map((lapse) => lapseLine(lapse, now));
  if (first === undefined) return undated;
  const one = lapseLine(first, now);
  if (others.length === 0) {
    const effect = first.kind === 'sign-in' ? words.without(lapseEffect) : words.lapses(lapseEffect);
    return [joined([one, effect]), ...undated];
  }
  return [one, ...others.map((lapse) => lapseLine(lapse, now)), words.lapsesOne(lapseEffect), ...undated];
}

function lapseLine(lapse: LapseView, now: number): Said {
  const { kind, label, ends, note } = lapse;
  const names = NAMES[kind];
  const what = label === '' ? say`${names.plain}` : say`${names.before} ${quoted(kind, label)}`;
  if (ends === null) return words.lapseNote(what, `${note.slice(0, 1).toLowerCase()}${note.slice(1)}`);
  const when = words.lapse(what, say`${names.ends} ${daysFrom(now, ends)}`);
  return note === '' ? when : joined([when, quote(note)]);
}

/** A user is known by the name; what a secret is for can be any words. */
function quoted(kind: LapseView['kind'], label: string): Said {
  return kind === 'password' || kind === 'sign-in' ? say`${label}` : say`“${label}”`;
}

interface Names {
  /** Without a name of its own. */
  readonly plain: string;
  /** Before its name. */
  readonly before: string;
  readonly ends: string;
}

const NAMES: Readonly<Record<LapseView['kind'], Names>> = {
  secret: { plain: 'The secret', before: 'Secret for', ends: 'expires' },
  certificate: { plain: 'The certificate', before: 'Certificate for', ends: 'expires' },
  password: { plain: 'The password', before: 'Password of', ends: 'expires' },
  'sign-in': { plain: 'The sign-in', before: 'Sign-in of', ends: 'has to be repeated by' },
};
