/** What people paste or upload where a certificate is asked for: the reason stands beside the field, and nothing of it is kept. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import type { TestDatabase } from '../fakes/database.ts';
import { useStage } from '../fakes/stage.ts';
import { toPlan } from '../fakes/stories.ts';
import type { World } from '../fakes/world.ts';
import * as der from '../provisioning/certificate/write-der.ts';
import {
  base64,
  DAY,
  make,
  name,
  NOW,
  pem,
  rsaSpki,
  SHA256_RSA,
  spkiOf,
} from '../provisioning/certificate/make.ts';

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = {
  pkcs8: rsa.privateKey.export({ type: 'pkcs8', format: 'der' }),
  pkcs1: rsa.privateKey.export({ type: 'pkcs1', format: 'der' }),
  sec1: ec.privateKey.export({ type: 'sec1', format: 'der' }),
  encrypted: rsa.privateKey.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' }),
};
const good = make();
const join = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const PFX = der.sequence(
  der.integer(Uint8Array.of(3)),
  der.sequence(der.oid('1.2.840.113549.1.7.1'), der.context(0, der.octets(new Uint8Array(90).fill(5)))),
);
const P7B = der.sequence(
  der.oid('1.2.840.113549.1.7.2'),
  der.context(0, der.sequence(der.octets(new Uint8Array(90).fill(6)))),
);
const CSR = der.sequence(
  der.sequence(der.integer(Uint8Array.of(0)), name('x'), rsaSpki(2048), der.context(0)),
  der.sequence(der.oid(SHA256_RSA)),
  der.bits(new Uint8Array(8)),
);

/** What was given, as text to paste or bytes to upload, and the code it must be answered with. */
const REFUSED: readonly (readonly [what: string, given: string | Uint8Array, code: string])[] = [
  [
    'PEM with its private key behind it',
    pem('CERTIFICATE', good) + pem('PRIVATE KEY', key.pkcs8),
    'CERT_HAS_PRIVATE_KEY',
  ],
  [
    'PEM with its private key before it',
    pem('RSA PRIVATE KEY', key.pkcs1) + pem('CERTIFICATE', good),
    'CERT_HAS_PRIVATE_KEY',
  ],
  ['DER with its private key behind it', join(good, key.pkcs8), 'CERT_HAS_PRIVATE_KEY'],
  ['a private key, PKCS #8', pem('PRIVATE KEY', key.pkcs8), 'CERT_IS_PRIVATE_KEY'],
  ['a private key, PKCS #1', pem('RSA PRIVATE KEY', key.pkcs1), 'CERT_IS_PRIVATE_KEY'],
  ['a private key, SEC 1', pem('EC PRIVATE KEY', key.sec1), 'CERT_IS_PRIVATE_KEY'],
  ['a private key under the label of a certificate', pem('CERTIFICATE', key.pkcs8), 'CERT_IS_PRIVATE_KEY'],
  ['a private key without armour', base64(key.pkcs8), 'CERT_IS_PRIVATE_KEY'],
  ['a private key as DER', new Uint8Array(key.pkcs8), 'CERT_IS_PRIVATE_KEY'],
  ['an encrypted private key', pem('ENCRYPTED PRIVATE KEY', key.encrypted), 'CERT_IS_PRIVATE_KEY'],
  [
    'EC parameters',
    '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----',
    'CERT_IS_PRIVATE_KEY',
  ],
  ['a PFX', PFX, 'CERT_IS_PFX'],
  ['a PFX as base64', base64(PFX), 'CERT_IS_PFX'],
  ['a P7B', P7B, 'CERT_IS_P7B'],
  ['a P7B as PEM', pem('PKCS7', P7B), 'CERT_IS_P7B'],
  ['a signing request', pem('CERTIFICATE REQUEST', CSR), 'CERT_IS_CSR'],
  ['a public key', pem('PUBLIC KEY', rsaSpki(2048)), 'CERT_IS_PUBKEY'],
  [
    'several certificates',
    pem('CERTIFICATE', good) + pem('CERTIFICATE', make({ serial: 2 })),
    'CERT_MULTIPLE',
  ],
  ['several certificates as DER', join(good, make({ serial: 2 })), 'CERT_MULTIPLE'],
  ['RSA 1024', make({ spki: rsaSpki(1024) }), 'CERT_WEAK_KEY'],
  ['the exponent 1', make({ spki: rsaSpki(2048, 1) }), 'CERT_WEAK_KEY'],
  ['the exponent 3', make({ spki: rsaSpki(2048, 3) }), 'CERT_WEAK_KEY'],
  ['RSA beyond 8192', make({ spki: rsaSpki(8200) }), 'CERT_WEAK_KEY'],
  ['SHA-1', make({ signature: '1.2.840.113549.1.1.5' }), 'CERT_WEAK_SIGNATURE'],
  ['MD5', make({ signature: '1.2.840.113549.1.1.4' }), 'CERT_WEAK_SIGNATURE'],
  ['an elliptic curve', make({ spki: spkiOf(ec.publicKey) }), 'CERT_KEY_TYPE'],
  ['Ed25519', make({ spki: spkiOf(ed25519.publicKey) }), 'CERT_KEY_TYPE'],
  ['expired', make({ starts: NOW - 9 * DAY, ends: NOW - DAY }), 'CERT_EXPIRED'],
  ['not yet valid', make({ starts: NOW + 9 * DAY }), 'CERT_NOT_YET'],
  ['a key that may not sign', make({ keyUsage: 0x20 }), 'CERT_USAGE'],
  ['version 1', make({ version: 1 }), 'CERT_VERSION'],
  ['half a certificate', pem('CERTIFICATE', good).slice(0, 300), 'CERT_PARSE'],
  ['damaged base64', pem('CERTIFICATE', good).replace('M', '*'), 'CERT_PARSE'],
  ['a wrong tag', join(Uint8Array.of(0x31), good.subarray(1)), 'CERT_PARSE'],
  ['data behind it', join(good, Uint8Array.of(1, 2, 3)), 'CERT_PARSE'],
  ['UTF-16', new Uint8Array(Buffer.from(`\uFEFF${pem('CERTIFICATE', good)}`, 'utf16le')), 'CERT_PARSE'],
  ['a zip file', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'CERT_PARSE'],
  ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'CERT_PARSE'],
  ['10 MB', 'A'.repeat(10 * 1024 * 1024), 'CERT_TOO_LARGE'],
];

const stage = useStage();
let database: TestDatabase;
let world: World;
beforeEach(() => void ({ database, world } = stage));

async function stored(): Promise<string> {
  const { kysely } = database.database;
  const tables = [kysely.selectFrom('runs'), kysely.selectFrom('steps'), kysely.selectFrom('history')];
  const rows = await Promise.all(tables.map((table) => table.selectAll().execute()));
  return JSON.stringify(rows);
}

/** Long enough runs of what was given that no name or date could be mistaken for them. */
function tracesOf(given: string | Uint8Array): string[] {
  const text = typeof given === 'string' ? given : base64(given);
  return (text.match(/[A-Za-z0-9+/]{24}/g) ?? []).slice(0, 500);
}

async function begun(): Promise<string> {
  const { runId } = await world.engine.start(world.actor('anna'), 'nectar', 'test');
  return runId;
}

async function expectNothingKept(given: string | Uint8Array): Promise<void> {
  const rows = await stored();
  expect(rows).toContain('"phase":"choices"');
  expect(tracesOf(given).filter((trace) => rows.includes(trace))).toEqual([]);
}

describe('pasted into the form', () => {
  const pastes = REFUSED.map(([what, given, code]) => {
    const paste = typeof given === 'string' ? given : base64(given);
    return [what, paste, code] as const;
  });

  test.each(pastes)('%s is refused beside the field, and not kept', async (_, paste, code) => {
    const runId = await begun();
    const values = { name: 'Kept name', credential: 'certificate', certificate: paste };
    const run = await world.engine.choose(world.actor('anna'), runId, values);
    const field = run.choices.fields.find(({ id }) => id === 'certificate');
    expect(field).toMatchObject({ kind: 'paste', value: '', error: { code } });
    expect(run).toMatchObject({ phase: 'choices', choices: { certificate: null } });
    expect(run.choices.fields.find(({ id }) => id === 'name')).toMatchObject({
      value: 'Kept name',
      error: null,
    });
    await expectNothingKept(paste);
  });
});

describe('uploaded', () => {
  test.each(REFUSED)('%s is refused by its code, and not kept', async (_, given, code) => {
    const runId = await begun();
    const bytes = typeof given === 'string' ? bytesOf(given) : Uint8Array.from(given);
    const offer = world.engine.offerCertificate(world.actor('anna'), runId, bytes);
    await expect(offer).rejects.toMatchObject({ code });
    await expectNothingKept(given);
    expect((await world.view('anna', runId)).choices.certificate).toBeNull();
  });

  test('an empty file is said to be', async () => {
    const offer = world.engine.offerCertificate(world.actor('anna'), await begun(), new Uint8Array());
    await expect(offer).rejects.toMatchObject({ code: 'CERT_EMPTY' });
  });

  test.each([
    ['PEM', bytesOf(pem('CERTIFICATE', good))],
    ['DER', Uint8Array.from(good)],
    ['base64 without armour', bytesOf(base64(good))],
  ])('a good one as %s is taken, and the form then needs no paste', async (_, bytes) => {
    const runId = await begun();
    const taken = await world.engine.offerCertificate(world.actor('anna'), runId, bytes);
    expect(taken.choices.certificate).toMatchObject({ subject: 'CN=Example connector', key: 'RSA 2048' });
    const run = await world.engine.choose(world.actor('anna'), runId, { credential: 'certificate' });
    expect(run.phase).toBe('sign-in');
  });

  test('a subject made to mislead is shown cleaned and cut', async () => {
    const forged = make({ subject: `Nectar\u202E\u0000<img src=x>${'x'.repeat(500)}` });
    const run = await world.engine.offerCertificate(world.actor('anna'), await begun(), forged);
    const { subject = '' } = run.choices.certificate ?? {};
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(subject.length).toBeLessThanOrEqual(200);
  });

  test('a bad one after a good one leaves the good one', async () => {
    const runId = await begun();
    await world.engine.offerCertificate(world.actor('anna'), runId, Uint8Array.from(good));
    const bad = world.engine.offerCertificate(world.actor('anna'), runId, new Uint8Array(key.pkcs8));
    await expect(bad).rejects.toMatchObject({ code: 'CERT_IS_PRIVATE_KEY' });
    expect((await world.view('anna', runId)).choices.certificate).not.toBeNull();
  });
});

describe('before the plan', () => {
  const checkOf = async (bytes: Uint8Array) => {
    const certificate = pem('CERTIFICATE', bytes);
    const run = await toPlan(world, 'anna', { credential: 'certificate', certificate });
    const { state, text } = run.checks.find(({ id }) => id === 'credential') ?? {};
    return { phase: run.phase, state, code: text?.code };
  };

  test('one that ends within a week carries a warning', async () => {
    expect(await checkOf(make({ ends: NOW + 3 * DAY }))).toEqual({
      phase: 'plan',
      state: 'warn',
      code: 'CERT_EXPIRES_SOON',
    });
  });

  test('one that is an authority of its own carries a warning', async () => {
    expect(await checkOf(make({ ca: true }))).toEqual({ phase: 'plan', state: 'warn', code: 'CERT_IS_CA' });
  });

  test('one that the tenant does not allow for so long stops there, before anything is written', async () => {
    const policy = world.sandbox.world.policies.appManagement;
    const restriction = {
      restrictionType: 'asymmetricKeyLifetime',
      state: 'enabled',
      maxLifetime: 'P90D',
    } as const;
    policy.isEnabled = true;
    policy.keyCredentials = [{ ...restriction, restrictForAppsCreatedAfterDateTime: null }];
    const before = Object.keys(world.sandbox.world.applications).length;
    const seen = await checkOf(good);
    expect(seen).toMatchObject({ state: 'bad', code: 'CHECK_CERTIFICATE_TOO_LONG' });
    expect(seen.phase).not.toBe('working');
    expect(Object.keys(world.sandbox.world.applications)).toHaveLength(before);
  });
});
