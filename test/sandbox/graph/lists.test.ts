import { expect, test } from '@jest/globals';
import { growWorld } from '../../../src/sandbox/seed.ts';
import { createBench, type Bench } from './harness.ts';

function grown(applications: number): Bench {
  const bench = createBench();
  growWorld(bench.world, { applications });
  return bench;
}

async function follow(bench: Bench, first: string, onPage?: (page: number) => void): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined = first;
  for (let page = 1; next !== undefined; page++) {
    const { body } = await bench.send('anna', `GET ${next}`);
    ids.push(...body.value.map((one) => one.id));
    onPage?.(page);
    const link = body['@odata.nextLink'] as string | undefined;
    next = link?.replace('https://localhost:3980/v1.0', '');
  }
  return ids;
}

test('pages hold 100 unless asked otherwise, and together everything once', async () => {
  const bench = grown(250);
  const { body } = await bench.send('anna', 'GET /applications');
  expect(body.value).toHaveLength(100);
  const ids = await follow(bench, '/applications?$top=40');
  expect(ids).toHaveLength(255);
  expect(new Set(ids).size).toBe(255);
});

test('an application purged between two pages makes no other be left out', async () => {
  const bench = grown(30);
  const ids = await follow(bench, '/applications?$top=10', (page) => {
    if (page === 1) delete bench.world.applications['a1000000-0000-4000-8000-000000000001'];
  });
  expect(ids).toContain('a1000000-0000-4000-8000-000000000009');
  expect(new Set(ids).size).toBe(35);
});

test.each(['0', '1000', 'x'])('$top=%s is 400', async (top) => {
  expect((await grown(0).send('anna', `GET /applications?$top=${top}`)).status).toBe(400);
});

test.each([
  ["displayName eq 'sample application 000003'", 1],
  ["startswith(displayName,'Sample')", 12],
  ["startswith(displayName,'Sample') and displayName eq 'Sample application 000001'", 1],
  ["displayName eq 'Sample application 000001' or displayName eq 'Registrar'", 2],
  ["appId in ('a2000000-0000-4000-8000-000000000001', 'a2000000-0000-4000-8000-000000000002')", 2],
  ["tags/any(t:t eq 'sample')", 12],
  ["displayName eq 'It''s and that'", 0],
])('$filter=%s finds %i', async (filter, found) => {
  const { body } = await grown(12).send('anna', `GET /applications?$filter=${encodeURIComponent(filter)}`);
  expect(body.value).toHaveLength(found);
});

test.each(["description eq 'x'", 'displayName ne null', "endswith(displayName,'x')", 'nonsense'])(
  '$filter=%s is refused as an unsupported query',
  async (filter) => {
    const answer = await createBench().send(
      'anna',
      `GET /applications?$filter=${encodeURIComponent(filter)}`,
    );
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'Request_UnsupportedQuery' } } });
  },
);

test('$count needs the advanced-query header', async () => {
  const bench = grown(5);
  const advanced = { consistencylevel: 'eventual' };
  const plain = await bench.send('anna', 'GET /applications?$count=true');
  expect(plain.body['@odata.count']).toBeUndefined();
  const counted = await bench.send('anna', 'GET /applications?$count=true&$top=2', undefined, advanced);
  expect(counted.body['@odata.count']).toBe(10);
  expect((await bench.send('anna', 'GET /applications/$count')).status).toBe(400);
  expect((await bench.send('anna', 'GET /applications/$count', undefined, advanced)).body).toBe('10');
});

test('$select gives what it names, and refuses what is not there', async () => {
  const bench = grown(1);
  const { body } = await bench.send('anna', 'GET /applications?$select=id,displayName&$top=1');
  expect(Object.keys(body.value[0] ?? {})).toEqual(['id', 'displayName']);
  const wrong = await bench.send('anna', 'GET /applications?$select=colour');
  expect(wrong.body.error.message).toContain("Could not find a property named 'colour'");
});

test.each(['$search="x"', '$expand=owners', '$skip=1'])(
  '%s is not supported, and says so',
  async (option) => {
    expect((await createBench().send('anna', `GET /applications?${option}`)).status).toBe(501);
  },
);

test('delta tells what changed, went to the bin, and is gone', async () => {
  const bench = grown(3);
  const latest = await bench.send(
    'anna',
    'GET /applications/delta?$deltaToken=latest&$select=id,displayName',
  );
  expect(latest.body.value).toEqual([]);
  const link = String(latest.body['@odata.deltaLink']).replace('https://localhost:3980/v1.0', '');
  const [one, two, three] = [1, 2, 3].map((n) => `a1000000-0000-4000-8000-00000000000${n.toString()}`);
  await bench.send('anna', `PATCH /applications/${one ?? ''}`, { displayName: 'Renamed' });
  await bench.send('anna', `DELETE /applications/${two ?? ''}`);
  await bench.send('anna', `DELETE /applications/${three ?? ''}`);
  await bench.send('anna', `DELETE /directory/deletedItems/${three ?? ''}`);
  const changes = await bench.send('anna', `GET ${link}`);
  expect(changes.body.value).toEqual([
    { id: one, displayName: 'Renamed' },
    { id: two, '@removed': { reason: 'changed' } },
    { id: three, '@removed': { reason: 'deleted' } },
  ]);
});

test('a delta token of another life is 410 with the way to start again', async () => {
  const token = Buffer.from('other.3').toString('base64url');
  const answer = await createBench().send('anna', `GET /applications/delta?$deltatoken=${token}`);
  expect(answer.status).toBe(410);
  expect(answer.headers['location']).toBe('https://localhost:3980/v1.0/applications/delta');
});
