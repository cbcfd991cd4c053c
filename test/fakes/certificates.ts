/** A vendor's certificate, made anew for every run: no key is ever kept in the repository. */
import type { KeyObject } from 'node:crypto';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { makeCertificate, pem } from '../../src/sandbox/certificate.ts';

const DAY_MS = 86_400_000;

export interface VendorCertificate {
  readonly pem: string;
  readonly privateKey: KeyObject;
}

/** Self-signed, RSA 2048, from a month before to eleven months after `now` (epoch ms). */
export function vendorCertificate(now: number, commonName = 'Nectar DXP'): VendorCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = makeCertificate({
    commonName,
    publicKey,
    issuerName: commonName,
    issuerKey: privateKey,
    issuerPublicKey: publicKey,
    serial: randomBytes(8),
    notBefore: now - 30 * DAY_MS,
    notAfter: now + 330 * DAY_MS,
    use: { kind: 'client' },
  });
  return { pem: pem('CERTIFICATE', der), privateKey };
}
