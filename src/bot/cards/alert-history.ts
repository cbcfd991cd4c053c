/** "Did they get it?" Each warning of something that lapses: to whom, when, and what came of it. */
import type { WarnedLapse } from '../../provisioning/contract.ts';
import type { WarningRecord } from '../../provisioning/contract/register.ts';
import { day, timeOfDay } from '../dates.ts';
import { words } from '../words.ts';
import { DELIVERY_CHIPS } from './chips.ts';
import type { Drawing, Part } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import { MENU } from './menu.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

/** One thing that lapses, with what was said of it. */
export interface Told {
  readonly lapse: WarnedLapse;
  /** In the order they were due. */
  readonly records: readonly WarningRecord[];
}

export interface HistoryAside {
  /** What the reader calls a conversation. */
  readonly place: (channelId: string) => Said;
  /** Others that fit, and are not shown. */
  readonly more: number;
}

/** What a phone shows without scrolling for long. */
const WARNINGS_SHOWN = 8;

export function historyCard(all: readonly Told[], { place, more }: HistoryAside): Drawing {
  const rest = more === 0 ? [] : [lines([], { tail: [words.historyMore(more)] })];
  return {
    ...MENU,
    title: 'Who was warned',
    sentence: words.history,
    body: [...all.map((one) => told(one, place)), ...rest],
  };
}

/** The newest first. */
function told({ lapse, records }: Told, place: HistoryAside['place']): Part {
  const newest = records.toReversed();
  const before = Math.max(0, newest.length - WARNINGS_SHOWN);
  return lines(
    newest.slice(0, WARNINGS_SHOWN).map((record) => warningLine(record, place)),
    {
      heading: headingOf(lapse),
      tail: [...(before === 0 ? [] : [words.historyMoreWarnings(before)]), ...about(lapse)],
    },
  );
}

function headingOf({ kind, connectorTitle, label: name, ends }: WarnedLapse): Said {
  const thing = words.alertThings[kind];
  const named = name === '' ? thing : say`${thing} “${name}”`;
  const whose = connectorTitle === '' ? named : joined([say`${connectorTitle}`, named], ' · ');
  return ends === null || kind === 'check' ? whose : say`${whose}, ends ${day(ends)}`;
}

function about({ owner, places, checkedAt }: WarnedLapse): Said[] {
  return [
    ...(owner === null ? [] : [words.alertOwner(owner.displayName)]),
    ...places.map((one) => words.usedIn(one)),
    ...(checkedAt === null ? [] : [words.lastChecked(day(checkedAt))]),
  ];
}

function warningLine(record: WarningRecord, place: HistoryAside['place']): Line {
  return {
    chip: DELIVERY_CHIPS[record.outcome],
    text: joined([bandWords(record.band), place(record.channelId)], ' · '),
    detail: attemptsOf(record),
  };
}

/** `30 days before`; a band below nothing comes after the end. */
function bandWords(band: number): Said {
  if (band === 0) return say`On the day itself`;
  const days = Math.abs(band);
  return say`${days === 1 ? '1 day' : `${days} days`} ${band > 0 ? 'before' : 'after'}`;
}

/** The last attempt, and how many there were. */
function attemptsOf({ dueAt, attempts }: WarningRecord): Said {
  const last = attempts.at(-1);
  if (last === undefined) return words.deliveryDue(moment(dueAt));
  const count = attempts.length === 1 ? [] : [words.deliveryAttempts(attempts.length)];
  const what =
    last.code === ''
      ? words.deliveryAt(moment(last.at))
      : words.deliveryBecause(moment(last.at), reason(last.code));
  return joined([what, ...count]);
}

/** In plain words, with Teams' code for whoever asks Microsoft. */
function reason(code: string): Said {
  const known = Object.hasOwn(words.deliveryReasons, code) ? words.deliveryReasons[code] : undefined;
  return known === undefined ? say`Teams answered ${code}.` : say`${quote(known)} (${code})`;
}

function moment(iso: string): string {
  return `${day(iso)}, ${timeOfDay(iso)}`;
}
