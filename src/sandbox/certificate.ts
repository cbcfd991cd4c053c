/**
 * Makes X.509 certificates (RFC 5280) with RSA keys: the sandbox's own authority, its server's certificate, and
 * the self-signed ones that tests put on applications.
 */
import { createHash, sign, type KeyObject } from 'node:crypto';
import * as der from './der.ts';

export interface CertificateRequest {
  readonly commonName: string;
  readonly publicKey: KeyObject;
  readonly issuerName: string;
  readonly issuerKey: KeyObject;
  /** The issuer's public key, for the authority key identifier. */
  readonly issuerPublicKey: KeyObject;
  readonly serial: Uint8Array;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly use:
    { kind: 'authority' } | { kind: 'server'; dnsNames: string[]; ipv4: string[] } | { kind: 'client' };
}

const SHA256_WITH_RSA = der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nothing);

/** DER bytes. */
export function makeCertificate(request: CertificateRequest): Uint8Array {
  const body = der.sequence(
    der.context(0, der.integer(Uint8Array.of(2))),
    der.integer(request.serial),
    SHA256_WITH_RSA,
    name(request.issuerName),
    der.sequence(der.time(request.notBefore), der.time(request.notAfter)),
    name(request.commonName),
    spki(request.publicKey),
    der.context(3, der.sequence(...extensions(request))),
  );
  return der.sequence(body, SHA256_WITH_RSA, der.bits(sign('sha256', body, request.issuerKey)));
}

export function pem(label: 'CERTIFICATE', bytes: Uint8Array): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

function name(commonName: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
}

function spki(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

function extensions(request: CertificateRequest): Uint8Array[] {
  const isAuthority = request.use.kind === 'authority';
  return [
    extension('2.5.29.19', true, isAuthority ? der.sequence(der.boolean(true)) : der.sequence()),
    extension('2.5.29.15', true, isAuthority ? KEY_USAGE.authority : KEY_USAGE.leaf),
    extension('2.5.29.14', false, der.octets(keyId(request.publicKey))),
    extension('2.5.29.35', false, der.sequence(der.contextValue(0, keyId(request.issuerPublicKey)))),
    ...serverExtensions(request),
  ];
}

/** keyCertSign and cRLSign; digitalSignature and keyEncipherment. */
const KEY_USAGE = {
  authority: der.bits(Uint8Array.of(0b0000_0110), 1),
  leaf: der.bits(Uint8Array.of(0b1010_0000), 5),
};

function serverExtensions({ use }: CertificateRequest): Uint8Array[] {
  if (use.kind !== 'server') return [];
  const serverAuthentication = der.sequence(der.oid('1.3.6.1.5.5.7.3.1'));
  const names = [
    ...use.dnsNames.map((one) => der.contextValue(2, new TextEncoder().encode(one))),
    ...use.ipv4.map((one) => der.contextValue(7, Uint8Array.from(one.split('.').map(Number)))),
  ];
  return [
    extension('2.5.29.37', false, serverAuthentication),
    extension('2.5.29.17', false, der.sequence(...names)),
  ];
}

function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return critical
    ? der.sequence(der.oid(id), der.boolean(true), der.octets(value))
    : der.sequence(der.oid(id), der.octets(value));
}

/** RFC 5280 section 4.2.1.2, method 1, over the whole SubjectPublicKeyInfo: unique is all it has to be. */
function keyId(key: KeyObject): Uint8Array {
  return createHash('sha1').update(spki(key)).digest();
}
