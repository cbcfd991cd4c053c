/** /sandbox/teams/*: a tester's hand on the pretend Teams. Not part of what is pretended. */
import { ControlRefusal, json, readBody } from '../control/answers.ts';
import type { SandboxRequest, SandboxResponse } from '../ports.ts';
import { faultsBody, installBody, removeBody, switchesBody, type RuleBody } from './bodies.ts';
import type { ArmedFault, Effect } from './faults.ts';
import { resetState, type TeamsState } from './state.ts';

export interface Desk {
  readonly state: TeamsState;
  readonly tenantId: string;
  readonly request: SandboxRequest;
  /** Forgets how often the connector was asked. */
  clearRates(): void;
}

type Act = (desk: Desk) => SandboxResponse;

const ACTS: Readonly<Record<string, Act>> = {
  'GET conversations': ({ state }) => json(200, [...state.conversations.values()]),
  'POST conversations': install,
  'DELETE conversations': remove,
  'GET messages': ({ state }) => json(200, [...state.messages.values()]),
  'DELETE messages': ({ state }) => {
    state.messages.clear();
    return json(200, []);
  },
  'GET requests': listRequests,
  'DELETE requests': ({ state }) => {
    state.requests.length = 0;
    return json(200, []);
  },
  'GET faults': ({ state }) => json(200, { faults: state.faults }),
  'POST faults': arm,
  'DELETE faults': ({ state }) => {
    state.faults = [];
    return json(200, { faults: [] });
  },
  'GET switches': ({ state }) => json(200, state.switches),
  'POST switches': turn,
  'POST reset': reset,
};

const BASE = '/sandbox/teams/';

export function isTeamsControl(path: string): boolean {
  return path.startsWith(BASE);
}

export function control(desk: Desk): SandboxResponse {
  const { method, url } = desk.request;
  const path = url.split('?', 1)[0] ?? '';
  const act = ACTS[`${method.toUpperCase()} ${path.slice(BASE.length)}`];
  if (act === undefined) return json(404, { error: `There is no ${method} ${path}.` });
  try {
    return act(desk);
  } catch (problem) {
    if (problem instanceof ControlRefusal) return json(problem.status, { error: problem.message });
    throw problem;
  }
}

function install({ state, tenantId, request }: Desk): SandboxResponse {
  const { conversations } = readBody(request, installBody);
  for (const one of conversations)
    state.conversations.set(one.id, { ...one, tenantId: one.tenantId ?? tenantId });
  return json(200, { installed: state.conversations.size });
}

function remove({ state, request }: Desk): SandboxResponse {
  for (const id of readBody(request, removeBody).ids) state.conversations.delete(id);
  return json(200, { installed: state.conversations.size });
}

function arm({ state, request }: Desk): SandboxResponse {
  const { rules } = readBody(request, faultsBody);
  const first = state.faults.length + 1;
  state.faults.push(...rules.map((rule, index) => armed(rule, first + index)));
  return json(200, { faults: state.faults });
}

function armed(rule: RuleBody, number: number): ArmedFault {
  const times = rule.times === 'always' ? Number.MAX_SAFE_INTEGER : rule.times;
  const name = rule.name ?? `fault ${number.toString()}`;
  return { rule: { name, match: rule.match, effect: effectOf(rule.effect), times }, seen: 0, hits: 0 };
}

function effectOf(effect: RuleBody['effect']): Effect {
  if ('slowMs' in effect) return { kind: 'slow', ms: effect.slowMs };
  if ('hang' in effect) return { kind: 'hang', when: effect.when };
  if ('reset' in effect) return { kind: 'reset', when: effect.when };
  return { kind: 'refuse', ...effect };
}

function turn({ state, request }: Desk): SandboxResponse {
  const given = Object.entries(readBody(request, switchesBody)).filter(([, value]) => value !== undefined);
  Object.assign(state.switches, Object.fromEntries(given));
  return json(200, state.switches);
}

function reset({ state, clearRates }: Desk): SandboxResponse {
  resetState(state);
  clearRates();
  return json(200, { reset: true });
}

function listRequests({ state, request }: Desk): SandboxResponse {
  const since = new URL(request.url, 'http://sandbox').searchParams.get('since') ?? '0';
  if (!/^\d+$/.test(since)) throw new ControlRefusal(400, 'since: not a number.');
  return json(200, state.requests.slice(Number(since)));
}
