/** One lapse's turn: what is to be sent of it now, if anything, and what becomes of warnings that are in the way. */
import { toIso } from '../dates.ts';
import type { ConnectorLadders } from './ladder.ts';
import { openChannels, reachOf, routeOf } from './route.ts';
import { isAbout, isOpen, isStray, newRow, put, SEND_DEADLINE } from './rows.ts';
import { lost } from './settle.ts';
import type { Speaking } from './speaking.ts';
import type { AlertChannel, AlertLabel, AlertRow } from './types.ts';
import { strand, walk, type Found, type Walk } from './walk.ts';

/** What there is besides the lapse. */
export interface Ground {
  readonly channels: readonly AlertChannel[];
  /** Those of this lapse, whatever the end they speak of. */
  readonly rows: readonly AlertRow[];
  readonly ladders: ConnectorLadders;
}

export interface Turn {
  /** Rows that are new or changed. */
  readonly writes: readonly AlertRow[];
  readonly send: Sending | null;
  /** Epoch ms; `Infinity` when only an event can change anything. */
  readonly wakeAt: number;
  /** Something is due, and no channel lives. */
  readonly unreachable: boolean;
}

export interface Sending {
  readonly row: AlertRow;
  readonly label: AlertLabel;
}

/** Nothing to say: what waits is called off; what is on its way, or may have arrived, stays on record. */
export function silentTurn(rows: readonly AlertRow[], now: number): Turn {
  const after = rows.map((row) => calledOff(found(row, now), 'cancelled', now));
  return { writes: changed(rows, after), send: null, wakeAt: Infinity, unreachable: false };
}

export function turnOf(lapse: Speaking, { channels, rows, ladders }: Ground, now: number): Turn {
  const seen = rows.map((row) => found(row, now));
  const mine = seen.filter((row) => isAbout(row, lapse));
  const route = routeOf(lapse, channels);
  const open = openChannels(route, now);
  const matter = { lapse, rows: mine, ladders };
  const walked = open.length > 0 ? walk(matter, open, now) : strand(matter, route, now);
  const send = walked.found && sendingOf(lapse, walked.found, tried(walked, mine), now);
  const after = seen.map((row) => afterWalk(row, mine.includes(row), walked, send, now));
  const begun = send === null || walked.found?.row !== undefined ? [] : [send.row];
  return {
    writes: [...changed(rows, after), ...begun],
    send,
    // Should the process end on the way, its message is found then.
    wakeAt: Math.min(walked.wakeAt, send === null ? Infinity : now + SEND_DEADLINE),
    unreachable: walked.state === 'due' && reachOf(route) === 'dark',
  };
}

function sendingOf(lapse: Speaking, at: Found, before: readonly AlertRow[], now: number): Sending {
  const row = at.row === undefined ? newRow(lapse, at.channel, at.moment, now) : reopened(at.row, at, now);
  if (row.unanswered > 0) return { row, label: 'repeat' };
  const elsewhere = before.some(({ channelId, attempts }) => channelId !== row.channelId && attempts > 0);
  return { row, label: elsewhere ? 'moved' : 'first' };
}

/** The same warning in channels that live or do not, and what was passed on the way, should that be another band. */
function tried({ found: at, waiting }: Walk, mine: readonly AlertRow[]): readonly AlertRow[] {
  return [...mine.filter(({ band }) => band === at?.moment.band), ...waiting];
}

/** Its pause, if it had one, is over; measured from the new state's start it would begin anew under a clock set back. */
function reopened(row: AlertRow, { moment }: Found, now: number): AlertRow {
  return row.state === 'cancelled' || row.state === 'superseded'
    ? { ...put(row, 'pending', now), dueAt: toIso(moment.dueAt), retryAt: null }
    : row;
}

function afterWalk(
  row: AlertRow,
  isMine: boolean,
  { state, waiting, found: at }: Walk,
  send: Sending | null,
  now: number,
): AlertRow {
  if (send !== null && row === at?.row) return send.row;
  if (waiting.includes(row)) return row;
  return calledOff(row, isMine && state !== 'quiet' ? 'superseded' : 'cancelled', now);
}

function calledOff(row: AlertRow, state: 'superseded' | 'cancelled', now: number): AlertRow {
  return isOpen(row) ? put(row, state, now) : row;
}

/** As it has to be read now. */
function found(row: AlertRow, now: number): AlertRow {
  return isStray(row, now) ? lost(row, now) : row;
}

function changed(before: readonly AlertRow[], after: readonly AlertRow[]): readonly AlertRow[] {
  return after.filter((row, index) => row !== before[index]);
}
