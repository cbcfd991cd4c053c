/** What is taken out of the tab: tables, a calendar, evidence. Of one tenant, and of each line only what is named. */
import type { RegistrationLine } from '../../provisioning/contract/register.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import { json } from '../pages/layout.ts';
import type { Answer, PageRoute } from '../pages/exchange.ts';
import { calendarAsked, readBody, revokeAsked } from './bodies.ts';
import { calendarOf } from './calendar.ts';
import type { ApiPorts, Call, Handlers } from './calls.ts';
import { csvOf } from './csv.ts';
import { EVIDENCE_HEADERS, evidenceOf } from './evidence.ts';
import { readConnectors, readRegisterQuery } from './query.ts';
import { titlesOf } from './titles.ts';

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
  'GET /api/tab/export/lapses.ics': (ports, { actor, request }) =>
    calendarFor(ports, actor.tenantId, readConnectors(request)),
  'GET /api/tab/export/evidence': async (ports, call) => ({
    status: 200,
    headers: { 'content-type': 'text/html; charset=utf-8', ...EVIDENCE_HEADERS },
    body: await evidenceOf(ports, call),
  }),
  'POST /api/tab/calendar': async ({ calendarLinks, ...ports }, { actor, request }) => {
    const { connectors } = readBody(calendarAsked, request.body);
    const secret = ports.hex(256);
    const { tenantId, oid } = actor;
    const madeAt = new Date(ports.now()).toISOString();
    await calendarLinks.put({ tenantId, oid, hash: ports.sha256(secret), madeAt });
    const of = connectors.length === 0 ? '' : `?connector=${connectors.join(',')}`;
    return json({ url: `${ports.publicUrl()}/calendar/${tenantId}.${secret}.ics${of}` });
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
    handle: async ({ params, query }) => {
      const [, tenantId = '', secret = ''] = NAME.exec(params['name'] ?? '') ?? [];
      const stands = tenantId !== '' && (await ports.calendarLinks.stands(tenantId, ports.sha256(secret)));
      if (!stands) throw new RegistrarError('CALENDAR_UNKNOWN');
      // What a calendar adds to the address, so that nothing on the way keeps an old answer, is nothing to us.
      const asked = new Map([['connector', query.get('connector') ?? '']]);
      return calendarFor(ports, tenantId, readConnectors({ query: asked }));
    },
  };
}

async function calendarFor(
  { register, provisioning, publicUrl }: ApiPorts,
  tenantId: string,
  connectors: readonly string[],
): Promise<Answer> {
  const { tenantName, at } = await register.summary(tenantId, connectors);
  const lapses = register.lapses(tenantId, connectors);
  const only = titlesOf(provisioning, connectors);
  const body = calendarOf({ lapses, tenantId, tenantName, only, at, tabUrl: `${publicUrl()}/tab` });
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
