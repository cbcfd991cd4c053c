/** Changes as they reach a page, through the real server. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_STREAMS } from '../../../src/tab/api/stream.ts';
import { speaker, startTabSite, type TabSite } from '../../fakes/tab-site.ts';
import { CONTOSO, FABRIKAM, runIn } from '../../fakes/tab-world.ts';

let site: TabSite;
beforeEach(async () => {
  site = await startTabSite();
});
afterEach(() => site.server.close());

const CHANGES = 'GET /api/tab/changes';

/** An open stream, read an event at a time. */
class Listening {
  readonly #reader: ReadableStreamDefaultReader<string>;
  #rest = '';

  constructor(response: Response) {
    if (response.body === null) throw new TypeError('no body');
    this.#reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next block of lines; null at the end. */
  async next(): Promise<string | null> {
    while (!this.#rest.includes('\n\n')) {
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#rest += value;
    }
    const [block = '', ...rest] = this.#rest.split('\n\n');
    this.#rest = rest.join('\n\n');
    return block;
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

async function listen(kind: Parameters<TabSite['as']>[0] = 'nobody'): Promise<Listening> {
  const response = await site.as(kind, CHANGES);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  const listening = new Listening(response);
  expect(await listening.next()).toMatch(/^retry: \d+\nid: test\.\d+\n: here$/);
  return listening;
}

describe('a stream', () => {
  test('tells that a run moved on, and which revision it is at', async () => {
    const page = await listen();
    site.tabEngine.move(runIn(CONTOSO));
    expect(await page.next()).toBe(
      `id: test.1\nevent: run\ndata: {"runId":"${runIn(CONTOSO)}","revision":2}`,
    );
    await page.leave();
  });

  test('tells that something else is not what it was', async () => {
    const page = await listen();
    await site.as(
      'global',
      `POST /api/tab/lapses/${encodeURIComponent('secret:ffffffff-0000-4000-8000-000000000001')}/ours`,
    );
    expect(await page.next()).toBe('id: test.1\nevent: register\ndata: {}');
    expect(site.said).toEqual([CONTOSO]);
    await page.leave();
  });

  test('says nothing of another tenant', async () => {
    const page = await listen();
    site.tabEngine.move(runIn(FABRIKAM));
    site.changes.touched(FABRIKAM);
    site.tabEngine.move(runIn(CONTOSO));
    expect(await page.next()).toContain(runIn(CONTOSO));
    await page.leave();
  });

  test('tells ten moves of a run that nobody has taken yet as one or two', async () => {
    const page = await listen();
    for (let times = 0; times < 10; times += 1) site.tabEngine.move(runIn(CONTOSO));
    const first = await page.next();
    const last = first?.includes('"revision":11') === true ? first : await page.next();
    expect(last).toContain('"revision":11');
    await page.leave();
  });

  test('gives a sign of life every quarter of a minute', async () => {
    const page = await listen();
    expect(site.pauses.asked).toEqual([15_000]);
    site.pauses.pass();
    expect(await page.next()).toBe(': still here');
    await page.leave();
  });

  test('ends with its token', async () => {
    const page = await listen();
    site.clock.advance(4_000_000);
    site.pauses.pass();
    expect(await page.next()).toBe(': still here');
    expect(await page.next()).toBe('event: end\ndata: {"why":"token"}');
    expect(await page.next()).toBeNull();
  });

  test('waits no longer than its token lasts', async () => {
    const token = await site.tokens.of(speaker('nobody'), { exp: Math.floor(site.clock.now() / 1000) + 5 });
    const page = new Listening(await site.send(CHANGES, `Bearer ${token}`));
    await page.next();
    expect(site.pauses.asked).toEqual([5_000]);
    await page.leave();
  });

  test('ends in order when the server stops, and the server does not wait for it', async () => {
    const page = await listen();
    const closed = site.server.close();
    expect(await page.next()).toBe(': still here');
    expect(await page.next()).toBe('event: end\ndata: {"why":"server"}');
    expect(await page.next()).toBeNull();
    await closed;
  });

  test('is not given to one person without end; who leaves makes room', async () => {
    const pages = await Promise.all(Array.from({ length: MOST_STREAMS }, () => listen()));
    const refused = await site.as('nobody', CHANGES);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ error: { code: 'TAB_STREAMS' } });
    const other = await listen('developer');
    await pages[0]?.leave();
    // The server hears of it a little later.
    let again = await site.as('nobody', CHANGES);
    while (again.status === 429 && (await again.text()) !== '') again = await site.as('nobody', CHANGES);
    await Promise.all([...pages.slice(1), other, new Listening(again)].map((page) => page.leave()));
  });
});

describe('without a stream', () => {
  const since = async (known: string): Promise<unknown> =>
    (await site.as('nobody', `${CHANGES}?since=${known}`)).json();

  test('a question tells whether anything changed', async () => {
    expect(await since('')).toEqual({ latest: 'test.0', changed: true });
    expect(await since('test.0')).toEqual({ latest: 'test.0', changed: false });
    site.tabEngine.move(runIn(CONTOSO));
    expect(await since('test.0')).toEqual({ latest: 'test.1', changed: true });
  });

  test('after a restart everything counts as changed', async () => {
    expect(await since('another.0')).toMatchObject({ changed: true });
  });

  test('what changes elsewhere is no change here', async () => {
    site.tabEngine.move(runIn(FABRIKAM));
    expect(await since('test.0')).toMatchObject({ changed: false });
  });
});
