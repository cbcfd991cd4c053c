import { beforeEach, describe, expect, test } from '@jest/globals';
import { Api } from '../../../src/tab/client/api.ts';
import type { Trouble } from '../../../src/tab/client/trouble.ts';

type Answering = (init: RequestInit) => Response | Promise<Response>;

const ok =
  (content: unknown): Answering =>
  () =>
    Response.json(content);
const failed =
  (status: number, reason?: string): Answering =>
  () =>
    Response.json(
      {
        error: { code: 'API_X', what: 'No', why: '', fix: '', ...(reason === undefined ? {} : { reason }) },
        reference: 'ref',
      },
      { status },
    );
const gone: Answering = () => Promise.reject(new TypeError('fetch failed'));

let answers: Answering[] = [];
let sent: { readonly path: string; readonly bearer: string }[] = [];
let tokens: { readonly claims?: string }[] = [];
let waited: number[] = [];
/** Of the last read: ends the patience with it. */
let asleep = new AbortController();
/** Answers nothing, until the patience is at its end. */
const silent = (init: RequestInit) =>
  new Promise<never>((_, reject) =>
    init.signal?.addEventListener('abort', () => reject(init.signal?.reason as DOMException)),
  );
const endPatience = (): void => asleep.abort(new DOMException('Too long', 'TimeoutError'));

beforeEach(() => {
  [answers, sent, tokens, waited] = [[], [], [], []];
});

function api(): Api {
  return new Api({
    fetch: async (path, init) => {
      sent.push({ path, bearer: new Headers(init.headers).get('authorization') ?? '' });
      return (answers.shift() ?? failed(500))(init);
    },
    token: async (asked) => {
      tokens.push(asked);
      return `token ${tokens.length}`;
    },
    wait: async (ms) => void waited.push(ms),
    patience: () => {
      asleep = new AbortController();
      return asleep.signal;
    },
  });
}

function trouble(failing: Promise<unknown>): Promise<Trouble> {
  return failing.then(
    () => Promise.reject(new TypeError('It worked')),
    (error: unknown) => error as Trouble,
  );
}

describe('the API of the page', () => {
  test('what is read ahead is given to whoever asks for it first, and read anew afterwards', async () => {
    answers = [ok({ lines: [1] }), ok({ total: 1 }), ok({}), ok({ total: 2 }), ok({ lines: [2] })];
    const one = api();
    one.readAhead(new URLSearchParams('limit=100'), []);
    const read = async () => [
      await one.summary([]),
      await one.registrations(new URLSearchParams('limit=100')),
    ];
    expect(await read()).toEqual([{ total: 1 }, { lines: [1] }]);
    expect(await read()).toEqual([{ total: 2 }, { lines: [2] }]);
    expect(tokens).toHaveLength(1);
    const paths = ['/registrations?limit=100', '/summary', '/me', '/summary', '/registrations?limit=100'];
    expect(sent.map(({ path }) => path)).toEqual(paths.map((path) => `/api/tab${path}`));
  });

  test('what is read ahead is of the connectors that the tab shows', async () => {
    answers = [ok({ lines: [1] }), ok({ total: 1 }), ok({})];
    const one = api();
    one.readAhead(new URLSearchParams('limit=100'), ['nectar-dxp', 'cirrus-connect']);
    expect(await one.summary(['nectar-dxp', 'cirrus-connect'])).toEqual({ total: 1 });
    expect(sent[1]?.path).toBe('/api/tab/summary?connector=nectar-dxp,cirrus-connect');
  });

  test('what is read ahead and fails is told to whoever asks for it, and to nobody else', async () => {
    answers = [failed(403), ok({}), ok({})];
    const one = api();
    one.readAhead(new URLSearchParams('limit=100'), []);
    expect((await trouble(one.registrations(new URLSearchParams('limit=100')))).status).toBe(403);
  });

  test('every request carries the token, which is asked for once', async () => {
    answers = [ok([]), ok([])];
    const one = api();
    await Promise.all([one.connectors(), one.connectors()]);
    expect(sent.map(({ bearer }) => bearer)).toEqual(['Bearer token 1', 'Bearer token 1']);
    expect(tokens).toHaveLength(1);
  });

  test('a read that nobody answers is tried again, later each time', async () => {
    answers = [gone, failed(503), ok([1])];
    expect(await api().connectors()).toEqual([1]);
    expect(waited).toEqual([400, 1_600]);
  });

  test('a read that is never answered is given up after a while, and tried again', async () => {
    const asked = Promise.withResolvers<void>();
    answers = [(init) => (asked.resolve(), silent(init)), ok([1])];
    const read = api().connectors();
    await asked.promise;
    endPatience();
    expect(await read).toEqual([1]);
  });

  test('so is one whose answer breaks off', async () => {
    const body = new ReadableStream({
      start: (stream) => stream.error(new DOMException('', 'TimeoutError')),
    });
    answers = [() => new Response(body), ok([1])];
    expect(await api().connectors()).toEqual([1]);
  });

  test('after the last try the failure is told', async () => {
    answers = [gone, gone, gone];
    expect((await trouble(api().connectors())).failure.code).toBe('TAB_UNREACHABLE');
  });

  test('a change is sent once', async () => {
    answers = [gone, ok({})];
    expect((await trouble(api().act('a', 'cancel', {}))).status).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test('a refused token is replaced once, for a change as well', async () => {
    answers = [failed(401, 'token'), ok({ runId: 'a' })];
    expect(await api().act('a', 'cancel', {})).toEqual({ runId: 'a' });
    expect(sent.map(({ bearer }) => bearer)).toEqual(['Bearer token 1', 'Bearer token 2']);
  });

  test('a token that is refused again is a failure with a way on', async () => {
    answers = [failed(401, 'token'), failed(401, 'token')];
    expect((await trouble(api().me())).failure.reason).toBe('token');
    expect(sent).toHaveLength(2);
  });

  test('what Entra wants to see is shown with the next token', async () => {
    answers = [failed(403, 'claims'), ok({})];
    const one = api();
    expect((await trouble(one.me())).reference).toBe('ref');
    one.renewToken('{"access_token":{}}');
    await one.me();
    expect(tokens).toEqual([{}, { claims: '{"access_token":{}}' }]);
  });

  test('a token that Teams refuses to give is told, and asked for anew the next time', async () => {
    let refusals = 1;
    const one = new Api({
      fetch: async () => Response.json([]),
      token: () =>
        refusals-- > 0 ? Promise.reject(new TypeError('CancelledByUser')) : Promise.resolve('token'),
      wait: async () => undefined,
      patience: () => new AbortController().signal,
    });
    const { failure } = await trouble(one.connectors());
    expect(failure).toMatchObject({ code: 'TAB_NO_TOKEN', reason: 'token' });
    expect(failure.why).toContain('CancelledByUser.');
    expect(await one.connectors()).toEqual([]);
  });

  test('an answer that is no JSON is told to be unreadable', async () => {
    answers = [() => new Response('<html>'), () => new Response('<html>', { status: 502 })];
    expect((await trouble(api().connectors())).failure.code).toBe('TAB_UNREADABLE');
  });

  test('an id becomes one part of the path', async () => {
    answers = [ok({})];
    await api().run('../a b');
    expect(sent[0]?.path).toBe('/api/tab/runs/..%2Fa%20b');
  });
});
