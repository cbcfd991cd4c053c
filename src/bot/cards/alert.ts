/** A warning: what stops working and when, what that breaks, whose it is, and what can be done about it. */
import type { AlertView } from '../../provisioning/contract.ts';
import { day } from '../dates.ts';
import { words } from '../words.ts';
import { SEVERITY_CHIPS, SILENCE_CHIPS } from './chips.ts';
import type { Button, Drawing, Fold } from './drawing.ts';
import { lines } from './lines.ts';
import { MENU } from './menu.ts';
import snoozeTemplate from './snooze.json' with { type: 'json' };
import { joined, label, plain, quote, say } from './text.ts';
import type { Said } from './text.ts';

export const SNOOZE_UNTIL_INPUT = 'snoozeUntil';
export const SNOOZE_REASON_INPUT = 'snoozeReason';
export const OWNER_INPUT = 'owner';

type Lapse = AlertView['lapses'][number];

/** What a single drawing of a warning adds to what is on record. */
export interface AlertAside {
  readonly now: number;
  readonly notice: Said | null;
  readonly typed: Readonly<Record<string, string>>;
}

/** The message that stays: it shows how things are, and closes itself when there is nothing to warn of. */
export function alertCard(view: AlertView, aside: AlertAside): Drawing {
  const [first] = view.lapses;
  return first === undefined ? closed(view, aside) : warning(view, first, aside);
}

/** Below it, for each band: an edited message notifies nobody. */
export function alertReply(view: AlertView): Drawing {
  const [first] = view.lapses;
  if (first === undefined) return { ...MENU, title: titleOf(view), sentence: words.alertClosed };
  return {
    ...MENU,
    title: titleOf(view),
    chip: SEVERITY_CHIPS[first.severity],
    sentence: joined([...view.lapses.map(what), words.alertAbove]),
  };
}

/** A look that failed is about the tenant, and about no connector. */
function titleOf({ connectorTitle }: AlertView): string {
  return connectorTitle === '' ? 'The watch' : connectorTitle;
}

function warning(view: AlertView, first: Lapse, { now, notice, typed }: AlertAside): Drawing {
  return {
    ...MENU,
    title: titleOf(view),
    chip: SEVERITY_CHIPS[first.severity],
    notice,
    sentence: joined([...view.lapses.map(what), ...effects(view.lapses)]),
    body: [lines(silentLines(view), { tail: [...owners(view.lapses), toDo(first), ...alone(view)] })],
    buttons: renewButtons(first),
    folds: [snoozeFold(first, now, typed), notOursFold(first, typed), detailsOf(view)],
    inputs: [SNOOZE_UNTIL_INPUT, SNOOZE_REASON_INPUT, OWNER_INPUT],
  };
}

function closed(view: AlertView, { notice }: AlertAside): Drawing {
  return {
    ...MENU,
    title: titleOf(view),
    chip: SILENCE_CHIPS.closed,
    notice,
    sentence: words.alertClosed,
    body: [lines(silentLines(view))],
  };
}

/** `Secret for “LiveDR-01” expires 20 May 2027 (in 30 days).` */
function what({ kind, label: name, ends, days, lapsed, day: when }: Lapse): Said {
  const thing = name === '' ? words.alertThings[kind] : say`${words.alertThings[kind]} “${name}”`;
  if (kind === 'check') return words.notCheckedSince(day(ends));
  const relative = days === 0 ? 'today' : distance(days);
  return lapsed
    ? say`**${thing}** ended ${when} (${relative}).`
    : say`**${thing}** ends ${when} (${relative}).`;
}

function distance(days: number): string {
  const size = Math.abs(days);
  const counted = size === 1 ? '1 day' : `${size} days`;
  return days > 0 ? `in ${counted}` : `${counted} ago`;
}

/** What is in use nowhere any more breaks nothing. */
function effects(lapses: readonly Lapse[]): Said[] {
  const used = lapses.filter(({ renewal }) => renewal?.open.length !== 0);
  const named = new Set(used.map(({ effect }) => effect).filter((effect) => effect !== ''));
  return [...named].map((effect) =>
    lapses.some(({ lapsed }) => lapsed) ? words.alertEffectNow(effect) : words.lapses(effect),
  );
}

function owners(lapses: readonly Lapse[]): Said[] {
  const names = new Set(lapses.flatMap(({ owner }) => (owner === null ? [] : [owner.displayName])));
  return [...names].map((name) => words.alertOwner(name));
}

function toDo(lapse: Lapse): Said {
  switch (lapse.kind) {
    case 'check':
      return words.alertUnchecked;
    case 'password':
    case 'sign-in':
      return words.alertRepeat;
    case 'secret':
    case 'certificate':
    case 'federated':
      if (lapse.renewal !== undefined) return renewed(lapse.renewal);
      return isRenewable(lapse) ? words.alertRenew : words.alertElsewhere;
    default:
      return lapse.kind satisfies never;
  }
}

function renewed({ ends, open }: NonNullable<Lapse['renewal']>): Said {
  return open.length === 0 ? words.alertRenewed(day(ends)) : words.alertStillUsed(day(ends), open.join(', '));
}

/** We made it, so that we can make the next one and take this one away. */
function isRenewable({ kind, runId }: Lapse): boolean {
  return runId !== null && (kind === 'secret' || kind === 'certificate');
}

function renewButtons(lapse: Lapse): Button[] {
  const { lapseId, renewal } = lapse;
  if (!isRenewable(lapse)) return [];
  const title = renewal === undefined ? 'Renew now' : 'Go on with the renewal';
  return [{ kind: 'ask', verb: 'alert-renew', title, value: lapseId, style: 'positive' }];
}

function snoozeFold({ lapseId, ends, lapsed }: Lapse, now: number, typed: AlertAside['typed']): Fold {
  const last = ends.slice(0, 10);
  const model = {
    untilLabel: label(words.snoozeUntil),
    reasonLabel: label(words.snoozeReason),
    until: plain(typed[SNOOZE_UNTIL_INPUT] ?? ''),
    reason: plain(typed[SNOOZE_REASON_INPUT] ?? ''),
    from: plain(new Date(now).toISOString().slice(0, 10)),
    to: plain(last),
  };
  return {
    id: 'snooze-section',
    title: 'Snooze…',
    lines: [lapsed ? words.snoozeTooLate : words.snoozeHint],
    parts: lapsed ? [] : [{ template: snoozeTemplate, model }],
    buttons: lapsed
      ? []
      : [{ kind: 'ask', verb: 'snooze', title: 'Snooze until then', value: lapseId, inputs: true }],
  };
}

function notOursFold({ lapseId }: Lapse, typed: AlertAside['typed']): Fold {
  return {
    id: 'not-ours-section',
    title: 'Not ours…',
    lines: [words.notOursHint],
    input: {
      id: OWNER_INPUT,
      label: words.notOursLabel,
      value: typed[OWNER_INPUT] ?? '',
      longest: 120,
    },
    buttons: [{ kind: 'ask', verb: 'not-ours', title: 'It is theirs', value: lapseId, inputs: true }],
  };
}

/** One line, for as long as it is so. */
function alone(view: AlertView): Said[] {
  return view.alone ? [words.alertsAlone] : [];
}

function detailsOf({ registration, lapses }: AlertView): Fold {
  const places = [...new Set(lapses.flatMap((lapse) => lapse.places))];
  return {
    id: 'details-section',
    title: 'Details…',
    lines: [
      ...(registration === null
        ? []
        : [say`Application **${registration.name}**, Application (client) ID ${registration.appId}`]),
      ...places.map((place) => words.usedIn(place)),
      ...lastChecked(lapses),
    ],
    buttons: lapses.slice(0, 1).flatMap(({ lapseId: value }): Button[] => [
      { kind: 'ask', verb: 'alert-history', title: 'Did they get it?', value },
      { kind: 'ask', verb: 'alert-set', title: 'Alert settings', value },
    ]),
  };
}

/** The oldest look counts. A day is exact enough: with the time of day the card would change with every sweep. */
function lastChecked(lapses: readonly Lapse[]): Said[] {
  const [oldest] = lapses.flatMap(({ checkedAt }) => checkedAt ?? []).toSorted();
  return oldest === undefined ? [] : [words.lastChecked(day(oldest))];
}

function silentLines({ silent }: AlertView) {
  return silent.map(({ kind, label: name, because, by, words: said, until }) => ({
    chip: SILENCE_CHIPS[because],
    text: name === '' ? words.alertThings[kind] : say`${words.alertThings[kind]} “${name}”`,
    ...(by === '' ? {} : { detail: why(because, { by, said, until }) }),
  }));
}

function why(
  because: AlertView['silent'][number]['because'],
  { by, said, until }: { readonly by: string; readonly said: string; readonly until: string },
): Said {
  return because === 'snoozed'
    ? say`Until ${day(until)}, by ${by}: ${quote(said)}`
    : say`${by} says it is looked after by ${said}.`;
}
