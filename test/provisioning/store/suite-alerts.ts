import { beforeEach, expect, test } from '@jest/globals';
import type { AlertChannel } from '../../../src/provisioning/core/watch/types.ts';
import type { AlertStore, ChosenLadder, LapseMark } from '../../../src/provisioning/ports.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { ANNA, BO, CONTOSO, FABRIKAM } from './records.ts';

export function aChannel(changes: Partial<AlertChannel> = {}): AlertChannel {
  return {
    tenantId: CONTOSO,
    id: 'anna',
    kind: 'personal',
    personId: ANNA.oid,
    zone: 'Europe/Berlin',
    workingHours: { from: 540, to: 1020, days: [1, 2, 3, 4, 5] },
    ladder: null,
    connectors: null,
    state: 'live',
    deadSince: null,
    triedAt: null,
    ...changes,
  };
}

export const A_MARK: LapseMark = {
  snooze: { until: '2026-12-01T09:00:00+01:00', reason: 'the vendor "moves"\u0000', by: ANNA },
  notOurs: null,
};
export const A_LADDER: ChosenLadder = {
  ladder: [90, 30, 7],
  by: ANNA,
  at: '2026-11-23T09:00:00.000Z',
};
const NOT_OURS: LapseMark = {
  snooze: null,
  notOurs: { owner: 'Payroll', by: BO, at: '2026-11-23T09:00:00.000Z' },
};

export function alertsBehaviour(current: () => TestDatabase): void {
  let alerts: AlertStore;
  beforeEach(() => {
    alerts = current().store.alerts;
  });
  const ids = async (): Promise<unknown> => (await alerts.channels(CONTOSO)).map(({ id }) => id);

  test.each([
    ['with nothing chosen', aChannel()],
    ['with everything chosen', aChannel({ ladder: [60, 30, 1], connectors: ['nectar', 'zoom'] })],
    ['that chose nothing on purpose', aChannel({ ladder: [], connectors: [] })],
    ['of nobody in particular', aChannel({ kind: 'channel', personId: null })],
    [
      'that is dead',
      aChannel({ state: 'dead', deadSince: '2026-11-23T09:00:00Z', triedAt: '2026-11-24T10:00:00.5+01:00' }),
    ],
  ])('a channel %s comes back as it was put', async (_, channel) => {
    await alerts.putChannel(channel);
    expect(await alerts.channels(CONTOSO)).toEqual([channel]);
  });

  test('a channel replaces the one with its id, also by null', async () => {
    await alerts.putChannel(
      aChannel({ ladder: [30], connectors: ['zoom'], state: 'dead', deadSince: 'then', triedAt: 'now' }),
    );
    const next = aChannel({ kind: 'groupChat', personId: null, zone: 'Asia/Tokyo' });
    await alerts.putChannel({ ...next, workingHours: { from: 0, to: 1440, days: [7] } });
    expect(await alerts.channels(CONTOSO)).toEqual([
      { ...next, workingHours: { from: 0, to: 1440, days: [7] } },
    ]);
  });

  test('channels are listed in the order of their ids, whatever the locale', async () => {
    for (const id of ['b', '19:x', 'a', 'B']) await alerts.putChannel(aChannel({ id }));
    expect(await ids()).toEqual(['19:x', 'B', 'a', 'b']);
  });

  test('a channel that is removed is gone, and removing it again does nothing', async () => {
    await alerts.putChannel(aChannel());
    await alerts.putChannel(aChannel({ id: 'bo' }));
    await alerts.removeChannel(CONTOSO, 'anna');
    await alerts.removeChannel(CONTOSO, 'anna');
    expect(await ids()).toEqual(['bo']);
  });

  test('a channel that was removed is known as it was, until it is put again', async () => {
    const chosen = aChannel({ ladder: [30], connectors: ['zoom'], zone: 'Asia/Tokyo' });
    await alerts.putChannel(chosen);
    expect(await alerts.removedChannel(CONTOSO, 'anna')).toBeNull();
    await alerts.removeChannel(CONTOSO, 'anna');
    expect(await alerts.removedChannel(CONTOSO, 'anna')).toEqual(chosen);
    expect(await alerts.removedChannel(FABRIKAM, 'anna')).toBeNull();
    await alerts.putChannel(chosen);
    expect(await alerts.removedChannel(CONTOSO, 'anna')).toBeNull();
    expect(await alerts.channels(CONTOSO)).toEqual([chosen]);
  });

  test('days that were chosen for a connector are replaced and taken back', async () => {
    await alerts.putLadder(CONTOSO, 'nectar', A_LADDER);
    await alerts.putLadder(CONTOSO, 'jtel', { ...A_LADDER, ladder: [14] });
    expect([...(await alerts.ladders(CONTOSO))].sort()).toEqual([
      ['jtel', { ...A_LADDER, ladder: [14] }],
      ['nectar', A_LADDER],
    ]);
    expect(await alerts.ladders(FABRIKAM)).toEqual(new Map());
    await alerts.putLadder(CONTOSO, 'nectar', { ladder: [60], by: BO, at: 'later' });
    await alerts.putLadder(CONTOSO, 'jtel', null);
    await alerts.putLadder(CONTOSO, 'jtel', null);
    await alerts.putLadder(FABRIKAM, 'nectar', null);
    expect(await alerts.ladders(CONTOSO)).toEqual(
      new Map([['nectar', { ladder: [60], by: BO, at: 'later' }]]),
    );
  });

  test('every tenant that has a channel is named once', async () => {
    expect(await alerts.tenants()).toEqual([]);
    for (const id of ['anna', 'bo']) await alerts.putChannel(aChannel({ id }));
    await alerts.putChannel(aChannel({ tenantId: FABRIKAM, state: 'dead' }));
    expect([...(await alerts.tenants())].sort()).toEqual([CONTOSO, FABRIKAM]);
    await alerts.removeChannel(FABRIKAM, 'anna');
    await alerts.putMark(FABRIKAM, 'lapse-1', A_MARK);
    expect(await alerts.tenants()).toEqual([CONTOSO]);
  });

  test('what is said about a lapse replaces what was said before', async () => {
    await alerts.putMark(CONTOSO, 'lapse-1', A_MARK);
    await alerts.putMark(CONTOSO, 'lapse-2', NOT_OURS);
    const both = new Map([
      ['lapse-1', A_MARK],
      ['lapse-2', NOT_OURS],
    ]);
    expect(await alerts.marks(CONTOSO)).toEqual(both);
    await alerts.putMark(CONTOSO, 'lapse-1', NOT_OURS);
    await alerts.putMark(CONTOSO, 'lapse-2', { snooze: null, notOurs: null });
    expect(await alerts.marks(CONTOSO)).toEqual(
      new Map([
        ['lapse-1', NOT_OURS],
        ['lapse-2', { snooze: null, notOurs: null }],
      ]),
    );
  });

  test('one tenant neither sees, replaces nor removes what is another’s', async () => {
    await alerts.putChannel(aChannel());
    await alerts.putMark(CONTOSO, 'lapse-1', A_MARK);
    expect(await alerts.channels(FABRIKAM)).toEqual([]);
    expect(await alerts.marks(FABRIKAM)).toEqual(new Map());
    await alerts.putChannel(aChannel({ tenantId: FABRIKAM, zone: 'Asia/Tokyo' }));
    await alerts.putMark(FABRIKAM, 'lapse-1', NOT_OURS);
    await alerts.removeChannel(FABRIKAM, 'anna');
    expect(await alerts.channels(CONTOSO)).toEqual([aChannel()]);
    expect(await alerts.marks(CONTOSO)).toEqual(new Map([['lapse-1', A_MARK]]));
  });
}
