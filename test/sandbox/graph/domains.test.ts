import { expect, test } from '@jest/globals';
import { NEVER_EXPIRING_DOMAIN, UNVERIFIED_DOMAIN } from '../../../src/sandbox/seed.ts';
import { createBench } from './harness.ts';

test('each domain says whether it is verified and how long passwords last there', async () => {
  const { body } = await createBench().send('anna', 'GET /domains');
  expect(body.value).toMatchObject([
    { id: 'contoso.example', isDefault: true, isVerified: true, passwordValidityPeriodInDays: 90 },
    { id: NEVER_EXPIRING_DOMAIN, isDefault: false, passwordValidityPeriodInDays: 2_147_483_647 },
    { id: UNVERIFIED_DOMAIN, isVerified: false, passwordValidityPeriodInDays: null },
  ]);
});

test('one domain is read by its name', async () => {
  const address = `GET /domains/${NEVER_EXPIRING_DOMAIN}?$select=id,isVerified,passwordNotificationWindowInDays`;
  const { body } = await createBench().send('anna', address);
  expect(body).toMatchObject({
    id: NEVER_EXPIRING_DOMAIN,
    isVerified: true,
    passwordNotificationWindowInDays: 14,
  });
  expect((await createBench().send('anna', 'GET /domains/fabrikam.example')).status).toBe(404);
});

test.each([
  ['only:anna+Domain.Read.All', 200],
  ['only:anna', 403],
  ['app:Domain.Read.All', 200],
  ['app:User.Read.All', 403],
])('domains are read by %s -> %i', async (who, status) => {
  expect((await createBench().send(who, 'GET /domains')).status).toBe(status);
});

test('the organisation names the verified ones', async () => {
  const { body } = await createBench().send('anna', 'GET /organization?$select=id,verifiedDomains');
  expect(body.value).toMatchObject([
    { verifiedDomains: [{ name: 'contoso.example', isDefault: true }, { name: NEVER_EXPIRING_DOMAIN }] },
  ]);
});
