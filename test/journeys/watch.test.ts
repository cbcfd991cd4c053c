/** The product looks through the tenant by itself: soon after the clock was moved, and as closely as it may. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { letWatchReadGrants, WATCH_APP_ID } from '../../src/sandbox/seed.ts';
import { RunningProduct, toProven } from '../fakes/product.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open({ WATCH_READS: 'grants' });
}, 60_000);
afterEach(() => product.close());

/** Resolves with the first request that fits, as the pretend cloud gets it. */
function requested(part: string): Promise<string> {
  const { sandbox } = product.sandbox;
  const { handle } = sandbox;
  const { promise, resolve } = Promise.withResolvers<string>();
  sandbox.handle = async (request) => {
    const answer = await handle(request);
    if (request.url.includes(part)) {
      sandbox.handle = handle;
      resolve(request.url);
    }
    return answer;
  };
  return promise;
}

test('a registration of ours is looked at alone, with what the operator lets the watch read', async () => {
  letWatchReadGrants(product.directory, true);
  await toProven(product, 'anna', { name: 'Nectar for Contoso' });
  const last = requested('principalId%20eq');
  await product.control('clock', { advance: 'PT7H' });
  await last;
  const asked = product.sandbox.sandbox
    .requests()
    .filter(({ appId, path }) => appId === WATCH_APP_ID && !path.includes('/applications?'))
    .map(({ path, status }) => [path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{}').split('?')[0], status]);
  expect(asked.slice(-4)).toEqual([
    ['/v1.0/applications/{}/federatedIdentityCredentials', 200],
    ['/v1.0/servicePrincipals/{}/appRoleAssignments', 200],
    ['/v1.0/servicePrincipals/{}/oauth2PermissionGrants', 200],
    ['/v1.0/roleManagement/directory/roleAssignments', 200],
  ]);
});
