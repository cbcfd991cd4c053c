/** A tester's hand on the pretend cloud: what breaks, lags, refuses, and who holds which role. */
import type { FaultEffect } from '../../src/sandbox/control/faults.ts';
import type { Persona, World } from './world.ts';

/** Every write a set-up makes, as the pretend cloud sees it: method and path. */
export const WRITES = {
  application: ['PATCH', '^/v1\\.0/applications\\(uniqueName='],
  'service principal': ['PATCH', '^/v1\\.0/servicePrincipals\\(appId='],
  grant: ['POST', '^/v1\\.0/servicePrincipals/[^/]+/appRoleAssignedTo'],
  secret: ['POST', '^/v1\\.0/applications/[^/]+/addPassword'],
  certificate: ['PATCH', '^/v1\\.0/applications/[0-9a-f-]+$'],
  'removal of a secret': ['POST', '^/v1\\.0/applications/[^/]+/removePassword'],
  deletion: ['DELETE', '^/v1\\.0/applications/'],
  purge: ['DELETE', '^/v1\\.0/directory/deletedItems/'],
} as const;

export type WriteName = keyof typeof WRITES;

export const TOKEN_ENDPOINT = ['POST', '^/[^/]+/oauth2/v2\\.0/token'] as const;
export const ANY_GRAPH = ['POST', '^/v1\\.0/'] as const;

type Place = readonly [method: string, path: string];

export function arm(world: World, [method, path]: Place, effect: FaultEffect, times = 1, nth = 1): void {
  const rule = { name: 'armed by the test', match: { method, path, nth }, effect, times };
  world.sandbox.switches.faults.push({ rule, seen: 0 });
}

export function heal(world: World): void {
  world.sandbox.switches.faults = [];
}

export const LOST_AFTER: FaultEffect = { kind: 'reset', when: 'after' };
export const LOST_BEFORE: FaultEffect = { kind: 'reset', when: 'before' };

/** An answer in place of the service's own; the request is not carried out unless `when` says so. */
export function answers(
  status: number,
  error: { readonly code: string; readonly message: string },
  headers: Readonly<Record<string, string>> = {},
  when: FaultEffect['when'] = 'before',
): FaultEffect {
  const innerError = { date: '2026-11-21T10:00:00', 'request-id': 'r', 'client-request-id': 'r' };
  const body = JSON.stringify({ error: { ...error, innerError } });
  return { kind: 'answer', when, status, headers: { 'content-type': 'application/json', ...headers }, body };
}

export const throttled = (retryAfter?: string): FaultEffect =>
  answers(
    429,
    { code: 'TooManyRequests', message: 'Too many requests.' },
    retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  );

/** The control API, as a tester's script would use it. */
export async function control(world: World, path: string, body: unknown): Promise<void> {
  const request = { method: 'POST', url: `/sandbox/${path}`, headers: {}, body: JSON.stringify(body) };
  const { status, body: answer } = await world.sandbox.handle(request);
  if (status !== 200) throw new RangeError(answer);
}

export const setRoles = (world: World, person: Persona, roles: readonly string[]): Promise<void> =>
  control(world, 'roles', { person, roles });
