import { beforeEach, expect, test } from '@jest/globals';
import type { CalendarLinks } from '../../../src/provisioning/contract/tab.ts';
import type { TestDatabase } from '../../fakes/database.ts';
import { ANNA, BO, CONTOSO, FABRIKAM } from './records.ts';

export const A_LINK = {
  tenantId: CONTOSO,
  oid: ANNA.oid,
  hash: 'hash-1',
  madeAt: '2026-11-23T09:00:00.000Z',
};

export function calendarLinksBehaviour(current: () => TestDatabase): void {
  let links: CalendarLinks;
  beforeEach(() => {
    links = current().store.calendarLinks;
  });
  const standing = (...hashes: string[]): Promise<boolean[]> =>
    Promise.all(hashes.map((hash) => links.stands(CONTOSO, hash)));

  test('a link stands in its tenant and in no other', async () => {
    await links.put(A_LINK);
    expect([await links.stands(CONTOSO, 'hash-1'), await links.stands(FABRIKAM, 'hash-1')]).toEqual([
      true,
      false,
    ]);
  });

  test('a person has one: the next takes its place', async () => {
    await links.put(A_LINK);
    await links.put({ ...A_LINK, hash: 'hash-2' });
    expect(await standing('hash-1', 'hash-2')).toEqual([false, true]);
  });

  test('it is taken back alone, or with every other of the tenant', async () => {
    await links.put(A_LINK);
    await links.put({ ...A_LINK, oid: BO.oid, hash: 'hash-2' });
    await links.put({ ...A_LINK, tenantId: FABRIKAM, hash: 'hash-3' });
    await links.revoke(CONTOSO, ANNA.oid);
    expect(await standing('hash-1', 'hash-2')).toEqual([false, true]);
    await links.revoke(CONTOSO, null);
    expect(await standing('hash-2')).toEqual([false]);
    expect(await links.stands(FABRIKAM, 'hash-3')).toBe(true);
  });
}
