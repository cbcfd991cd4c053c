/** Changing an application that exists: what is given replaces, what is not stays. */
import { beforeEach, expect, test } from '@jest/globals';
import { GRAPH_APP_ID, createBench, type Bench, type Body } from './harness.ts';

const USER_READ_ALL = 'df021288-bdef-4463-88db-98f22de89214';
const REQUIRED = [
  { resourceAppId: GRAPH_APP_ID, resourceAccess: [{ id: USER_READ_ALL, type: 'Role' }] },
] as const;

let bench: Bench;
let app: Body;

beforeEach(async () => {
  bench = createBench();
  const created = await bench.send('anna', 'POST /applications', {
    displayName: 'Telephony',
    requiredResourceAccess: REQUIRED,
    web: { redirectUris: ['https://vendor.example/one'], homePageUrl: 'https://vendor.example' },
  });
  app = created.body;
});

async function patched(changes: object, who = 'anna'): Promise<number> {
  return (await bench.send(who, `PATCH /applications/${app.id}`, changes)).status;
}

async function read(): Promise<Body> {
  return (await bench.send('anna', `GET /applications/${app.id}`)).body;
}

test('requested permissions are replaced, and all of them taken away', async () => {
  const more = [
    {
      resourceAppId: GRAPH_APP_ID,
      resourceAccess: [{ id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' }],
    },
  ];
  expect(await patched({ requiredResourceAccess: more })).toBe(204);
  expect((await read())['requiredResourceAccess']).toEqual(more);
  expect(await patched({ requiredResourceAccess: [] })).toBe(204);
  expect(await read()).toMatchObject({
    requiredResourceAccess: [],
    web: { redirectUris: ['https://vendor.example/one'] },
  });
});

test('redirect addresses and the public client are turned on and off', async () => {
  const native = 'https://login.microsoftonline.com/common/oauth2/nativeclient';
  const on = {
    web: { redirectUris: ['https://vendor.example/two'] },
    publicClient: { redirectUris: [native] },
    isFallbackPublicClient: true,
  };
  expect(await patched(on)).toBe(204);
  expect(await read()).toMatchObject({
    ...on,
    web: { ...on.web, homePageUrl: 'https://vendor.example' },
    requiredResourceAccess: REQUIRED,
  });
  const off = {
    web: { redirectUris: [] },
    publicClient: { redirectUris: [] },
    isFallbackPublicClient: false,
  };
  expect(await patched(off)).toBe(204);
  expect(await read()).toMatchObject(off);
});

test.each([
  [{ requiredResourceAccess: [{ resourceAppId: 'Graph', resourceAccess: [] }] }, 400],
  [{ requiredResourceAccess: null }, 400],
  [{ web: { redirectUris: ['http://vendor.example/plain'] } }, 400],
  [{ isFallbackPublicClient: 'yes' }, 400],
])('PATCH /applications/{id} %j -> %i', async (changes, status) => {
  expect(await patched(changes)).toBe(status);
  expect((await read())['requiredResourceAccess']).toEqual(REQUIRED);
});

test.each([
  ['bo', 204],
  ['dana', 403],
  ['pia', 403],
  ['app:Application.ReadWrite.All', 204],
  ['app:Application.Read.All', 403],
])('requested permissions are changed by %s -> %i', async (who, status) => {
  expect(await patched({ requiredResourceAccess: [] }, who)).toBe(status);
});
