/** Who hears of it, and who else when they do not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ObjectId } from '../../../../src/provisioning/core/ids.ts';
import {
  openChannels,
  reachOf,
  routeOf,
  triesAgainAt,
} from '../../../../src/provisioning/core/watch/route.ts';
import type { AlertChannel } from '../../../../src/provisioning/core/watch/types.ts';
import { ANNA, channel, DAY, END, iso, lapse } from './ground.ts';

const team = channel({ id: 'team' });
const chat = channel({ id: 'chat', kind: 'groupChat' });
const anna = channel({ id: 'z-anna', kind: 'personal', personId: ANNA.oid });
const bo = channel({ id: 'bo', kind: 'personal', personId: 'b0' as ObjectId });
const dead = { state: 'dead', deadSince: iso(END), triedAt: iso(END) } as const;

function ids(channels: readonly AlertChannel[]): string[] {
  return channels.map(({ id }) => id);
}

describe('the order', () => {
  test('is team, chat, owner, others', () => {
    expect(ids(routeOf(lapse(), [bo, anna, chat, team]))).toEqual(['team', 'chat', 'z-anna', 'bo']);
  });

  test('without an owner is by name among equals', () => {
    expect(ids(routeOf(lapse({ owner: null }), [anna, bo]))).toEqual(['bo', 'z-anna']);
    expect(ids(routeOf(lapse(), [channel({ id: 'b' }), channel({ id: 'a' })]))).toEqual(['a', 'b']);
  });

  test('begins with whoever named the connector', () => {
    const named = { ...bo, connectors: ['nectar'] };
    expect(ids(routeOf(lapse(), [team, named]))).toEqual(['bo', 'team']);
  });

  test('depends on nothing else', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([team, chat, anna, bo], { minLength: 4 }), (shuffled) => {
        expect(ids(routeOf(lapse(), shuffled))).toEqual(['team', 'chat', 'z-anna', 'bo']);
      }),
    );
  });
});

describe('a channel that listens to other connectors', () => {
  const other = { ...team, connectors: ['jtel'] };

  test('is left in peace while one that listens lives', () => {
    expect(ids(routeOf(lapse(), [other, anna]))).toEqual(['z-anna']);
    expect(ids(routeOf(lapse({ connectorId: null }), [other, anna]))).toEqual(['z-anna']);
  });

  test('hears of it when nobody else would', () => {
    expect(ids(routeOf(lapse(), [other, { ...anna, ...dead }]))).toEqual(['z-anna', 'team']);
    expect(ids(routeOf(lapse(), [other]))).toEqual(['team']);
  });
});

test('two live channels are good, one is thin, none is dark', () => {
  expect(reachOf([team, { ...chat, ...dead }, anna])).toBe('good');
  expect(reachOf([team, { ...chat, ...dead }])).toBe('thin');
  expect(reachOf([{ ...team, ...dead }])).toBe('dark');
  expect(reachOf([])).toBe('dark');
});

describe('channels to try', () => {
  test('are the live ones', () => {
    expect(ids(openChannels([{ ...team, ...dead }, chat, anna], END + 9 * DAY))).toEqual(['chat', 'z-anna']);
  });

  test('are the dead ones once a day, when there is no other', () => {
    const route = [
      { ...team, ...dead },
      { ...chat, ...dead, triedAt: iso(END + 1) },
    ];
    expect(ids(openChannels(route, END + DAY - 1))).toEqual([]);
    expect(ids(openChannels(route, END + DAY))).toEqual(['team']);
    expect(ids(openChannels(route, END + DAY + 1))).toEqual(['team', 'chat']);
  });

  test('say when', () => {
    expect(triesAgainAt({ ...team, ...dead }, END + 1)).toBe(END + DAY);
    expect(triesAgainAt({ ...team, ...dead, triedAt: null }, END)).toBe(END);
    expect(triesAgainAt({ ...team, ...dead }, END + 3 * DAY)).toBe(END + 3 * DAY);
  });
});
