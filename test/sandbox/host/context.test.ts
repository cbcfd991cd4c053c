import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { playgroundConfig } from '../../../scripts/start/playground.ts';
import { asset } from './asset.ts';

interface Context {
  readonly PERSONAL_ENTITY: string;
  contextOf(frame: string, world: object): Readonly<Record<string, unknown>>;
}

const { contextOf, PERSONAL_ENTITY } = await asset<Context>('context.js');

const TENANT = '7d5b0b1a-95a1-4a33-9c44-3f4b2f0d5e01';
const ANNA = { key: 'anna', displayName: 'Anna Admin', userPrincipalName: 'anna@contoso.example', oid: 'o' };

test('the channel is the one of the chat client, so that a warning and the tab are in the same place', () => {
  const about = { tenantId: TENANT, tenantName: 'Contoso', people: [ANNA] };
  const { team } = playgroundConfig(about, 'anna') as {
    team: { id: string; name: string; aadGroupId: string; channels: { id: string; name: string }[] };
  };
  const tenant = { id: TENANT, name: 'Contoso' };
  const context = contextOf('content', { person: ANNA, tenant, instance: 'channel', config: null });
  expect(context).toMatchObject({
    teamId: team.id,
    teamName: team.name,
    groupId: team.aadGroupId,
    channelId: team.channels[0]?.id,
    channelName: team.channels[0]?.name,
  });
});

test('the personal tab is the one of the manifest', () => {
  const { staticTabs } = JSON.parse(readFileSync('appPackage/manifest.json', 'utf8')) as {
    staticTabs: { entityId: string; contentUrl?: string }[];
  };
  expect(staticTabs.find(({ contentUrl }) => contentUrl !== undefined)?.entityId).toBe(PERSONAL_ENTITY);
});
