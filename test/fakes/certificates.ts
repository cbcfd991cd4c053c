/** A vendor's certificate, made anew for every run: no key is ever kept in the repository. */
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

export interface VendorCertificate {
  readonly pem: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

/** Self-signed, RSA 2048, from a month before to eleven months after `now` (epoch ms). */
export async function vendorCertificate(now: number, name = 'CN=Nectar DXP'): Promise<VendorCertificate> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name,
    notBefore: new Date(now - 30 * 86_400_000),
    notAfter: new Date(now + 330 * 86_400_000),
    signingAlgorithm: ALGORITHM,
    keys: keys as never,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true)],
  });
  return { pem: certificate.toString('pem'), keys: keys as webcrypto.CryptoKeyPair };
}
