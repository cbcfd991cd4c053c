/**
 * Every lapse as a day in a calendar (RFC 5545). An event keeps its UID, so that a calendar that asks again moves it
 * instead of adding one.
 */
import icalendar, {
  foldLines,
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEvent,
  ICalEventBusyStatus,
  ICalEventTransparency,
  type ICalCalendar,
} from 'ical-generator';
import type { RegisterLapse } from '../../provisioning/contract/register.ts';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** Before the end, like the first and the most urgent warnings. */
const ALARMS_S = [30 * DAY_S, 7 * DAY_S, DAY_S];
/** How often calendars are asked to look again. */
const AGAIN_S = 6 * HOUR_S;

export interface CalendarParts {
  readonly lapses: AsyncIterable<RegisterLapse>;
  readonly tenantId: string;
  readonly tenantName: string;
  /** Titles of the connectors it is about; empty: all. */
  readonly only: readonly string[];
  /** ISO 8601: when it is read. */
  readonly at: string;
  /** Address of the tab, for each event. */
  readonly tabUrl: string;
}

const END = 'END:VCALENDAR';
/** Characters of one piece of the answer. */
const PIECE = 64 * 1024;

/** In pieces, so that ten thousand are never held at once. The first comes when something has been read. */
export async function* calendarOf(parts: CalendarParts): AsyncIterable<string> {
  const calendar = icalendar({
    name: `Registrar: what lapses in ${clean(parts.tenantName)}${onlyOf(parts.only)}`,
    prodId: { company: 'Registrar', product: 'Lapses', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: AGAIN_S,
  });
  let some = calendar.toString().slice(0, -END.length);
  for await (const lapse of parts.lapses) {
    if (lapse.ends !== null) some += eventOf(lapse, lapse.ends, { ...parts, calendar });
    if (some.length < PIECE) continue;
    yield some;
    some = '';
  }
  yield some + END;
}

function eventOf(
  lapse: RegisterLapse,
  ends: string,
  { tenantId, tabUrl, at, calendar }: CalendarParts & { readonly calendar: ICalCalendar },
): string {
  const event = new ICalEvent(
    {
      id: `${uidOf(lapse)}@${tenantId}.registrar`,
      stamp: new Date(at),
      start: new Date(ends),
      end: new Date(Date.parse(ends) + HOUR_S * 1000),
      summary: `${clean(lapse.connectorTitle)}: ${KINDS[lapse.kind]} ${clean(lapse.label)} lapses`,
      description: `${clean(lapse.name)} stops working unless it is renewed before. Renew it in the tab or in the chat.`,
      url: tabUrl,
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
    },
    calendar,
  );
  for (const trigger of ALARMS_S) event.createAlarm({ type: ICalAlarmType.display, trigger });
  return foldLines(event.toString());
}

const KINDS: Readonly<Record<RegisterLapse['kind'], string>> = {
  secret: 'secret',
  certificate: 'certificate',
  federated: 'federated credential',
  password: 'password',
  'sign-in': 'sign-in',
  check: 'check',
};

function onlyOf(titles: readonly string[]): string {
  return titles.length === 0 ? '' : ` (${clean(titles.join(' and '))} only)`;
}

/** Letters and digits, the same for the same lapse. */
function uidOf({ id }: RegisterLapse): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

/** Without what is not seen. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
}
