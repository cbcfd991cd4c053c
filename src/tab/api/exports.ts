/** What is taken out of the tab: tables, a calendar, evidence. Of one tenant, and of each line only what is named. */
import type { RegistrationLine } from '../../provisioning/contract/register.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import { json } from '../pages/layout.ts';
import type { Answer, PageRoute } from '../pages/exchange.ts';
import { nothing, readBody, revokeAsked } from './bodies.ts';
import { calendarOf } from './calendar.ts';
import type { ApiPorts, Call, Handlers } from './calls.ts';
import { csvOf } from './csv.ts';
import { EVIDENCE_HEADERS, evidenceOf } from './evidence.ts';
import { readRegisterQuery } from './query.ts';

type Exports = Extract<keyof Handlers, `GET /api/tab/export/${string}` | `POST /api/tab/calendar${string}`>;

export const EXPORTS: Handlers<Exports> = {
  'GET /api/tab/export/registrations.csv': (ports, call) => {
    const rows = csvOf(linesFor(ports, call));
    return file('registrations.csv', 'text/csv; charset=utf-8; header=present', rows);
  },
  'GET /api/tab/export/registrations.json': (ports, call) => {
    const array = jsonOf(linesFor(ports, call));
    return file('registrations.json', 'application/json; charset=utf-8', array);
  },
  'GET /api/tab/export/lapses.ics': (ports, { actor }) => calendarFor(ports, actor.tenantId),
  'GET /api/tab/export/evidence': async (ports, call) => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...EVIDENCE_HEADERS },
    body: await evidenceOf(ports, call),
  }),
  'POST /api/tab/calendar': async ({ calendarLinks, ...ports }, { actor, request }) => {
    readBody(nothing, request.body);
    const secret = ports.hex(256);
    const { tenantId, oid } = actor;
    const madeAt = new Date(ports.now()).toISOString();
    await calendarLinks.put({ tenantId, oid, hash: ports.sha256(secret), madeAt });
    return json({ url: `${ports.publicUrl()}/calendar/${tenantId}.${secret}.ics` });
  },
  'POST /api/tab/calendar/revoke': async ({ calendarLinks }, { actor, request }) => {
    const { whose } = readBody(revokeAsked, request.body);
    await calendarLinks.revoke(actor.tenantId, whose === 'all' ? null : actor.oid);
    return json({});
  },
};

const NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-f]{64})\.ics$/;

/** For calendars, which carry no token: whoever has the address may read it, until it is taken back. */
export function calendarRoute(ports: ApiPorts): PageRoute {
  return {
    method: 'GET',
    path: '/calendar/:name',
    failsAs: 'json',
    handle: async ({ params }) => {
      const [, tenantId = '', secret = ''] = NAME.exec(params['name'] ?? '') ?? [];
      const stands = tenantId !== '' && (await ports.calendarLinks.stands(tenantId, ports.sha256(secret)));
      if (!stands) throw new RegistrarError('CALENDAR_UNKNOWN');
      return calendarFor(ports, tenantId);
    },
  };
}

async function calendarFor({ register, publicUrl }: ApiPorts, tenantId: string): Promise<Answer> {
  const { tenantName, at } = await register.summary(tenantId);
  const lapses = register.lapses(tenantId);
  const body = calendarOf({ lapses, tenantId, tenantName, at, tabUrl: `${publicUrl()}/tab` });
  return file('lapses.ics', 'text/calendar; charset=utf-8', body);
}

/** Asked for before anything is answered, so that a question that means nothing is refused. */
function linesFor({ register }: ApiPorts, { actor, request }: Call): AsyncIterable<RegistrationLine> {
  return register.all(actor.tenantId, readRegisterQuery(request));
}

function file(name: string, type: string, body: AsyncIterable<string>): Answer {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, headers, body: () => body };
}

async function* jsonOf(lines: AsyncIterable<RegistrationLine>): AsyncIterable<string> {
  let before = '[\n';
  for await (const line of lines) {
    yield before + JSON.stringify(line);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
