/** Everything people upload in place of a certificate, and every certificate that must not be taken. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkNotRegistered,
  MOST_BYTES,
  readCertificate,
} from '../../../src/provisioning/certificate/read.ts';
import { explain } from '../../../src/provisioning/errors.ts';
import { base64, DAY, make, name, NOW, pem, rsaSpki, SHA256_RSA, spkiOf, text, type Recipe } from './make.ts';
import * as der from './write-der.ts';

const NO_LIMIT = { longest: null };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');
const good = make();

function read(bytes: Uint8Array, longest: string | null = null) {
  return readCertificate(bytes, NOW, { longest });
}

/** The failure's code, or `ok`. */
function verdict(bytes: Uint8Array, longest: string | null = null): string {
  const result = read(bytes, longest);
  return result.ok ? 'ok' : result.failure.code;
}

function verdictOf(recipe: Recipe): string {
  return verdict(make(recipe));
}

function why(bytes: Uint8Array): string {
  const result = read(bytes);
  return result.ok ? '' : explain(result.failure).why;
}

const PSS = '1.2.840.113549.1.1.10';

function pssOver(hash: string): Uint8Array {
  return der.sequence(der.context(0, der.sequence(der.oid(hash))));
}

describe('a certificate is taken', () => {
  test('N30: PEM, DER and bare base64 are the same certificate', () => {
    const forms = [text(pem('CERTIFICATE', good)), good, text(base64(good))];
    const read1 = forms.map((bytes) => read(bytes));
    expect(read1.map((result) => result.ok)).toEqual([true, true, true]);
    expect(new Set(read1.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  test('N30: subject, thumbprint and dates are shown', () => {
    const result = read(good);
    expect(result.ok && result.certificate).toMatchObject({
      subject: 'CN=Example connector',
      issuer: 'CN=Example connector',
      key: 'RSA 2048',
      der: base64(good),
      thumbprint: expect.stringMatching(/^[0-9A-F]{40}$/),
      sha256: expect.stringMatching(/^[0-9A-F]{64}$/),
      notBefore: new Date(NOW - DAY).toISOString(),
      notAfter: new Date(NOW + 365 * DAY).toISOString(),
    });
    expect(result.ok && result.warnings).toEqual([]);
  });

  test.each([
    ['with a byte order mark', `\uFEFF${pem('CERTIFICATE', good)}`],
    ['with Windows line ends', pem('CERTIFICATE', good).replaceAll('\n', '\r\n')],
    ['with bag attributes before it', `Bag Attributes\n  friendlyName: x\n${pem('CERTIFICATE', good)}`],
    ['given twice', pem('CERTIFICATE', good) + pem('CERTIFICATE', good)],
  ])('PEM %s', (_, given) => {
    expect(verdict(text(given))).toBe('ok');
  });

  test.each<[string, Recipe]>([
    ['no key usage at all', { keyUsage: null }],
    ['RSA 4096', { spki: rsaSpki(4096) }],
    ['RSA 8192', { spki: rsaSpki(8192) }],
    ['SHA-512', { signature: '1.2.840.113549.1.1.13' }],
    ['PSS over SHA-256', { signature: PSS, parameters: pssOver('2.16.840.1.101.3.4.2.1') }],
  ])('one with %s', (_, recipe) => {
    expect(verdictOf(recipe)).toBe('ok');
  });
});

describe('what is not a certificate', () => {
  const keys = {
    'PKCS #8': rsa.privateKey.export({ type: 'pkcs8', format: 'der' }),
    'PKCS #1': rsa.privateKey.export({ type: 'pkcs1', format: 'der' }),
    'SEC 1': ec.privateKey.export({ type: 'sec1', format: 'der' }),
    'encrypted PKCS #8': rsa.privateKey.export({
      ...{ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'x' },
    }),
  };

  test.each(Object.entries(keys))(
    'a private key as %s DER, base64 or mislabelled PEM is named one',
    (_, key) => {
      const forms = [new Uint8Array(key), text(base64(key)), text(pem('CERTIFICATE', key))];
      expect(forms.map((bytes) => verdict(bytes))).toEqual(Array(3).fill('CERT_IS_PRIVATE_KEY'));
    },
  );

  test('a private key as PEM is named one, cut off or not', () => {
    const whole = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(verdict(text(whole))).toBe('CERT_IS_PRIVATE_KEY');
    expect(verdict(text(whole.slice(0, 200)))).toBe('CERT_IS_PRIVATE_KEY');
    expect(
      verdict(text('-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----')),
    ).toBe('CERT_IS_PRIVATE_KEY');
    expect(verdict(text('PuTTY-User-Key-File-3: ssh-rsa\n'))).toBe('CERT_IS_PRIVATE_KEY');
  });

  test('N31: a certificate with its private key is refused and the buffer is wiped', () => {
    const key = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const both of [pem('CERTIFICATE', good) + key, key + pem('CERTIFICATE', good)]) {
      const bytes = text(both);
      expect(verdict(bytes)).toBe('CERT_HAS_PRIVATE_KEY');
      expect(bytes.every((byte) => byte === 0)).toBe(true);
    }
  });

  test('N31: a private key behind the DER of a certificate is found', () => {
    const key = rsa.privateKey.export({ type: 'pkcs8', format: 'der' });
    const bytes = new Uint8Array(Buffer.concat([good, key]));
    expect(verdict(bytes)).toBe('CERT_HAS_PRIVATE_KEY');
    expect(bytes.some((byte) => byte !== 0)).toBe(false);
  });

  test('a PFX is named one, with the way to export', () => {
    const data = der.sequence(der.oid('1.2.840.113549.1.7.1'), der.context(0, der.octets(new Uint8Array(9))));
    const pfx = der.sequence(der.integer(Uint8Array.of(3)), data);
    const ber = Uint8Array.of(
      0x30,
      0x80,
      2,
      1,
      3,
      0x30,
      0x80,
      ...der.oid('1.2.840.113549.1.7.1'),
      0,
      0,
      0,
      0,
    );
    const bare = text(base64(pfx));
    expect([verdict(pfx), verdict(ber), verdict(bare)]).toEqual(Array(3).fill('CERT_IS_PFX'));
    expect(pfx.every((byte) => byte === 0)).toBe(true);
  });

  test('a P7B is named one', () => {
    const p7b = der.sequence(der.oid('1.2.840.113549.1.7.2'), der.context(0, der.sequence()));
    const ber = Uint8Array.of(0x30, 0x80, ...der.oid('1.2.840.113549.1.7.2'), 0xa0, 0x80, 0, 0, 0, 0, 0, 0);
    const label = `-----BEGIN PKCS7-----\n${base64(p7b)}\n-----END PKCS7-----\n`;
    expect([verdict(p7b), verdict(ber), verdict(text(label))]).toEqual(Array(3).fill('CERT_IS_P7B'));
  });

  test('a signing request is named one', () => {
    const body = der.sequence(der.integer(Uint8Array.of(0)), name('x'), rsaSpki(2048), der.context(0));
    const csr = der.sequence(body, der.sequence(der.oid(SHA256_RSA)), der.bits(new Uint8Array(8)));
    const label = pem('CERTIFICATE', csr).replaceAll('CERTIFICATE', 'NEW CERTIFICATE REQUEST');
    expect([verdict(csr), verdict(text(label))]).toEqual(['CERT_IS_CSR', 'CERT_IS_CSR']);
  });

  test('a public key is named one', () => {
    const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const pkcs1 = rsa.publicKey.export({ type: 'pkcs1', format: 'der' });
    expect([verdict(text(spki)), verdict(rsaSpki(2048)), verdict(new Uint8Array(pkcs1))]).toEqual(
      Array(3).fill('CERT_IS_PUBKEY'),
    );
  });

  test('several certificates are listed by subject, as PEM and as DER', () => {
    const other = make({ subject: 'Issuing authority', serial: 2 });
    const both = [
      text(pem('CERTIFICATE', good) + pem('CERTIFICATE', other)),
      new Uint8Array(Buffer.concat([good, other])),
    ];
    for (const bytes of both) {
      const result = read(bytes);
      expect(result).toMatchObject({ ok: false, failure: { code: 'CERT_MULTIPLE', facts: { count: 2 } } });
      expect(!result.ok && result.failure.facts['subjects']).toBe('Example connector; Issuing authority');
    }
  });

  test.each<[string, Uint8Array, string]>([
    ['UTF-16 text', new Uint8Array(Buffer.from(`\uFEFF${pem('CERTIFICATE', good)}`, 'utf16le')), 'UTF-16'],
    ['a zip file', Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0), 'a zip file'],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10), 'a PNG image'],
    ['a web page', text('<!DOCTYPE html><html></html>'), 'a web page'],
    ['a letter', text('Dear admin, attached is the certificate.'), 'other text'],
    ['half a certificate', text(pem('CERTIFICATE', good).slice(0, 300)), 'cut off'],
    ['damaged base64', text(pem('CERTIFICATE', good).replace('M', '*')), 'damaged'],
    ['trailing data', Uint8Array.of(...good, 1, 2, 3), 'behind it'],
    ['a cut-off DER', good.subarray(0, 200), 'cut-off'],
    ['two signature algorithms', make({ innerSignature: '1.2.840.113549.1.1.5' }), 'damaged'],
  ])('%s is refused by what it looks like', (_, bytes, words) => {
    expect(verdict(Uint8Array.from(bytes))).toBe('CERT_PARSE');
    expect(why(Uint8Array.from(bytes))).toContain(words);
  });

  test('nothing at all, and too much, are refused before anything is parsed', () => {
    expect(verdict(new Uint8Array())).toBe('CERT_EMPTY');
    expect(verdict(new Uint8Array(MOST_BYTES + 1).fill(0x30))).toBe('CERT_TOO_LARGE');
  });

  test('whatever the bytes, there is an answer and not an exception', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(verdict(bytes)).toMatch(/^CERT_/);
      }),
    );
  });

  test('a certificate with any byte changed is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, value) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = value;
        expect(verdict(bytes)).toMatch(/^(ok|CERT_\w+)$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a certificate is not good enough', () => {
  test.each<[string, Recipe, string]>([
    ['RSA 1024', { spki: rsaSpki(1024) }, 'CERT_WEAK_KEY'],
    ['RSA 2040', { spki: rsaSpki(2040) }, 'CERT_WEAK_KEY'],
    ['RSA 8200', { spki: rsaSpki(8200) }, 'CERT_WEAK_KEY'],
    ['the exponent 1', { spki: rsaSpki(2048, 1) }, 'CERT_WEAK_KEY'],
    ['the exponent 3', { spki: rsaSpki(2048, 3) }, 'CERT_WEAK_KEY'],
    ['an even exponent', { spki: rsaSpki(2048, 65538) }, 'CERT_WEAK_KEY'],
    ['SHA-1', { signature: '1.2.840.113549.1.1.5' }, 'CERT_WEAK_SIGNATURE'],
    ['MD5', { signature: '1.2.840.113549.1.1.4' }, 'CERT_WEAK_SIGNATURE'],
    ['PSS over SHA-1 by default', { signature: PSS, parameters: der.sequence() }, 'CERT_WEAK_SIGNATURE'],
    ['an unknown signature', { signature: '1.2.3.4' }, 'CERT_WEAK_SIGNATURE'],
    ['an elliptic curve', { spki: spkiOf(ec.publicKey) }, 'CERT_KEY_TYPE'],
    ['Ed25519', { spki: spkiOf(ed25519.publicKey) }, 'CERT_KEY_TYPE'],
    ['version 1', { version: 1 }, 'CERT_VERSION'],
    ['a key that may only encrypt', { keyUsage: 0x20 }, 'CERT_USAGE'],
    ['an end before now', { starts: NOW - 9 * DAY, ends: NOW - DAY }, 'CERT_EXPIRED'],
    ['a start after now', { starts: NOW + DAY }, 'CERT_NOT_YET'],
    ['an end before its start', { starts: NOW + DAY, ends: NOW - DAY }, 'CERT_DATES'],
  ])('because of %s', (_, recipe, code) => {
    expect(verdictOf(recipe)).toBe(code);
  });

  test('because the tenant allows less', () => {
    expect(verdict(good, 'P180D')).toBe('CERT_TOO_LONG');
    expect(verdict(good, 'P366D')).toBe('ok');
  });
});

describe('a certificate is taken with a word', () => {
  const warningsOf = (recipe: Recipe) => {
    const result = readCertificate(make(recipe), NOW, NO_LIMIT);
    return result.ok ? result.warnings.map(({ code }) => code) : ['refused'];
  };

  test('when it ends within a week', () => {
    expect(warningsOf({ ends: NOW + 7 * DAY - 1000 })).toEqual(['CERT_EXPIRES_SOON']);
    expect(warningsOf({ ends: NOW + 7 * DAY })).toEqual([]);
  });

  test('when it is an authority of its own', () => {
    expect(warningsOf({ ca: true })).toEqual(['CERT_IS_CA']);
  });

  test('and a subject that would forge text is cleaned and capped', () => {
    const result = read(make({ subject: `a\u202Eb<img>\n${'x'.repeat(500)}` }));
    const subject = result.ok ? result.certificate.subject : '';
    expect(subject.length).toBeLessThanOrEqual(200);
    expect(subject).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  test('N32: one that is registered already is said to be', () => {
    const result = read(good);
    const thumbprint = result.ok ? result.certificate.thumbprint : '';
    expect(checkNotRegistered({ thumbprint }, [thumbprint.toLowerCase()])?.code).toBe('CERT_DUPLICATE');
    expect(checkNotRegistered({ thumbprint }, ['AB'])).toBeNull();
  });
});
