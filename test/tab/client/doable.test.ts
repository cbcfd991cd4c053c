import { describe, expect, test } from '@jest/globals';
import type { RunView } from '../../../src/provisioning/contract.ts';
import { doable, lifeOf, renewableRun } from '../../../src/tab/client/registration/doable.ts';
import { ME } from '../../fakes/tab/me.ts';
import { line, registration } from '../../fakes/tab/register.ts';
import { HANDED_OVER_FUNCTION } from '../../fakes/other-views.ts';
import { NOW, PHASE_VIEWS, PIA } from '../../fakes/run-views.ts';

const view = (...runs: readonly RunView[]) => ({ ...registration(line(0), []), runs });
const UMA = { ...ME, may: { see: true, act: false, setUp: false } };

describe('what can be done with a registration', () => {
  test('nobody is offered a button before it is known who looks', () => {
    expect(doable(view(PHASE_VIEWS.proven), null)).toMatchObject({
      handOver: null,
      validate: null,
      add: null,
    });
  });

  test('who may only see gets the way to watch, and nothing to press', () => {
    expect(doable(view(PHASE_VIEWS.working, PHASE_VIEWS['handed-over']), UMA)).toMatchObject({
      open: { runId: PHASE_VIEWS.working.runId },
      validate: null,
    });
  });

  test('a run under way is gone on with by whoever started it', () => {
    expect(doable(view(PHASE_VIEWS.plan), ME).open?.mine).toBe(true);
    expect(doable(view({ ...PHASE_VIEWS.plan, requester: PIA }), ME).open?.mine).toBe(false);
  });

  test('a hand-over is for the one person it waits for', () => {
    expect(doable(view(PHASE_VIEWS.proven), ME).handOver?.phase).toBe('proven');
    expect(doable(view({ ...PHASE_VIEWS.proven, requester: PIA }), ME).handOver).toBeNull();
    expect(doable(view(PHASE_VIEWS['handed-over']), ME).handOver).toBeNull();
  });

  test('more can be added, and the next function set up', () => {
    const { add, nextFunction } = doable(view(HANDED_OVER_FUNCTION), ME);
    expect([add?.title, nextFunction?.title]).toEqual(['Add a function', 'Set up User Presence']);
  });

  test('what nobody here made is not renewed here', () => {
    const whole = registration(line(0), []);
    expect(whole.credentials.map((one) => renewableRun(whole, one) !== null)).toEqual([true, false]);
  });

  test('of a life the part that has passed', () => {
    const at = (days: number): string => new Date(NOW + days * 86_400_000).toISOString();
    expect(lifeOf({ starts: at(-50), ends: at(50) }, NOW)).toBe(0.5);
    expect(lifeOf({ starts: at(-50), ends: at(-1) }, NOW)).toBe(1);
    expect(lifeOf({ starts: null, ends: at(50) }, NOW)).toBeNull();
    expect(lifeOf({ starts: at(0), ends: null }, NOW)).toBeNull();
  });
});
