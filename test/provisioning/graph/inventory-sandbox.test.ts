/** The inventory against the pretend cloud, signed in with its certificate. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ObjectId } from '../../../src/provisioning/core/ids.ts';
import { parseAppId } from '../../../src/provisioning/core/ids.ts';
import type { InventoryEvent, InventoryPage } from '../../../src/provisioning/ports.ts';
import { seedGuid, WATCH_APP_OBJECT_ID } from '../../../src/sandbox/seed/ids.ts';
import { drain } from '../../fakes/drain.ts';
import { TENANT, WATCH, WatchedCloud } from '../../fakes/watched-cloud.ts';

const GROWN = 1_998;
let cloud: WatchedCloud;

beforeEach(async () => {
  cloud = await WatchedCloud.create(GROWN);
});
afterEach(() => cloud.close());

/** With those that every tenant has. */
const everybody = () => Object.keys(cloud.sandbox.world.applications).length;
const open = () => cloud.inventory.open(TENANT, new AbortController().signal);

async function pages(events: AsyncIterable<InventoryEvent>): Promise<readonly InventoryPage[]> {
  return (await drain(events)).filter((event): event is InventoryPage => event.kind === 'page');
}

describe('a first pass', () => {
  test('is one request for the link and one for every 999 applications', async () => {
    const reading = open();
    const read = await pages(reading.all());
    expect(read.map(({ seen }) => seen.length)).toEqual([999, 999, everybody() - 2 * 999]);
    expect(new Set(read.flatMap(({ seen }) => seen.map(({ id }) => id))).size).toBe(everybody());
    expect(reading.requests()).toBe(4);
    expect(cloud.asked().map(({ path, status }) => [path.split('?')[0], status])).toEqual([
      ['/v1.0/applications/delta', 200],
      ['/v1.0/applications', 200],
      ['/v1.0/applications', 200],
      ['/v1.0/applications', 200],
    ]);
  });

  test('asks for a page only when the one before has been dealt with', async () => {
    for await (const event of open().all()) {
      expect(event.kind).toBe('page');
      expect(cloud.asked()).toHaveLength(2);
      break;
    }
    expect(cloud.asked()).toHaveLength(2);
  });

  test('reads every credential with its date, and of the certificate no key', async () => {
    const [first] = await pages(open().all());
    const watch = first?.seen.find(({ appId }) => appId === WATCH);
    expect(watch).toMatchObject({ id: WATCH_APP_OBJECT_ID, displayName: 'Registrar watch', tags: [] });
    expect(watch?.credentials).toEqual([
      {
        kind: 'certificate',
        keyId: cloud.sandbox.world.watchKeyId,
        displayName: 'CN=Registrar watch',
        starts: '2026-11-20T10:00:00.000Z',
        ends: '2099-12-31T00:00:00.000Z',
      },
    ]);
    const fourth = first?.seen.find(({ id }) => id === seedGuid('a1', 4));
    expect(fourth?.credentials.map(({ kind }) => kind)).toEqual([
      'secret',
      'secret',
      'secret',
      'certificate',
    ]);
  });
});

describe('what changed', () => {
  async function mark(): Promise<string> {
    const read = await pages(open().all());
    return read.at(-1)?.link ?? '';
  }

  test('is one request, and names what was added, changed and removed', async () => {
    const link = await mark();
    const [changed, removed] = [seedGuid('a1', 1), seedGuid('a1', 2)];
    await cloud.byHand('POST', '/applications', { displayName: 'New one' });
    await cloud.byHand('POST', `/applications/${changed}/addPassword`, {
      passwordCredential: { displayName: 'by hand' },
    });
    await cloud.byHand('DELETE', `/applications/${removed}`);
    const reading = open();
    const [page, ...more] = await pages(reading.changes(link));
    expect(more).toEqual([]);
    expect(reading.requests()).toBe(1);
    expect(page?.seen.map(({ displayName }) => displayName).sort()).toEqual([
      'New one',
      'Sample application 000001',
    ]);
    const names = page?.seen.flatMap(({ credentials }) => credentials.map(({ displayName }) => displayName));
    expect(names).toContain('by hand');
    expect(page?.removed).toEqual([removed]);
    expect(page?.link).not.toBe(link);
    expect(await pages(open().changes(page?.link ?? ''))).toMatchObject([{ seen: [], removed: [] }]);
  });

  test('what happened while everything was being read is in the changes after it', async () => {
    let link: string | null = null;
    for await (const event of open().all()) {
      if (event.kind !== 'page') continue;
      if (link === null) await cloud.byHand('DELETE', `/applications/${seedGuid('a1', 5)}`);
      link = event.link;
    }
    const [page] = await pages(open().changes(link ?? ''));
    expect(page?.removed).toEqual([seedGuid('a1', 5)]);
  });

  test('a link the directory no longer knows is said to be one', async () => {
    const link = await mark();
    await cloud.close();
    cloud = await WatchedCloud.create(0, 'after a restart');
    expect(await drain(open().changes(link))).toEqual([{ kind: 'expired' }]);
  });
});

test('a few are asked for by name, and who is not there is in no page', async () => {
  const known = (index: number) => parseAppId(seedGuid('a2', index))!;
  const wanted = [...Array.from({ length: 16 }, (_, index) => known(index + 1)), known(999_999)];
  const reading = open();
  const read = await pages(reading.only(wanted));
  expect(read.flatMap(({ seen }) => seen.map(({ appId }) => appId))).toEqual(wanted.slice(0, 16));
  expect(reading.requests()).toBe(2);
});

test('a pause that is asked for is handed on, and the same page comes after it', async () => {
  cloud.sandbox.switches.throttle = { requests: 2, perSeconds: 10, retryAfterSeconds: 7 };
  const kinds: string[] = [];
  const waits: number[] = [];
  const seen = new Set<ObjectId>();
  for await (const event of open().all()) {
    kinds.push(event.kind);
    if (event.kind === 'page') for (const { id } of event.seen) seen.add(id);
    if (event.kind === 'wait') {
      waits.push(event.ms);
      cloud.clock.advance(10_000);
    }
  }
  expect(kinds).toEqual(['page', 'wait', 'page', 'page']);
  expect(waits[0]).toBeGreaterThanOrEqual(7_000);
  expect(waits[0]).toBeLessThanOrEqual(8_400);
  expect(seen.size).toBe(everybody());
});

test('a token that lapses on the way is renewed, once', async () => {
  let pagesRead = 0;
  for await (const event of open().all()) {
    if (event.kind === 'page') pagesRead += 1;
    if (pagesRead === 1) cloud.clock.advance(2 * 60 * 60_000);
  }
  expect(pagesRead).toBe(3);
  expect(cloud.asked().map(({ status }) => status)).toEqual([200, 200, 401, 200, 200]);
});
