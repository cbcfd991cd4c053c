import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { Operation } from '../../../src/provisioning/core/operations.ts';
import { createDirectory } from '../../../src/provisioning/graph/index.ts';
import {
  APP,
  APP_ID,
  BASE,
  DATE,
  REQUEST_ID,
  SP,
  TOKEN,
  fakeGraph,
  fetchFailed,
  graphError,
  json,
  noContent,
  signIn,
} from './fixture.ts';
import { FIRST_PASSWORD, allSamples, samples } from './samples.ts';

const answering = (response: () => Response | Promise<Response>) => fakeGraph(response);
const replyTo = async (operation: Operation, response: () => Response | Promise<Response>) =>
  (await answering(response).directory.perform(signIn, [operation]))[0];

describe('one operation', () => {
  test.each(allSamples.map((sample) => [sample.operation.op, sample] as const))(
    '%s goes over the wire as asked and comes back read',
    async (_, { operation, request, status, answer, result }) => {
      const graph = answering(() => (answer === undefined ? noContent() : json(status, answer)));
      const [reply] = await graph.directory.perform(signIn, [operation]);

      expect(reply).toEqual({ kind: 'ok', value: result, requestId: REQUEST_ID, date: DATE });
      expect(graph.seen).toHaveLength(1);
      const [sent] = graph.seen;
      expect(sent?.method).toBe(request.method);
      expect(sent?.url).toBe(new URL(`${BASE}/v1.0${request.path}`).href);
      expect(sent?.body).toEqual(request.body);
      expect(sent?.headers.get('prefer')).toBe(request.headers?.['Prefer'] ?? null);
    },
  );

  test('carries the person’s token and an id of its own', async () => {
    const graph = answering(() => noContent());
    await graph.directory.perform(signIn, [samples['delete-application'].operation]);
    await graph.directory.perform(signIn, [samples['delete-application'].operation]);

    const [first, second] = graph.seen;
    expect(first?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
    expect(first?.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.headers.get('client-request-id')).not.toBe(first?.headers.get('client-request-id'));
    expect(first?.headers.has('sdkversion')).toBe(false);
  });

  test('names its own id when the answer names none', async () => {
    const reply = await replyTo(
      { op: 'delete-application', applicationId: APP },
      () => new Response(null, { status: 204 }),
    );
    expect(reply).toMatchObject({ kind: 'ok', requestId: '00000000-0000-4000-8000-000000000001', date: '' });
  });

  test.each([
    'application-by-unique-name',
    'application',
    'service-principal',
    'deleted-object',
    'user-named',
  ] as const)('%s that is not there is null', async (op) => {
    const reply = await replyTo(samples[op].operation, () => graphError(404, 'Request_ResourceNotFound'));
    expect(reply).toMatchObject({ kind: 'ok', value: null });
  });

  test.each([
    'add-password',
    'add-owner',
    'remove-app-role',
    'remove-grant',
    'remove-owner',
    'delete-user',
    'delete-service-principal',
    'keep-certificates',
    'purge',
    'unassign-directory-role',
  ] as const)('%s of what is not there is refused', async (op) => {
    const reply = await replyTo(samples[op].operation, () => graphError(404, 'Request_ResourceNotFound'));
    expect(reply).toMatchObject({ kind: 'refused', status: 404, code: 'Request_ResourceNotFound' });
  });

  test.each([
    ['a web page', () => new Response('<html>', { status: 404, headers: { 'content-type': 'text/html' } })],
    ['an address nobody serves', () => graphError(404, 'BadRequest')],
  ])('%s is not an application that is not there', async (_, response) => {
    const reply = await replyTo(samples.application.operation, response);
    expect(reply).not.toMatchObject({ kind: 'ok' });
  });
});

describe('a refusal', () => {
  test('carries what the engine decides by', async () => {
    const reply = await replyTo(samples['add-password'].operation, () =>
      graphError(400, 'CredentialInvalidLifetimeAsPerAppPolicy', {}, [{ code: 'InvalidKeyEndDate' }]),
    );
    expect(reply).toEqual({
      kind: 'refused',
      status: 400,
      code: 'CredentialInvalidLifetimeAsPerAppPolicy',
      message: 'It says CredentialInvalidLifetimeAsPerAppPolicy.',
      details: ['InvalidKeyEndDate'],
      requestId: REQUEST_ID,
    });
  });

  test('carries the wait it names', async () => {
    const reply = await replyTo(samples.me.operation, () =>
      graphError(429, 'TooManyRequests', { 'retry-after': '10' }),
    );
    expect(reply).toMatchObject({ kind: 'refused', status: 429, retryAfterMs: 10_000 });
  });

  test('carries the claims challenge word for word', async () => {
    const challenge =
      'Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="';
    const reply = await replyTo(samples.me.operation, () =>
      graphError(401, 'InvalidAuthenticationToken', { 'www-authenticate': challenge }),
    );
    expect(reply).toMatchObject({ kind: 'refused', status: 401, claims: 'eyJhY2Nlc3NfdG9rZW4iOnt9fQ==' });
  });

  test.each([500, 502, 503, 504, 429, 401])('%d with a web page is still that status', async (status) => {
    const reply = await replyTo(
      samples['add-password'].operation,
      () => new Response('<html>Busy', { status }),
    );
    expect(reply).toMatchObject({ kind: 'refused', status, code: '', message: '' });
  });

  test('no error body at all is still a refusal', async () => {
    const reply = await replyTo(samples.me.operation, () => new Response('', { status: 403 }));
    expect(reply).toMatchObject({ kind: 'refused', status: 403, code: '', details: [] });
  });
});

describe('doubt', () => {
  test.each([
    ['a web page', () => new Response('<html>', { status: 200 })],
    ['a truncated body', () => new Response('{"keyId":"aaaaaaaa-00', { status: 200 })],
    ['a body without the secret', () => json(200, { keyId: APP })],
    ['no body', () => new Response('', { status: 200 })],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example' } }),
    ],
    ['a refusal in a web page', () => new Response('<html>Blocked', { status: 400 })],
  ])('%s may have been a success', async (_, response) => {
    expect(await replyTo(samples['add-password'].operation, response)).toMatchObject({ kind: 'maybe' });
  });

  test('a connection that breaks within the body may have been a success', async () => {
    const broken = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(fetchFailed('ECONNRESET')) }));
    expect(await replyTo(samples['add-password'].operation, broken)).toEqual({
      kind: 'maybe',
      cause: 'connection lost',
    });
  });

  test('no answer in time', async () => {
    const graph = fakeGraph(
      (_request, _index, signal) =>
        new Promise((_resolve, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as DOMException)),
        ),
      1,
    );
    const [reply] = await graph.directory.perform(signIn, [samples.me.operation]);
    expect(reply).toEqual({ kind: 'maybe', cause: 'no answer in time' });
  });

  test('a refused connection was not sent, a reset one may have been', async () => {
    const failing = (code: string) => () => Promise.reject(fetchFailed(code));
    expect(await replyTo(samples.me.operation, failing('ECONNREFUSED'))).toEqual({
      kind: 'not-sent',
      cause: 'connection refused',
    });
    expect(await replyTo(samples.me.operation, failing('ECONNRESET'))).toEqual({
      kind: 'maybe',
      cause: 'connection lost',
    });
  });

  test('nothing is asked twice, whatever comes', async () => {
    for (const response of [
      () => graphError(429, 'TooManyRequests', { 'retry-after': '0' }),
      () => graphError(503, 'ServiceUnavailable'),
      () => Promise.reject(fetchFailed('ECONNRESET')),
    ]) {
      const graph = answering(response);
      await graph.directory.perform(signIn, [samples['add-password'].operation]);
      expect(graph.seen).toHaveLength(1);
    }
  });
});

describe('the first password of a user', () => {
  const { operation } = samples['create-user'];
  const answers: readonly (readonly [string, () => Response | Promise<Response>])[] = [
    ['a user', () => json(201, samples['create-user'].answer)],
    ['a user without an id', () => json(201, {})],
    ['a refusal', () => graphError(400, 'Request_BadRequest')],
    ['a web page', () => new Response('<html>', { status: 200 })],
    ['a refused connection', () => Promise.reject(fetchFailed('ECONNREFUSED'))],
    ['a broken connection', () => Promise.reject(fetchFailed('ECONNRESET'))],
  ];

  test.each(answers)('is sent once, and is in nothing that comes of %s', async (_, answer) => {
    const graph = answering(answer);
    const replies = await graph.directory.perform(signIn, [operation]);

    expect(graph.seen).toHaveLength(1);
    expect(JSON.stringify(graph.seen[0]?.body)).toContain(FIRST_PASSWORD);
    expect(inspect(replies, { depth: null, showHidden: true })).not.toContain(FIRST_PASSWORD);
  });

  test('travels in a batch too', async () => {
    const graph = answering(() => json(200, { responses: [] }));
    const replies = await graph.directory.perform(signIn, [operation, samples.me.operation]);

    expect(JSON.stringify(graph.seen[0]?.body)).toContain(FIRST_PASSWORD);
    expect(inspect(replies, { depth: null, showHidden: true })).not.toContain(FIRST_PASSWORD);
  });
});

describe('a list in pages', () => {
  const owner = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
  const first = (nextLink: string) => json(200, { value: [owner(APP)], '@odata.nextLink': nextLink });
  const operation = samples['application-owners'].operation;

  test('is read to its end, by the link as it was given', async () => {
    const link = `${BASE}/v1.0/applications/${APP}/owners?$select=id&$skiptoken=RFNwdAIAAQ%3D%3D`;
    const graph = fakeGraph((_, index) =>
      index === 0 ? first(link) : json(200, { value: [owner(SP)] }, { 'request-id': 'second' }),
    );
    const [reply] = await graph.directory.perform(signIn, [operation]);

    expect(reply).toMatchObject({ kind: 'ok', value: [{ id: APP }, { id: SP }] });
    expect(graph.seen[1]?.url).toBe(link);
    expect(graph.seen[1]?.headers.get('authorization')).toBe(`Bearer ${TOKEN}`);
  });

  test.each([
    'https://evil.example/v1.0/applications',
    'https://localhost:4444/v1.0/applications',
    'https://localhost:3980.evil.example/v1.0/applications',
    'http://localhost:3980/v1.0/applications',
    'https://localhost:3980/beta/applications',
    'not an address',
  ])('is not followed to %s', async (link) => {
    const graph = answering(() => first(link));
    const [reply] = await graph.directory.perform(signIn, [operation]);

    expect(reply).toEqual({ kind: 'maybe', cause: 'the next page is somewhere else' });
    expect(graph.seen).toHaveLength(1);
  });

  test('that fails on the way is a failure, not half a list', async () => {
    const link = `${BASE}/v1.0/applications/${APP}/owners?$skiptoken=1`;
    const graph = fakeGraph((_, index) => (index === 0 ? first(link) : graphError(429, 'TooManyRequests')));
    const [reply] = await graph.directory.perform(signIn, [operation]);
    expect(reply).toMatchObject({ kind: 'refused', status: 429 });
  });

  test.each([{}, { value: null }, { value: [owner(SP)], '@odata.nextLink': 5 }])(
    'that goes on with %j is in doubt',
    async (body) => {
      const link = `${BASE}/v1.0/applications/${APP}/owners?$skiptoken=1`;
      const graph = fakeGraph((_, index) => (index === 0 ? first(link) : json(200, body)));
      const [reply] = await graph.directory.perform(signIn, [operation]);
      expect(reply).toMatchObject({ kind: 'maybe' });
    },
  );

  test('of sign-ins is not read beyond its first row', async () => {
    const link = `${BASE}/v1.0/auditLogs/signIns?$top=1&$skiptoken=1`;
    const graph = answering(() => json(200, { value: [{}], '@odata.nextLink': link }));
    const [reply] = await graph.directory.perform(signIn, [samples['sign-in-log'].operation]);
    expect(reply).toMatchObject({ kind: 'ok', value: null });
    expect(graph.seen).toHaveLength(1);
  });

  test('without an end is given up after twenty pages', async () => {
    const graph = answering(() => first(`${BASE}/v1.0/applications/${APP}/owners?$skiptoken=1`));
    const [reply] = await graph.directory.perform(signIn, [operation]);

    expect(reply).toEqual({ kind: 'maybe', cause: 'the list does not end' });
    expect(graph.seen).toHaveLength(20);
  });
});

describe('several operations', () => {
  const three = [
    samples['delete-application'].operation,
    { op: 'application', appId: APP_ID },
    samples['upsert-application'].operation,
  ] as const;
  const part = (id: string, status: number, body?: unknown, headers?: object) => ({
    id,
    status,
    headers,
    body,
  });
  const batch = (...responses: readonly object[]) => json(200, { responses });

  test('are one request, free of order', async () => {
    const graph = answering(() => batch());
    await graph.directory.perform(signIn, three);

    expect(graph.seen).toHaveLength(1);
    expect(graph.seen[0]).toMatchObject({ method: 'POST', url: `${BASE}/v1.0/$batch` });
    expect(graph.seen[0]?.body).toEqual({
      requests: [
        { id: '0', method: 'DELETE', url: `/applications/${APP}` },
        { id: '1', method: 'GET', url: samples.application.request.path },
        {
          id: '2',
          method: 'PATCH',
          url: "/applications(uniqueName='registrar-1')",
          headers: { 'Content-Type': 'application/json', Prefer: 'create-if-missing' },
          body: samples['upsert-application'].request.body,
        },
      ],
    });
  });

  test('in order: each depends on the one before', async () => {
    const graph = answering(() => batch());
    await graph.directory.perform(signIn, three, { ordered: true });
    const { requests } = graph.seen[0]?.body as { requests: readonly { dependsOn?: readonly string[] }[] };
    expect(requests.map(({ dependsOn }) => dependsOn)).toEqual([undefined, ['0'], ['1']]);
  });

  test('are answered by id, in whatever order the answers stand', async () => {
    const graph = answering(() =>
      batch(
        part('2', 201, { id: APP, appId: APP_ID }, { 'Request-Id': 'inner' }),
        part('0', 204),
        part('1', 404, { error: { code: 'Request_ResourceNotFound', message: 'No.' } }),
      ),
    );
    const [deleted, application, upserted] = await graph.directory.perform(signIn, three);

    expect(deleted).toEqual({ kind: 'ok', value: null, requestId: REQUEST_ID, date: DATE });
    expect(application).toMatchObject({ kind: 'ok', value: null });
    expect(upserted).toEqual({
      kind: 'ok',
      value: { outcome: 'created', id: APP, appId: APP_ID },
      requestId: 'inner',
      date: DATE,
    });
  });

  test('that wait for one that failed were not sent', async () => {
    const graph = answering(() =>
      batch(
        part('0', 403, { error: { code: 'Authorization_RequestDenied', message: 'No.' } }),
        part('1', 424, { error: { code: 'FailedDependency', message: 'No.' } }),
        part('2', 424),
      ),
    );
    const replies = await graph.directory.perform(signIn, three, { ordered: true });
    expect(replies.map(({ kind }) => kind)).toEqual(['refused', 'not-sent', 'not-sent']);
    expect(replies[1]).toEqual({ kind: 'not-sent', cause: 'dependency failed' });
  });

  test('each wait as long as its own part says', async () => {
    const graph = answering(() =>
      json(
        200,
        {
          responses: [
            part('0', 429, { error: { code: 'TooManyRequests', message: '' } }, { 'Retry-After': '12' }),
            part('1', 429, { error: { code: 'TooManyRequests', message: '' } }),
            part('2', 503, undefined, { 'retry-after': 'soon' }),
          ],
        },
        { 'retry-after': '99' },
      ),
    );
    const replies = await graph.directory.perform(signIn, three);
    expect(replies.map((reply) => (reply.kind === 'refused' ? reply.retryAfterMs : null))).toEqual([
      12_000,
      undefined,
      undefined,
    ]);
  });

  test.each([
    ['no answer for one', [part('0', 204), part('1', 404)]],
    ['two answers for one', [part('0', 204), part('2', 204), part('2', 400)]],
    ['a body that is text', [part('2', 201, 'PGh0bWw+')]],
  ])('%s: that one is in doubt', async (_, responses) => {
    const [, , upserted] = await answering(() => batch(...responses)).directory.perform(signIn, three);
    expect(upserted).toMatchObject({ kind: 'maybe' });
  });

  test.each([
    ['a web page', () => new Response('<html>', { status: 200 })],
    ['no responses', () => json(200, {})],
    ['a status that is none', () => batch(part('0', 7))],
  ])('a batch answered with %s leaves all in doubt', async (_, response) => {
    const replies = await answering(response).directory.perform(signIn, three);
    expect(replies.map(({ kind }) => kind)).toEqual(['maybe', 'maybe', 'maybe']);
  });

  test('a batch that was refused or not sent is that for each', async () => {
    const refused = await answering(() =>
      graphError(429, 'TooManyRequests', { 'retry-after': '3' }),
    ).directory.perform(signIn, three);
    expect(refused).toMatchObject(three.map(() => ({ kind: 'refused', status: 429, retryAfterMs: 3000 })));
    const lost = await answering(() => Promise.reject(fetchFailed('ENOTFOUND'))).directory.perform(
      signIn,
      three,
    );
    expect(lost.map(({ kind }) => kind)).toEqual(['not-sent', 'not-sent', 'not-sent']);
  });

  test('none are no request, and more than twenty are refused before any', async () => {
    const graph = answering(() => noContent());
    expect(await graph.directory.perform(signIn, [])).toEqual([]);
    const many = Array.from({ length: 21 }, () => samples.me.operation);
    await expect(graph.directory.perform(signIn, many)).rejects.toThrow(RangeError);
    expect(graph.seen).toHaveLength(0);
  });

  test('a list in a batch is read to its end too', async () => {
    const link = `${BASE}/v1.0/applications/${APP}/owners?$skiptoken=1`;
    const graph = fakeGraph((_, index) =>
      index === 0
        ? batch(part('0', 204), part('1', 200, { value: [{ id: APP }], '@odata.nextLink': link }))
        : json(200, { value: [{ id: SP }] }),
    );
    const [, owners] = await graph.directory.perform(signIn, [
      samples['delete-application'].operation,
      samples['application-owners'].operation,
    ]);
    expect(owners).toMatchObject({ kind: 'ok', value: [{ id: APP }, { id: SP }] });
  });
});

test('an address without TLS is refused: the token would not be sent, or worse, be', () => {
  const { fetch } = answering(() => noContent());
  const newId = { guid: () => '', hex: () => '', unit: () => 0 };
  expect(() => createDirectory({ baseUrl: 'http://localhost:3979', fetch, timeoutMs: 1, newId })).toThrow(
    TypeError,
  );
});
