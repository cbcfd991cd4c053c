import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PRESS } from '../../fakes/page-engine.ts';
import { Browser, startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;
let token: string;

beforeEach(async () => {
  site = await startPageServer();
  const body = await (await site.browser.get(`/certificate?press=${PRESS}`)).text();
  token = /name="token" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? 'none';
});

afterEach(() => site.server.close());

function form(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries({ token, ...fields })) data.set(name, value);
  return data;
}

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

test('an uploaded file is read, and what is in it is shown escaped', async () => {
  const response = await site.browser.post('/certificate', form({ file: new Blob([PEM]), text: '' }));
  const body = await response.text();
  expect(response.status).toBe(200);
  expect(body).toContain('CN=Cirrus &#60;script&#62;alert(1)&#60;/script&#62;');
  for (const shown of ['A1B2C3', 'D4E5F6', 'RSA 2048', '1 Jan 2026', '21 Nov 2027', 'CN=Vendor CA']) {
    expect(body).toContain(shown);
  }
  expect(site.engine.calls.at(-1)).toBe(`certificate ${PEM.length}`);
});

test('a pasted text is read when no file was chosen', async () => {
  const empty = new File([], '');
  await site.browser.post('/certificate', form({ file: empty, text: PEM }));
  expect(site.engine.calls).toContainEqual(expect.stringMatching(/^certificate \d+$/));
});

test('what is wrong with it is said on the page, and it can be tried again', async () => {
  const response = await site.browser.post('/certificate', form({ text: '' }));
  const body = await response.text();
  expect(response.status).toBe(422);
  expect(body).toContain('There is nothing in it.');
  expect(body).toContain(`value="${token}"`);
});

test('more than 16 KB is refused before anyone reads it', async () => {
  for (const size of [17 * 1024, 200 * 1024]) {
    const response = await site.browser.post('/certificate', form({ file: new Blob(['x'.repeat(size)]) }));
    expect(response.status).toBe(413);
  }
  expect(site.engine.calls.join()).not.toContain('certificate');
});

describe('nothing is taken', () => {
  test('in another browser', async () => {
    const other = new Browser(site.server.url);
    expect((await other.post('/certificate', form({ text: PEM }))).status).toBe(401);
  });

  test('from another site, or without the token', async () => {
    const elsewhere = { 'sec-fetch-site': 'cross-site' };
    expect((await site.browser.post('/certificate', form({ text: PEM }), elsewhere)).status).toBe(403);
    expect((await site.browser.post('/certificate', form({ token: 'x', text: PEM }))).status).toBe(403);
  });

  test('of a form that is cut short', async () => {
    const response = await fetch(`${site.server.url}/certificate`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=abc', origin: site.server.url },
      body: '--abc\r\nContent-Disposition: form-data; name="tok',
    });
    expect([400, 401]).toContain(response.status);
  });

  test('after ten minutes', async () => {
    site.clock.advance(10 * 60_000);
    expect((await site.browser.post('/certificate', form({ text: PEM }))).status).toBe(401);
  });
});
