/** The vendor sends a certificate and keeps the key: nothing of it is proven that only the vendor can prove. */
import { expect, test } from '@jest/globals';
import { vendorCertificate } from '../fakes/certificates.ts';
import { WRITES, arm, throttled } from '../fakes/faults.ts';
import { approveAndSettle, expectAllAccountedFor, ours, useStage } from '../fakes/stage.ts';
import { toPlan, toProven } from '../fakes/stories.ts';

const stage = useStage();

test('proven but for the half that only the vendor can show', async () => {
  const { world } = stage;
  const { pem } = vendorCertificate(world.clock.now());
  const run = await toProven(world, 'anna', { credential: 'certificate', certificate: pem });
  await expectAllAccountedFor(world, run.runId);
  expect(run.proof).toMatchObject({ credential: 'not-checked', credentialKind: 'certificate' });
  expect(run.proof?.permissions.map(({ granted, inToken }) => [granted, inToken])).toEqual(
    run.plan?.permissions.map(() => ['proven', 'not-checked']),
  );
  const sheet = await world.engine.openHandOver(world.actor('anna'), run.runId);
  expect(sheet.fields.some(({ secret }) => secret)).toBe(false);
  await expect(world.engine.revealSecret(world.actor('anna'), run.runId)).rejects.toMatchObject({
    code: 'HANDOVER_NO_SECRET',
  });
});

test('a certificate somebody added by hand meanwhile stays as it is', async () => {
  const { world } = stage;
  const now = world.clock.now();
  const planned = await toPlan(world, 'anna', {
    credential: 'certificate',
    certificate: vendorCertificate(now).pem,
  });
  arm(world, WRITES.certificate, throttled('60'));
  await approveAndSettle(world, 'anna', planned, 0.5);
  const theirs = {
    keyId: world.random.guid(),
    displayName: 'CN=By hand',
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: new Date(now).toISOString(),
    endDateTime: new Date(now + 86_400_000).toISOString(),
    customKeyIdentifier: 'AAECAwQFBgcICQoLDA0ODxAREhM=',
    key: 'MIIB',
  };
  ours(world)[0]?.keyCredentials.push({ ...theirs });
  await world.settle(10);
  expect((await world.view('anna', planned.runId)).phase).toBe('proven');
  const keys = ours(world)[0]?.keyCredentials ?? [];
  expect(keys).toHaveLength(2);
  expect(keys[0]).toEqual(theirs);
});

test('what is no certificate is refused beside the field, and not repeated', async () => {
  const { world } = stage;
  const run = await world.engine.start(world.actor('anna'), 'nectar', 'test');
  const certificate =
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----';
  const chosen = await world.engine.choose(world.actor('anna'), run.runId, {
    credential: 'certificate',
    certificate,
  });
  expect(chosen.phase).toBe('choices');
  const field = chosen.choices.fields.find(({ kind }) => kind === 'paste');
  expect(field).toMatchObject({
    value: '',
    error: { code: 'CERT_IS_PRIVATE_KEY' },
  });
  expect(JSON.stringify(chosen)).not.toContain('MIIEvQIBADANBg');
});
