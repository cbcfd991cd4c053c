import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { PRESS } from '../../fakes/page-engine.ts';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;

beforeEach(async () => {
  site = await startPageServer();
});

afterEach(() => site.server.close());

test.each(['', '?press=short', '?press=<script>'])(
  'a link cut short or made up (%s) shows nothing',
  async (query) => {
    expect((await site.browser.get(`/plan${query}`)).status).toBe(400);
    expect(site.engine.calls).toEqual([]);
  },
);

test('a link for something else, or for a plan that waits no more, shows no plan and begins no sign-in', async () => {
  for (const purpose of ['check', 'approve'] as const) {
    site.engine.purpose = purpose;
    const response = await site.browser.get(`/plan?press=${PRESS}`);
    expect([response.status, await response.text()]).toEqual([409, expect.stringContaining('out of date')]);
  }
  expect(site.engine.calls.filter((call) => call.startsWith('begin'))).toEqual([]);
});
