/** The control API, /sandbox/*: a tester's hand on the pretend cloud. Not part of what is pretended. */
import { parseDuration } from '../duration.ts';
import type { SandboxRequest, SandboxResponse, Tenant } from '../ports.ts';
import {
  INSPECTOR,
  PEOPLE,
  growWorld,
  letWatchReadGrants,
  rolesOf,
  seedWorld,
  setRoles,
  type RoleName,
} from '../seed.ts';
import { ControlRefusal, json, readBody } from './answers.ts';
import {
  clockBody,
  faultsBody,
  growBody,
  policiesBody,
  rolesBody,
  switchesBody,
  watchBody,
  wizardBody,
  type FaultRuleBody,
} from './bodies.ts';
import type { ArmedFault, FaultEffect } from './faults.ts';
import { setPolicies } from './policies.ts';
import { createSwitches, type Switches } from './switches.ts';
import type { World } from '../world.ts';
import { runWizard } from './wizard.ts';

export { applyFault, type FaultEffect, type FaultHit, type FaultRule } from './faults.ts';
export { createSwitches, type Switches, type Throttle } from './switches.ts';

export interface Control {
  /** Answers everything under /sandbox/; 404 for what it does not know. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
}

/** The tenant as it is on the first day. @param now epoch milliseconds */
type FirstDay = (now: number) => World;

interface Desk {
  readonly firstDay: FirstDay;
  readonly tenant: Tenant;
  readonly switches: Switches;
  readonly request: SandboxRequest;
}
type Operation = (desk: Desk) => SandboxResponse;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET /sandbox/about': about,
  'GET /sandbox/clock': clock,
  'POST /sandbox/clock': moveClock,
  'GET /sandbox/faults': ({ switches }) => json(200, { faults: switches.faults }),
  'POST /sandbox/faults': armFaults,
  'DELETE /sandbox/faults': disarmFaults,
  'GET /sandbox/policies': ({ tenant }) => json(200, tenant.world.policies),
  'POST /sandbox/policies': changePolicies,
  'GET /sandbox/switches': ({ switches }) => json(200, turned(switches)),
  'POST /sandbox/switches': turn,
  'POST /sandbox/roles': changeRoles,
  'POST /sandbox/grow': grow,
  'POST /sandbox/watch': consentToWatch,
  'POST /sandbox/wizard': wizard,
  'POST /sandbox/reset': reset,
  'GET /sandbox/requests': listRequests,
  'DELETE /sandbox/requests': clearRequests,
};

export function createControl(
  tenant: Tenant,
  switches: Switches,
  firstDay: FirstDay = (now) => seedWorld({ now }),
): Control {
  return {
    handle: (request) => Promise.resolve(answer({ tenant, switches, firstDay, request })),
  };
}

function answer(desk: Desk): SandboxResponse {
  const { method, url } = desk.request;
  const operation = OPERATIONS[`${method.toUpperCase()} ${url.split('?', 1)[0] ?? ''}`];
  if (operation === undefined) return json(404, { error: `There is no ${method} ${url}.` });
  try {
    return operation(desk);
  } catch (problem) {
    if (problem instanceof ControlRefusal) return json(problem.status, { error: problem.message });
    throw problem;
  }
}

function about({ tenant: { world } }: Desk): SandboxResponse {
  const people = PEOPLE.map((person) => ({
    key: person.key,
    displayName: world.users[person.oid]?.displayName ?? `${person.givenName} ${person.surname}`,
    userPrincipalName: person.userPrincipalName,
    oid: person.oid,
    roles: rolesOf(world, person.oid),
  }));
  return json(200, { tenantId: world.tenantId, tenantName: world.tenantName, people, inspector: INSPECTOR });
}

function clock({ tenant }: Desk): SandboxResponse {
  const now = new Date(tenant.clock.now()).toISOString();
  return json(200, { now, offsetMs: tenant.world.clockOffsetMs });
}

function moveClock(desk: Desk): SandboxResponse {
  const { advance, set } = readBody(desk.request, clockBody);
  const { clock: business, world } = desk.tenant;
  world.clockOffsetMs +=
    set === undefined ? (parseDuration(advance ?? '') ?? 0) : Date.parse(set) - business.now();
  desk.tenant.changed();
  return clock(desk);
}

function armFaults({ switches, request }: Desk): SandboxResponse {
  const { rules } = readBody(request, faultsBody);
  const first = switches.faults.length + 1;
  switches.faults.push(...rules.map((rule, index) => armed(rule, first + index)));
  return json(200, { faults: switches.faults });
}

function disarmFaults({ switches }: Desk): SandboxResponse {
  switches.faults = [];
  return json(200, { faults: [] });
}

function armed(rule: FaultRuleBody, number: number): ArmedFault {
  const times = rule.times === 'always' ? Number.MAX_SAFE_INTEGER : rule.times;
  const name = rule.name ?? `fault ${number.toString()}`;
  return { rule: { name, match: rule.match, effect: toEffect(rule.effect), times }, seen: 0 };
}

function toEffect(effect: FaultRuleBody['effect']): FaultEffect {
  if ('hang' in effect) return { kind: 'hang', when: effect.when };
  if ('reset' in effect) return { kind: 'reset', when: effect.when };
  const { status, when, body } = effect;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/plain' : 'application/json';
  const headers = { ...(text !== '' && { 'content-type': type }), ...effect.headers };
  return { kind: 'answer', status, when, headers, body: text };
}

function changePolicies({ tenant, request }: Desk): SandboxResponse {
  setPolicies(tenant.world, readBody(request, policiesBody));
  tenant.changed();
  return json(200, tenant.world.policies);
}

function turn({ switches, request }: Desk): SandboxResponse {
  const given = Object.entries(readBody(request, switchesBody)).filter(([, value]) => value !== undefined);
  Object.assign(switches, Object.fromEntries(given));
  return json(200, turned(switches));
}

function turned(switches: Switches): object {
  const { replicationLagMs, secretDelayMs, latencyMs, throttle, conflictWindowMs } = switches;
  return { replicationLagMs, secretDelayMs, latencyMs, throttle, conflictWindowMs };
}

function changeRoles({ tenant, request }: Desk): SandboxResponse {
  const { person: key, roles } = readBody(request, rolesBody);
  const person = PEOPLE.find((one) => one.key === key);
  if (person === undefined) throw new ControlRefusal(400, `There is no person "${key}" in this tenant.`);
  setRoles(tenant.world, person.oid, roles as RoleName[]);
  tenant.changed();
  return json(200, { person: key, roles });
}

function grow({ tenant, request }: Desk): SandboxResponse {
  growWorld(tenant.world, readBody(request, growBody));
  tenant.changed();
  const { applications, servicePrincipals } = tenant.world;
  return json(200, {
    applications: Object.keys(applications).length,
    servicePrincipals: Object.keys(servicePrincipals).length,
  });
}

function consentToWatch({ tenant, request }: Desk): SandboxResponse {
  const { readsGrants } = readBody(request, watchBody);
  letWatchReadGrants(tenant.world, readsGrants);
  tenant.changed();
  return json(200, { readsGrants });
}

function wizard({ tenant, request }: Desk): SandboxResponse {
  const { name } = readBody(request, wizardBody);
  return json(200, runWizard(tenant, name));
}

/** The first day again: the tenant as seeded, the clock the machine's, every switch off, the log empty. */
function reset({ tenant, switches, firstDay }: Desk): SandboxResponse {
  const machineNow = tenant.clock.now() - tenant.world.clockOffsetMs;
  Object.assign(tenant.world, firstDay(machineNow));
  const { requests, ...off } = createSwitches();
  Object.assign(switches, off);
  switches.requests.splice(0, switches.requests.length, ...requests);
  tenant.changed();
  return json(200, { reset: true });
}

function listRequests({ switches, request }: Desk): SandboxResponse {
  const since = new URL(request.url, 'http://sandbox').searchParams.get('since') ?? '0';
  if (!/^\d+$/.test(since)) throw new ControlRefusal(400, 'since: not a number.');
  return json(200, switches.requests.slice(Number(since)));
}

function clearRequests({ switches }: Desk): SandboxResponse {
  switches.requests.length = 0;
  return json(200, []);
}
