/**
 * Every lapse as a day in a calendar (RFC 5545). An event keeps its UID, so that a calendar that asks again moves it
 * instead of adding one.
 */
import icalendar, {
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { RegisterLapse, RegisterSummary } from '../../provisioning/contract/register.ts';

const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** Before the end, like the first and the most urgent warnings. */
const ALARMS_S = [30 * DAY_S, 7 * DAY_S, DAY_S];
/** How often calendars are asked to look again. */
const AGAIN_S = 6 * HOUR_S;

export interface CalendarParts {
  readonly summary: RegisterSummary;
  readonly tenantId: string;
  /** Address of the tab, for each event. */
  readonly tabUrl: string;
}

export function calendarOf({ summary, tenantId, tabUrl }: CalendarParts): string {
  const calendar = icalendar({
    name: `Registrar: what lapses in ${clean(summary.tenantName)}`,
    prodId: { company: 'Registrar', product: 'Lapses', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: AGAIN_S,
  });
  const at = new Date(summary.at);
  for (const lapse of summary.timeline) {
    if (lapse.ends === null) continue;
    const event = calendar.createEvent({
      id: `${uidOf(lapse)}@${tenantId}.registrar`,
      stamp: at,
      start: new Date(lapse.ends),
      end: new Date(Date.parse(lapse.ends) + HOUR_S * 1000),
      summary: `${clean(lapse.connectorTitle)}: ${KINDS[lapse.kind]} ${clean(lapse.label)} lapses`,
      description: `${clean(lapse.name)} stops working unless it is renewed before. Renew it in the tab or in the chat.`,
      url: tabUrl,
      busystatus: ICalEventBusyStatus.FREE,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
    for (const trigger of ALARMS_S) event.createAlarm({ type: ICalAlarmType.display, trigger });
  }
  return calendar.toString();
}

const KINDS: Readonly<Record<RegisterLapse['kind'], string>> = {
  secret: 'secret',
  certificate: 'certificate',
  federated: 'federated credential',
  password: 'password',
  'sign-in': 'sign-in',
  check: 'check',
};

/** Letters and digits, the same for the same lapse. */
function uidOf({ id }: RegisterLapse): string {
  return Buffer.from(id, 'utf8').toString('base64url');
}

/** Without what is not seen. */
function clean(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 200);
}
