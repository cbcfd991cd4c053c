/** Looking: who one is, what is registered, and what changes. */
import type { MeView } from '../../provisioning/contract/tab.ts';
import { explain } from '../../provisioning/index.ts';
import { json } from '../pages/layout.ts';
import { apiFailure } from './failure.ts';
import type { Handler, Handlers } from './calls.ts';
import { readConnectors, readRegisterQuery } from './query.ts';

type Looks = Extract<
  keyof Handlers,
  | `GET /api/tab/${'me' | 'summary' | 'registrations' | 'registrations/:id' | 'connectors' | 'changes'}`
  | 'GET /api/tab/runs/:id'
>;

export const LOOKS: Handlers<Looks> = {
  'GET /api/tab/me': async (ports, { caller, actor }) => {
    const { may, roles, held } = await ports.rights.of(caller);
    const view: MeView = {
      person: { oid: actor.oid, displayName: actor.displayName },
      tenant: { id: actor.tenantId, name: await ports.tenantName(actor.tenantId) },
      ...{ may, roles },
      held: held === null ? null : apiFailure(held, explain(held)),
      chatUrl: ports.chatUrl,
      at: new Date(ports.now()).toISOString(),
    };
    return json(view);
  },
  'GET /api/tab/summary': async ({ register }, { actor, request }) =>
    json(await register.summary(actor.tenantId, readConnectors(request))),
  'GET /api/tab/registrations': async ({ register }, { actor, request }) =>
    json(await register.page(actor.tenantId, readRegisterQuery(request))),
  'GET /api/tab/registrations/:id': async ({ register }, { actor, id }) =>
    json(await register.one(actor, id)),
  'GET /api/tab/runs/:id': async ({ provisioning }, { actor, id }) =>
    json(await provisioning.view(actor, id)),
  'GET /api/tab/connectors': ({ provisioning }) => json(provisioning.connectors()),
  'GET /api/tab/changes': (ports, call) => {
    const known = call.request.query.get('since');
    return known === undefined ? stream(ports, call) : json(ports.changes.since(call.actor.tenantId, known));
  },
};

const stream: Handler = ({ streams }, { caller }) => ({
  status: 200,
  // A proxy that gathers an answer before it passes it on would make news old.
  headers: { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' },
  body: streams.open(caller),
});
