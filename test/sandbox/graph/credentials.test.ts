import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { makeCertificate } from '../../../src/sandbox/certificate.ts';
import { START, UNKNOWN_ID, createBench, type Bench, type Body } from './harness.ts';

const DAY = 86_400_000;

async function makeApp(bench: Bench): Promise<Body> {
  return (await bench.send('anna', 'POST /applications', { displayName: 'Nectar' })).body;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** base64 DER, valid for a year from the bench's start. */
function certificate(commonName: string): string {
  const made = makeCertificate({
    commonName,
    publicKey,
    issuerName: commonName,
    issuerKey: privateKey,
    issuerPublicKey: publicKey,
    serial: Uint8Array.of(1, commonName.length),
    notBefore: START,
    notAfter: START + 365 * DAY,
    use: { kind: 'client' },
  });
  return Buffer.from(made).toString('base64');
}

function entry(key: string, more: object = {}): object {
  return { type: 'AsymmetricX509Cert', usage: 'Verify', key, ...more };
}

async function keysOf(bench: Bench, id: string): Promise<Body[]> {
  const read = await bench.send('anna', `GET /applications/${id}?$select=keyCredentials`);
  return read.body['keyCredentials'] as Body[];
}

describe('secrets', () => {
  test('live two years by default', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const secret = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
    expect(secret.body).toMatchObject({
      startDateTime: '2026-11-20T09:00:00.000Z',
      endDateTime: '2028-11-20T09:00:00.000Z',
    });
  });

  test('are removed once', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const secret = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
    const remove = (): ReturnType<Bench['send']> =>
      bench.send('anna', `POST /applications/${app.id}/removePassword`, { keyId: secret.body['keyId'] });
    expect((await remove()).status).toBe(204);
    expect((await remove()).body.error.message).toContain('No password credential found');
    expect(bench.world.applications[app.id]?.passwordCredentials).toEqual([]);
  });

  test('never come back: neither the value nor its hash is in any read', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const secret = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
    const read = JSON.stringify(await bench.send('anna', 'GET /applications'));
    expect(read).not.toContain(String(secret.body['secretText']));
    expect(read).not.toContain('_valueSha256');
  });

  test('may be forbidden', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    restrict(bench, 'passwordAddition', null);
    const answer = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'CredentialTypeNotAllowedAsPerAppPolicy' } },
    });
  });

  test.each([
    [90 * DAY, 200],
    [90 * DAY + 1000, 400],
  ])('may be limited to 90 days: %i ms -> %i', async (life, status) => {
    const bench = createBench();
    const app = await makeApp(bench);
    restrict(bench, 'passwordLifetime', 'P90D');
    const endDateTime = new Date(START + life).toISOString();
    const answer = await bench.send('anna', `POST /applications/${app.id}/addPassword`, {
      passwordCredential: { endDateTime },
    });
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.error.details?.[0]?.code).toBe('InvalidKeyEndDate');
  });

  test('limits spare applications made before their date', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    restrict(bench, 'passwordAddition', null, '2027-01-01T00:00:00Z');
    expect((await bench.send('anna', `POST /applications/${app.id}/addPassword`, {})).status).toBe(200);
  });
});

function restrict(
  bench: Bench,
  restrictionType: string,
  maxLifetime: string | null,
  from: string | null = null,
): void {
  bench.world.policies.appManagement = {
    isEnabled: true,
    passwordCredentials: [
      { restrictionType, state: 'enabled', maxLifetime, restrictForAppsCreatedAfterDateTime: from },
    ],
    keyCredentials: [],
  };
}

describe('certificates', () => {
  test('take their life and thumbprint from the certificate', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const der = certificate('one');
    const answer = await bench.send('anna', `PATCH /applications/${app.id}`, {
      keyCredentials: [entry(der)],
    });
    expect(answer.status).toBe(204);
    const thumbprint = new X509Certificate(Buffer.from(der, 'base64')).fingerprint.replaceAll(':', '');
    expect(await keysOf(bench, app.id)).toMatchObject([
      {
        endDateTime: '2027-11-20T09:00:00.000Z',
        customKeyIdentifier: Buffer.from(thumbprint, 'hex').toString('base64'),
        key: der,
      },
    ]);
  });

  test('show their bytes only when asked for on one object', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    await bench.send('anna', `PATCH /applications/${app.id}`, {
      keyCredentials: [entry(certificate('one'))],
    });
    const whole = await bench.send('anna', `GET /applications/${app.id}`);
    expect(whole.body['keyCredentials']).toMatchObject([{ key: null }]);
    const listed = await bench.send(
      'anna',
      `GET /applications?$select=keyCredentials&$filter=id eq '${app.id}'`,
    );
    expect(listed.body.value[0]?.['keyCredentials']).toMatchObject([{ key: null }]);
  });

  test('are kept by their keyId with a null key, and dropped by leaving them out', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const [one, two] = [certificate('one'), certificate('two')];
    await bench.send('anna', `PATCH /applications/${app.id}`, { keyCredentials: [entry(one)] });
    const [held] = await keysOf(bench, app.id);
    const kept = { ...held, key: null };
    await bench.send('anna', `PATCH /applications/${app.id}`, { keyCredentials: [kept, entry(two)] });
    expect((await keysOf(bench, app.id)).map((key) => key['key'])).toEqual([one, two]);
    await bench.send('anna', `PATCH /applications/${app.id}`, { keyCredentials: [entry(two)] });
    expect((await keysOf(bench, app.id)).map((key) => key['key'])).toEqual([two]);
  });

  test('cannot be altered, outlive themselves, or be something else', async () => {
    const bench = createBench();
    const app = await makeApp(bench);
    const der = certificate('one');
    const patch = async (keyCredentials: object[]): Promise<Body['error']> =>
      (await bench.send('anna', `PATCH /applications/${app.id}`, { keyCredentials })).body.error;
    const tooLong = await patch([entry(der, { endDateTime: '2030-01-01T00:00:00Z' })]);
    expect(tooLong.code).toBe('KeyCredentialsInvalidEndDate');
    expect((await patch([entry('bm90IGEgY2VydGlmaWNhdGU=')])).message).toBe(
      'Key value is invalid certificate.',
    );
    await bench.send('anna', `PATCH /applications/${app.id}`, { keyCredentials: [entry(der)] });
    const [held] = await keysOf(bench, app.id);
    const altered = await patch([{ ...held, key: null, endDateTime: '2027-01-01T00:00:00Z' }]);
    expect(altered.message).toBe(
      `Update to existing credential with KeyId '${String(held?.['keyId'])}' is not allowed.`,
    );
  });
});

test('two writes to one application too close together collide', async () => {
  const bench = createBench();
  const app = await makeApp(bench);
  bench.switches.conflictWindowMs = 5000;
  const add = (): ReturnType<Bench['send']> =>
    bench.send('anna', `POST /applications/${app.id}/addPassword`, {});
  expect((await add()).status).toBe(200);
  expect(await add()).toMatchObject({
    status: 409,
    body: { error: { code: 'Directory_ConcurrencyViolation' } },
  });
  bench.advance(5000);
  expect((await add()).status).toBe(200);
});

test('an unknown application is 404 in the documented words', async () => {
  const answer = await createBench().send('anna', `POST /applications/${UNKNOWN_ID}/addPassword`, {});
  expect(answer.body.error).toMatchObject({
    code: 'Request_ResourceNotFound',
    message: `Resource '${UNKNOWN_ID}' does not exist or one of its queried reference-property objects are not present.`,
  });
});
