import { expect, test } from '@jest/globals';
import { applyFault, type ArmedFault, type FaultMatch } from '../../../src/sandbox/control/faults.ts';

const ADD = { method: 'POST', path: '/v1.0/applications/1/addPassword' };
const READ = { method: 'GET', path: '/v1.0/applications?$top=5' };

function armed(match: FaultMatch, times = 1, name = 'one'): ArmedFault {
  return { rule: { name, match, effect: { kind: 'reset', when: 'before' }, times }, seen: 0 };
}

function hits(fault: ArmedFault, request: typeof ADD, count: number): boolean[] {
  const switches = { faults: [fault] };
  return Array.from({ length: count }, () => applyFault(switches, request) !== undefined);
}

test.each<[FaultMatch, typeof ADD, boolean]>([
  [{}, READ, true],
  [{ method: 'post' }, ADD, true],
  [{ method: 'POST' }, READ, false],
  [{ path: '/v1.0/applications' }, READ, true],
  [{ path: '/applications' }, READ, false],
  [{ path: '^/v1\\.0/applications/[^/]+/addPassword$' }, ADD, true],
  [{ path: '^/addPassword' }, ADD, false],
])('%j on %j: %s', (match, request, hit) => {
  expect(hits(armed(match), request, 1)).toEqual([hit]);
});

test('hits the nth matching request, as often as told', () => {
  expect(hits(armed({ nth: 2 }, 2), ADD, 5)).toEqual([false, true, true, false, false]);
});

test('every rule counts, though only the first that is due hits', () => {
  const switches = { faults: [armed({}, 1, 'first'), armed({ nth: 2 }, 1, 'second')] };
  const names = [ADD, ADD, ADD].map((request) => applyFault(switches, request)?.name);
  expect(names).toEqual(['first', 'second', undefined]);
});
