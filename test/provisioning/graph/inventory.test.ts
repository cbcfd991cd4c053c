/** The inventory against a Graph that answers what a test wants, down to what no Graph would. */
import { describe, expect, test } from '@jest/globals';
import type { AppId, TenantId } from '../../../src/provisioning/core/ids.ts';
import { Secret } from '../../../src/provisioning/core/secret.ts';
import { createInventory } from '../../../src/provisioning/graph/index.ts';
import type { InventoryEvent, InventoryReading } from '../../../src/provisioning/ports.ts';
import { drain } from '../../fakes/drain.ts';
import { APP, APP_ID, BASE, DATE, KEY, fetchFailed, graphError, json } from './fixture.ts';

const TENANT = '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de' as TenantId;
const LIST = `${BASE}/v1.0/applications`;
const LINK = `${LIST}/delta?$deltatoken=abc`;
const NEXT = `${LIST}?$skiptoken=abc`;

const application = {
  id: APP,
  appId: APP_ID,
  displayName: 'One',
  createdDateTime: '2026-01-05T08:00:00Z',
  tags: ['registrar'],
  passwordCredentials: [
    { keyId: KEY, displayName: null, startDateTime: null, endDateTime: '2027-01-05T08:00:00.1234567Z' },
  ],
  keyCredentials: [],
};
const mark = () => json(200, { value: [], '@odata.deltaLink': LINK });
const page = (value: unknown, links: object = {}) => json(200, { value, ...links });

interface Asked {
  readonly reading: InventoryReading;
  readonly urls: readonly string[];
  readonly headers: readonly Headers[];
  readonly signIns: () => number;
}

type Answer = Response | Error | (() => Promise<Response>);

/** `answers` in turn; the last one for ever. */
function asking(answers: readonly Answer[], signal = new AbortController().signal): Asked {
  const urls: string[] = [];
  const headers: Headers[] = [];
  let signIns = 0;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    urls.push(decodeURIComponent(request.url));
    headers.push(request.headers);
    const answer = answers[Math.min(urls.length, answers.length) - 1];
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer.clone() : answer!();
  };
  const newId = { guid: () => APP, hex: () => '', unit: () => 0 };
  const signIn = async () => new Secret(`token ${(signIns += 1)}`);
  const inventory = createInventory({ baseUrl: BASE, fetch, timeoutMs: 5_000, newId, signIn });
  return { reading: inventory.open(TENANT, signal), urls, headers, signIns: () => signIns };
}

describe('what it asks for', () => {
  test('the dates of credentials and never a key, at low priority', async () => {
    const { reading, urls, headers } = asking([mark(), page([application])]);
    await drain(reading.all());
    const fields = 'id,appId,displayName,createdDateTime,tags,passwordCredentials,keyCredentials';
    expect(urls).toEqual([
      `${LIST}/delta?$select=${fields}&$deltaToken=latest`,
      `${LIST}?$select=${fields}&$top=999`,
    ]);
    expect(headers.map((one) => one.get('x-ms-throttle-priority'))).toEqual(['low', 'low']);
    expect(headers[0]?.get('authorization')).toBe('Bearer token 1');
  });

  test('a single application as a list too, for of one alone the bytes of keys would come', async () => {
    const { reading, urls } = asking([page([application])]);
    await drain(reading.only([APP_ID, "o'dd" as AppId]));
    expect(urls[0]).toContain(`${LIST}?`);
    expect(urls[0]).toContain(`$filter=appId in ('${APP_ID}','o''dd')`);
  });
});

describe('what it reads', () => {
  test('dates to the millisecond, names as they are, keys not at all', async () => {
    const keyed = {
      ...application,
      displayName: 'Half \ud83d and \u0000 nothing',
      keyCredentials: [{ ...application.passwordCredentials[0], key: 'AAAA', endDateTime: null }],
    };
    const { reading } = asking([mark(), page([keyed])]);
    const [only] = await drain(reading.all());
    expect(only).toEqual({
      kind: 'page',
      removed: [],
      link: LINK,
      seen: [
        {
          id: APP,
          appId: APP_ID,
          displayName: 'Half \ufffd and  nothing',
          createdAt: '2026-01-05T08:00:00.000Z',
          tags: ['registrar'],
          credentials: [
            { kind: 'secret', keyId: KEY, displayName: null, starts: null, ends: '2027-01-05T08:00:00.123Z' },
            { kind: 'certificate', keyId: KEY, displayName: null, starts: null, ends: null },
          ],
        },
      ],
    });
  });

  test.each([
    ['0001-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['+275760-09-13T00:00:00Z', '9999-12-31T23:59:59.000Z'],
    ['2028-02-29T23:30:00-05:00', '2028-03-01T04:30:00.000Z'],
  ])('an end of %s as %s', async (endDateTime, ends) => {
    const dated = { ...application, passwordCredentials: [{ keyId: KEY, endDateTime }] };
    const [only] = await drain(asking([mark(), page([dated])]).reading.all());
    expect(only).toMatchObject({ seen: [{ credentials: [{ ends }] }] });
  });

  test('of an application that is there twice the later one, and empty pages', async () => {
    const later = { ...application, displayName: 'Two' };
    const { reading } = asking([
      page([application, later], { '@odata.nextLink': NEXT }),
      page([], deltaLink),
    ]);
    expect(await drain(reading.changes(LINK))).toMatchObject([
      { seen: [{ displayName: 'Two' }], link: null },
      { seen: [], link: `${LINK}d` },
    ]);
  });

  test('an application of which only a part came is asked for, and is gone if it is not there', async () => {
    const other = 'aaaaaaaa-0000-4000-8000-00000000000f';
    const { reading, urls } = asking([
      page(
        [
          { id: APP, displayName: 'One' },
          { id: other, tags: [] },
        ],
        deltaLink,
      ),
      page([application]),
    ]);
    expect(await drain(reading.changes(LINK))).toMatchObject([
      { seen: [], removed: [], link: `${LINK}d` },
      { seen: [{ id: APP, displayName: 'One' }], removed: [other], link: null },
    ]);
    expect(urls[1]).toContain(`$filter=id in ('${APP}','${other}')`);
  });

  const deltaLink = { '@odata.deltaLink': `${LINK}d` };
});

describe('what it refuses', () => {
  test.each([
    'https://graph.example/v1.0/applications?$skiptoken=abc',
    'https://localhost:3981/v1.0/applications?$skiptoken=abc',
    'https://localhost:3980/v1.0/users?$skiptoken=abc',
    'https://localhost:3980@graph.example/v1.0/applications',
    '/v1.0/applications?$skiptoken=abc',
  ])('a page that leads to %s', async (link) => {
    const { reading, urls } = asking([mark(), page([application], { '@odata.nextLink': link })]);
    await expect(drain(reading.all())).rejects.toMatchObject({ code: 'SWEEP_ELSEWHERE' });
    expect(urls).toHaveLength(2);
    expect(() => asking([]).reading.changes(link)).toThrow(
      expect.objectContaining({ code: 'SWEEP_ELSEWHERE' }),
    );
  });

  test.each([
    ['no list', {}],
    ['a list of something else', { value: 'none' }],
    ['an item without an id', { value: [{ ...application, id: 'one' }] }],
    ['an application without a client id', { value: [{ ...application, appId: 7 }] }],
    ['a credential without a key id', { value: [{ ...application, passwordCredentials: [{}] }] }],
    [
      'a date that is none',
      { value: [{ ...application, keyCredentials: [{ keyId: KEY, endDateTime: 'soon' }] }] },
    ],
    ['a link that is no text', { value: [], '@odata.nextLink': 7 }],
  ])('%s', async (_, body) => {
    const { reading } = asking([mark(), json(200, body)]);
    await expect(drain(reading.all())).rejects.toMatchObject({ code: 'SWEEP_UNREADABLE' });
  });

  test('a beginning that names no link', async () => {
    const { reading } = asking([page([])]);
    await expect(drain(reading.all())).rejects.toMatchObject({ code: 'SWEEP_UNREADABLE' });
  });
});

describe('when it is refused', () => {
  test.each([
    ['SWEEP_DENIED', 403, 'Authorization_RequestDenied'],
    ['SWEEP_BUG', 400, 'Request_UnsupportedQuery'],
    ['SWEEP_BUG', 404, 'Request_ResourceNotFound'],
  ])('%s for %i %s', async (code, status, graphCode) => {
    const { reading, urls } = asking([graphError(status, graphCode)]);
    await expect(drain(reading.all())).rejects.toMatchObject({ code });
    expect(urls).toHaveLength(1);
  });

  test.each([
    [410, 'resyncRequired'],
    [400, 'syncStateNotFound'],
    [400, 'Directory_ExpiredPageToken'],
  ])('%i %s means that everything has to be read', async (status, code) => {
    const { reading } = asking([graphError(status, code)]);
    expect(await drain(reading.changes(LINK))).toEqual([{ kind: 'expired' }]);
  });

  test('it signs in anew once, and then gives up', async () => {
    const stale = graphError(401, 'InvalidAuthenticationToken');
    const renewed = asking([mark(), stale, page([application])]);
    expect(await drain(renewed.reading.all())).toHaveLength(1);
    expect([renewed.signIns(), renewed.reading.requests()]).toEqual([2, 3]);
    await expect(drain(asking([stale]).reading.all())).rejects.toMatchObject({
      code: 'SWEEP_REFUSED',
      facts: { answer: 'status 401' },
    });
  });
});

describe('when it is told to wait', () => {
  const throttled = (headers: Record<string, string> = {}) => graphError(429, 'TooManyRequests', headers);
  const waits = async (answers: readonly Answer[]): Promise<readonly number[]> =>
    (await drain(asking(answers).reading.changes(LINK))).flatMap((event) =>
      event.kind === 'wait' ? event.ms : [],
    );
  const end = page([], { '@odata.deltaLink': LINK });

  test('for as long as the answer says', async () => {
    expect(await waits([throttled({ 'retry-after': '10' }), end])).toEqual([10_000]);
    expect(await waits([graphError(503, 'serviceNotAvailable', { 'retry-after': '3' }), end])).toEqual([
      3_000,
    ]);
    const later = { 'retry-after': 'Sat, 21 Nov 2026 09:01:30 GMT', date: DATE };
    expect(await waits([throttled(later), end])).toEqual([90_000]);
  });

  test('a little longer each time when it does not say', async () => {
    const four = [throttled(), throttled(), throttled(), throttled(), end];
    expect(await waits(four)).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  test('for two hours at most', async () => {
    const events: InventoryEvent[] = [];
    const forEver = asking([throttled({ 'retry-after': '3600' })]).reading.changes(LINK);
    const drained = (async () => {
      for await (const event of forEver) events.push(event);
    })();
    await expect(drained).rejects.toMatchObject({ code: 'SWEEP_THROTTLED' });
    expect(events).toHaveLength(3);
  });

  test.each([
    ['no connection', fetchFailed('ECONNREFUSED')],
    ['a lost answer', fetchFailed('ECONNRESET')],
    ['a fault', graphError(500, 'InternalServerError')],
    ['a fault of a gateway', new Response('<html>', { status: 502 })],
    ['an answer that was cut short', new Response('{"value": [{"id"', { status: 200 })],
  ])('%s: four more tries, further and further apart', async (_, answer) => {
    expect(await waits([answer, answer, end])).toEqual([1_000, 2_000]);
    const { reading, urls } = asking([answer]);
    await expect(drain(reading.changes(LINK))).rejects.toMatchObject({
      code: expect.stringMatching(/^SWEEP_UNREACHABLE|SWEEP_UNREADABLE$/),
    });
    expect(urls).toHaveLength(5);
  });
});

test('a reading that is called off ends with the reason, in the middle of a request too', async () => {
  const stopping = new AbortController();
  const hanging = () =>
    new Promise<Response>((_, reject) => {
      stopping.signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      stopping.abort(new RangeError('enough'));
    });
  const { reading, urls } = asking([mark(), hanging], stopping.signal);
  await expect(drain(reading.all())).rejects.toThrow('enough');
  expect(urls).toHaveLength(2);
  await expect(drain(reading.changes(LINK))).rejects.toThrow('enough');
  expect(urls).toHaveLength(2);
});

test('an address of Graph that is not https is none', () => {
  const options = { timeoutMs: 1, newId: { guid: () => '', hex: () => '', unit: () => 0 } };
  const signIn = async () => new Secret('');
  const inventory = createInventory({ ...options, baseUrl: 'http://localhost:3979', signIn });
  expect(() => inventory.open(TENANT, new AbortController().signal)).toThrow(TypeError);
});
