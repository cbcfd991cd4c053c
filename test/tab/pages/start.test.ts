import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;

beforeEach(async () => {
  site = await startPageServer();
});

afterEach(() => site.server.close());

test('the start page says what to try and links what there is', async () => {
  const body = await (await site.browser.get('/')).text();
  expect(body).toContain('href="/host"');
  expect(body).toContain('href="http://localhost:56150"');
  expect(body).toContain('href="http://localhost:3979/directory"');
  expect(body).toContain('set up Nectar DXP');
  expect(body).toContain('Reads call &#60;records&#62;.');
});

test('where tenants are real there is no window that plays Teams', async () => {
  const real = await startPageServer({ pretendTenant: null });
  expect(await (await real.browser.get('/')).text()).not.toContain('/host');
  await real.server.close();
});

test('without a chat client there is no link to one', async () => {
  const bare = await startPageServer({ links: { chat: null, directory: null } });
  expect(await (await bare.browser.get('/')).text()).not.toContain('Chat with Registrar');
  await bare.server.close();
});

test('no page has a script or style of its own, or anything from elsewhere', async () => {
  for (const path of ['/', '/nothing', `/certificate?press=${'x'.repeat(20)}`]) {
    const body = await (await site.browser.get(path)).text();
    expect(body).not.toMatch(/<script(?![^>]*src="\/assets\/page\.js")|<style|\sstyle=|\son\w+=/);
    expect(body).not.toMatch(/(src|href)="(?!\/|http:\/\/localhost)/);
    expect(body).toMatch(/^<!doctype html>\s*<html lang="en">/);
  }
});

test.each([
  ['page.css', 'text/css'],
  ['page.js', 'text/javascript'],
  ['icon.svg', 'image/svg+xml'],
])('%s is served as what it is', async (name, type) => {
  const response = await site.browser.get(`/assets/${name}`);
  expect(response.headers.get('content-type')).toContain(type);
  expect((await response.text()).length).toBeGreaterThan(100);
});
