import { expect, test } from '@jest/globals';
import { telling } from '../../src/index/tab.ts';
import { FakeAlerts } from '../fakes/alerts.ts';
import { ANNA } from '../fakes/page-engine.ts';

/** As the engine makes them: an object whose methods need no `this`. */
function plain(alerts: FakeAlerts): FakeAlerts {
  const bound = (name: 'snooze' | 'notOurs' | 'tenants') => alerts[name].bind(alerts);
  return {
    ...alerts,
    snooze: bound('snooze'),
    notOurs: bound('notOurs'),
    tenants: bound('tenants'),
  } as FakeAlerts;
}

test('what the chat says of a lapse is told to whoever looks at the tab, once it is kept', async () => {
  const [alerts, touched] = [new FakeAlerts(), [] as string[]];
  const told = telling(plain(alerts), (tenantId) => touched.push(tenantId));
  await told.snooze(ANNA, 'lapse', { until: '2026-12-01T00:00:00Z', reason: 'Moves' });
  await told.notOurs(ANNA, 'lapse', 'Payroll');
  expect(touched).toEqual([ANNA.tenantId, ANNA.tenantId]);
  await expect(told.snooze(ANNA, 'lapse', { until: '', reason: '' })).rejects.toMatchObject({
    code: 'SNOOZE_NO_REASON',
  });
  expect(touched).toHaveLength(2);
  expect(await told.tenants()).toEqual([]);
});
