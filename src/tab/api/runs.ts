/** Set-ups: each request is one method of the engine, which decides whether it is allowed now, and to this person. */
import type { RunView } from '../../provisioning/contract.ts';
import type { ByHandView, PopUp, RunVerb, RunVerbs } from '../../provisioning/contract/tab.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import type { Actor, Provisioning } from '../../provisioning/index.ts';
import { json } from '../pages/layout.ts';
import { nothing, readBody, RUN_BODIES, RUN_VERBS, signInAsked, startRun } from './bodies.ts';
import type { ApiPorts, Call, Handler, Handlers } from './calls.ts';

/** The tab's own note of where a run lives: nowhere in the chat. */
const ORIGIN = JSON.stringify({ kind: 'tab' });

interface Asked {
  readonly actor: Actor;
  readonly runId: string;
}

type Verbs = {
  readonly [V in RunVerb]: (engine: Provisioning, asked: Asked, body: RunVerbs[V]) => Promise<RunView>;
};

const VERBS: Verbs = {
  choose: (engine, { actor, runId }, { values }) => engine.choose(actor, runId, values),
  change: (engine, { actor, runId }) => engine.change(actor, runId),
  adopt: (engine, { actor, runId }, { appId, cleanUp }) => engine.adopt(actor, runId, appId, cleanUp),
  approve: (engine, { actor, runId }, { planHash, confirmName }) =>
    engine.approve(actor, runId, planHash, confirmName),
  'ask-approver': (engine, { actor, runId }, { approverOid }) =>
    engine.askApprover(actor, runId, approverOid),
  decline: (engine, { actor, runId }, { reason }) => engine.decline(actor, runId, reason),
  cancel: (engine, { actor, runId }) => engine.cancel(actor, runId),
  retry: (engine, { actor, runId }) => engine.retry(actor, runId),
  'verify-by-hand': (engine, { actor, runId }, { applicationId, secret }) =>
    engine.verifyByHand(actor, runId, applicationId, secret),
  validate: (engine, { actor, runId }) => engine.validate(actor, runId),
  tick: (engine, { actor, runId }, { itemId, outcome }) => engine.tick(actor, runId, itemId, outcome),
  renew: (engine, { actor, runId }) => engine.renew(actor, runId, ORIGIN),
  add: (engine, { actor, runId }) => engine.startFrom(actor, runId, 'add', ORIGIN),
  'next-function': (engine, { actor, runId }) => engine.startFrom(actor, runId, 'next-function', ORIGIN),
  'remove-old': removeOld,
  'confirm-sent': (engine, { actor, runId }) => engine.confirmSent(actor, runId),
  'remake-secret': (engine, { actor, runId }) => engine.remakeSecret(actor, runId),
  'remove-unclaimed': (engine, { actor, runId }) => engine.removeUnclaimed(actor, runId),
};

/** It cannot be taken back, so that the registration's name is typed for it. */
async function removeOld(
  engine: Provisioning,
  { actor, runId }: Asked,
  { confirmName }: RunVerbs['remove-old'],
) {
  const { registration } = await engine.view(actor, runId);
  const name = registration?.name ?? '';
  if (registration !== null && confirmName.trim() !== name)
    throw new RegistrarError('TAB_NAME_WRONG', { name });
  return engine.removeOld(actor, runId);
}

function handlerFor<V extends RunVerb>(verb: V): Handler {
  return async ({ provisioning }, { actor, id, request }) =>
    json(await VERBS[verb](provisioning, { actor, runId: id }, readBody(RUN_BODIES[verb], request.body)));
}

type Runs = Extract<keyof Handlers, `POST /api/tab/runs${string}`>;

const verbs = Object.fromEntries(
  RUN_VERBS.map((verb) => [`POST /api/tab/runs/:id/${verb}`, handlerFor(verb)]),
) as Handlers<Extract<Runs, `POST /api/tab/runs/:id/${RunVerb}`>>;

export const RUNS: Handlers<Runs> = {
  ...verbs,
  'POST /api/tab/runs': async ({ provisioning }, { actor, request }) => {
    const { connectorId } = readBody(startRun, request.body);
    if (!provisioning.connectors().some(({ id }) => id === connectorId))
      throw new RegistrarError('TAB_CONNECTOR_UNKNOWN', { id: connectorId });
    return json(await provisioning.start(actor, connectorId, ORIGIN));
  },
  'POST /api/tab/runs/:id/by-hand': async ({ provisioning }, { actor, id, request }) => {
    readBody(nothing, request.body);
    return json((await provisioning.portalSteps(actor, id)) satisfies ByHandView);
  },
  'POST /api/tab/runs/:id/sign-in': async (ports, call) => {
    const { purpose, withCode } = readBody(signInAsked, call.request.body);
    return popUp(ports, call, withCode ? '/auth/device' : '/auth/start', purpose);
  },
  'POST /api/tab/runs/:id/hand-over': async (ports, call) => {
    readBody(nothing, call.request.body);
    return popUp(ports, call, '/handover/start', 'hand-over');
  },
  'POST /api/tab/runs/:id/certificate': async (ports, call) => {
    readBody(nothing, call.request.body);
    return popUp(ports, call, '/certificate', 'check');
  },
};

/** Whose run it is is asked again when the sign-in begins; this is so that nobody opens a window in vain. */
async function popUp(
  { provisioning, popUps, publicUrl }: ApiPorts,
  { actor, id }: Call,
  path: string,
  purpose: Parameters<ApiPorts['popUps']['make']>[0]['purpose'],
) {
  const { runId } = await provisioning.view(actor, id);
  const press = popUps.make({ actor, runId, purpose });
  return json({ url: `${publicUrl()}${path}?press=${press}` } satisfies PopUp);
}
