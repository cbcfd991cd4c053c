import { afterEach, expect, test } from '@jest/globals';
import type { RunLine } from '../../../src/provisioning/contract.ts';
import type { Provisioning } from '../../../src/provisioning/index.ts';
import { ANNA, PageEngine } from '../../fakes/page-engine.ts';
import { startPageServer, type PageServer } from '../../fakes/page-server.ts';

let site: PageServer;

afterEach(() => site.server.close());

const LINE: RunLine = {
  runId: '1b2c3d4e-0000-4000-8000-000000000001',
  connectorId: 'nectar-dxp',
  renewable: true,
  connectorTitle: 'Nectar DXP',
  name: 'Nectar <b>DXP</b>',
  phase: 'proven',
  requester: 'Anna Admin',
  description: null,
  credentialEnds: '2027-11-21T00:00:00Z',
  updatedAt: '2026-11-21T10:00:00Z',
};

async function tabOf(lines: readonly RunLine[], asked: string[] = []): Promise<string> {
  const list: Provisioning['list'] = ({ tenantId }) => {
    asked.push(tenantId);
    return Promise.resolve(lines);
  };
  site = await startPageServer({ provisioning: { ...new PageEngine().asProvisioning(), list } });
  return (await site.browser.get('/tab')).text();
}

test('the tab shows every set-up of the pretend tenant: what, state, until when, by whom', async () => {
  const asked: string[] = [];
  const body = await tabOf([LINE], asked);
  expect(asked).toEqual([ANNA.tenantId]);
  for (const words of [
    'Connectors in Contoso',
    'Nectar DXP',
    'Proven, not handed over yet',
    '21 Nov 2027',
    'Anna Admin',
  ]) {
    expect(body).toContain(words);
  }
  expect(body).toContain('Nectar &#60;b&#62;DXP&#60;/b&#62;');
});

test('A18: the tab counts the days each secret has left, and says which service it is for', async () => {
  const body = await tabOf([{ ...LINE, description: 'LiveDR-01' }, LINE]);
  expect(body).toContain('· LiveDR-01');
  expect(body.match(/credential until 21 Nov 2027 \(in 365 days\)/g)).toHaveLength(2);
});

test('an empty tab says how to begin', async () => {
  const body = await tabOf([]);
  expect(body).toContain('Nothing is registered here yet.');
  expect(body).toContain('href="http://localhost:56150"');
});

test('where tenants are real there is no tab that asks nobody who they are', async () => {
  site = await startPageServer({ pretendTenant: null });
  expect((await site.browser.get('/tab')).status).toBe(404);
  expect(await (await site.browser.get('/')).text()).not.toContain('/tab');
});
