/** The API of the tab: each request of the table in who-may.ts, guarded by its line there, with what answers it. */
import type { Answer, PageRoute } from '../pages/exchange.ts';
import { BODY_BYTES } from './bodies.ts';
import type { ApiPorts, Handlers } from './calls.ts';
import { calendarRoute, EXPORTS } from './exports.ts';
import { LAPSES } from './lapses.ts';
import { LOOKS } from './look.ts';
import { RUNS } from './runs.ts';
import { WHO_MAY, type ApiRequest } from './who-may.ts';

/** Does not compile while a line of the table has no handler. */
const HANDLERS: Handlers = { ...LOOKS, ...RUNS, ...LAPSES, ...EXPORTS };

export const API_REQUESTS = Object.keys(WHO_MAY) as readonly ApiRequest[];

export function apiRoutes(ports: ApiPorts): readonly PageRoute[] {
  return [...API_REQUESTS.map((request) => routeFor(ports, request)), calendarRoute(ports)];
}

function routeFor(ports: ApiPorts, asked: ApiRequest): PageRoute {
  const [method, path] = asked.split(' ') as [PageRoute['method'], string];
  return {
    ...{ method, path },
    ...(method === 'GET' ? {} : { accepts: ['application/json'], limit: BODY_BYTES }),
    failsAs: 'api',
    handle: async (request) => {
      const caller = await ports.verify(request.headers['authorization']);
      await ports.rights.demand(caller, WHO_MAY[asked]);
      const call = { caller, actor: caller.actor, request, id: request.params['id'] ?? '' };
      return timed(await HANDLERS[asked](ports, call), ports.now());
    },
  };
}

/** Business time, so that the page tells the same distances as the chat, however long it has been open. */
function timed(answer: Answer, now: number): Answer {
  return { ...answer, headers: { ...answer.headers, 'x-registrar-time': new Date(now).toISOString() } };
}
