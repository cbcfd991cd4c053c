/** Self-signed certificates on applications, and assertions signed with them. */
import { createHash } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import { makeCertificate } from '../../../src/sandbox/certificate.ts';
import { newRsaKey } from '../../../src/sandbox/tls.ts';
import type { Application } from '../../../src/sandbox/world.ts';
import { CONNECTOR_APP_ID, LOGIN } from './fixture.ts';
import { TENANT_ID } from '../../../src/sandbox/seed.ts';

export type ClientKey = Awaited<ReturnType<typeof newRsaKey>>;

export interface ClientCertificate {
  readonly key: ClientKey;
  readonly der: Uint8Array;
}

export async function newClientCertificate(notBefore: number, notAfter: number): Promise<ClientCertificate> {
  const key = await newRsaKey();
  const der = makeCertificate({
    commonName: 'Example connector',
    publicKey: key.publicKey,
    issuerName: 'Example connector',
    issuerKey: key.privateKey,
    issuerPublicKey: key.publicKey,
    serial: Uint8Array.of(1),
    notBefore,
    notAfter,
    use: { kind: 'client' },
  });
  return { key, der };
}

export function putOn(application: Application, der: Uint8Array, from: number, until: number): void {
  application.keyCredentials.push({
    keyId: 'c0ffee00-0000-4000-8000-000000000009',
    displayName: 'CN=Example connector',
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: new Date(from).toISOString(),
    endDateTime: new Date(until).toISOString(),
    customKeyIdentifier: createHash('sha1').update(der).digest('base64'),
    key: Buffer.from(der).toString('base64'),
  });
}

export interface AssertionOptions {
  readonly now: number;
  readonly alg?: 'RS256' | 'PS256';
  readonly x5t?: 'sha1' | 'sha256' | 'none';
  readonly signer?: ClientKey;
  readonly claims?: JWTPayload;
}

export function assertionBy(certificate: ClientCertificate, options: AssertionOptions): Promise<string> {
  const { now, alg = 'PS256', x5t = 'sha256', signer = certificate.key } = options;
  const print = (hash: string) => createHash(hash).update(certificate.der).digest('base64url');
  const header = { sha1: { x5t: print('sha1') }, sha256: { 'x5t#S256': print('sha256') }, none: {} }[x5t];
  const seconds = Math.floor(now / 1000);
  return new SignJWT({
    iss: CONNECTOR_APP_ID,
    sub: CONNECTOR_APP_ID,
    aud: `${LOGIN}/${TENANT_ID}/oauth2/v2.0/token`,
    jti: 'one',
    nbf: seconds,
    exp: seconds + 600,
    ...options.claims,
  })
    .setProtectedHeader({ alg, typ: 'JWT', ...header })
    .sign(signer.privateKey);
}
