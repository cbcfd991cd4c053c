/** Certificates of every kind, good and bad, built byte by byte; their signatures are filler, which nobody checks. */
import type { KeyObject } from 'node:crypto';
import * as der from './write-der.ts';

export const NOW = Date.UTC(2026, 10, 21, 9, 0, 0);
export const DAY = 86_400_000;

export interface Recipe {
  readonly subject?: string;
  readonly spki?: Uint8Array;
  /** Dotted OID of the signature algorithm. */
  readonly signature?: string;
  readonly parameters?: Uint8Array;
  /** What the signed part says, when it is to differ. */
  readonly innerSignature?: string;
  readonly starts?: number;
  readonly ends?: number;
  /** 3 unless said. */
  readonly version?: 1 | 3;
  /** First byte of the key usage bits; null for no such extension. */
  readonly keyUsage?: number | null;
  readonly ca?: boolean;
  readonly serial?: number;
}

export const SHA256_RSA = '1.2.840.113549.1.1.11';

export function make(recipe: Recipe = {}): Uint8Array {
  const { subject = 'Example connector', spki = rsaSpki(2048), signature = SHA256_RSA } = recipe;
  const { starts = NOW - DAY, ends = NOW + 365 * DAY, version = 3, serial = 1 } = recipe;
  const algorithm = (oid: string) => der.sequence(der.oid(oid), recipe.parameters ?? der.nothing);
  const body = der.sequence(
    ...(version === 3 ? [der.context(0, der.integer(Uint8Array.of(2)))] : []),
    der.integer(Uint8Array.of(serial)),
    algorithm(recipe.innerSignature ?? signature),
    name(subject),
    der.sequence(der.time(starts), der.time(ends)),
    name(subject),
    spki,
    ...(version === 3 ? [der.context(3, der.sequence(...extensions(recipe)))] : []),
  );
  return der.sequence(body, algorithm(signature), der.bits(new Uint8Array(256).fill(7)));
}

export function name(commonName: string): Uint8Array {
  return der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(commonName))));
}

/** A key of so many bits: an odd number with the highest bit set will do. */
export function rsaSpki(bits: number, exponent = 65537): Uint8Array {
  const modulus = new Uint8Array(bits / 8).fill(0xa7);
  const exponentBytes = exponent < 256 ? [exponent] : [exponent >> 16, (exponent >> 8) & 255, exponent & 255];
  const key = der.sequence(der.integer(modulus), der.integer(Uint8Array.from(exponentBytes)));
  return der.sequence(der.sequence(der.oid('1.2.840.113549.1.1.1'), der.nothing), der.bits(key));
}

export function spkiOf(key: KeyObject): Uint8Array {
  return key.export({ type: 'spki', format: 'der' });
}

export function pem(label: string, bytes: Uint8Array): string {
  const lines = base64(bytes).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

export function text(value: string): Uint8Array {
  return new TextEncoder().encode(value);
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function extensions({ keyUsage = 0x80, ca }: Recipe): Uint8Array[] {
  const constraints = ca ? der.sequence(der.boolean(true)) : der.sequence();
  return [
    der.sequence(der.oid('2.5.29.19'), der.boolean(true), der.octets(constraints)),
    ...(keyUsage === null
      ? []
      : [
          der.sequence(
            der.oid('2.5.29.15'),
            der.boolean(true),
            der.octets(der.bits(Uint8Array.of(keyUsage))),
          ),
        ]),
  ];
}
