/**
 * The sandbox's own certificate authority and the certificate of its https port. SDKs insist on https; they are
 * told of `ca.pem` through NODE_EXTRA_CA_CERTS. Made once, used again, renewed in its last 30 days.
 */
import { createPrivateKey, generateKeyPair, X509Certificate, type KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificate, pem, type CertificateRequest } from './certificate.ts';
import { readText, writeAtomically } from './files.ts';
import type { SandboxClock, SandboxRandom } from './ports.ts';

export interface TlsFiles {
  /** PEM, key and certificate of the server. */
  readonly key: string;
  readonly cert: string;
  /** Path of the authority's certificate. */
  readonly caFile: string;
}

interface Signer {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const DAY_MS = 86_400_000;
const AUTHORITY_LIFETIME_MS = 3650 * DAY_MS;
/** Clients refuse longer ones: CA/Browser Forum, 398 days. */
const SERVER_LIFETIME_MS = 397 * DAY_MS;
const RENEW_BEFORE_MS = 30 * DAY_MS;
const AUTHORITY_NAME = 'Registrar sandbox authority';

/**
 * @param folder where the files are, or are to be.
 * @param clock the machine's clock: certificates are checked by the machine, not by the pretend tenant.
 */
export async function prepareTls(
  folder: string,
  clock: SandboxClock,
  random: SandboxRandom,
): Promise<TlsFiles> {
  const caFile = join(folder, 'ca.pem');
  const existing = await readExisting(folder, clock.now());
  return { ...(existing ?? (await makeAndKeep(folder, clock.now(), random))), caFile };
}

async function readExisting(folder: string, now: number): Promise<{ key: string; cert: string } | undefined> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'server.pem', 'server.key'].map((file) => readText(join(folder, file))),
  );
  if (ca === undefined || cert === undefined || key === undefined) return undefined;
  return isGood(ca, cert, key, now) ? { key, cert } : undefined;
}

function isGood(ca: string, cert: string, key: string, now: number): boolean {
  try {
    const [authority, server] = [new X509Certificate(ca), new X509Certificate(cert)];
    const inTime = [authority, server].every((one) => Date.parse(one.validTo) - RENEW_BEFORE_MS > now);
    return inTime && server.verify(authority.publicKey) && server.checkPrivateKey(createPrivateKey(key));
  } catch {
    return false;
  }
}

async function makeAndKeep(
  folder: string,
  now: number,
  random: SandboxRandom,
): Promise<{ key: string; cert: string }> {
  const [authority, server] = await Promise.all([newRsaKey(), newRsaKey()]);
  const shared = {
    issuerName: AUTHORITY_NAME,
    issuerKey: authority.privateKey,
    issuerPublicKey: authority.publicKey,
  };
  const certify = (rest: Pick<CertificateRequest, 'commonName' | 'publicKey' | 'use' | 'notAfter'>): string =>
    pem(
      'CERTIFICATE',
      makeCertificate({ ...shared, ...rest, serial: serial(random), notBefore: now - DAY_MS }),
    );
  const ca = certify({
    commonName: AUTHORITY_NAME,
    publicKey: authority.publicKey,
    use: { kind: 'authority' },
    notAfter: now + AUTHORITY_LIFETIME_MS,
  });
  const cert = certify({
    commonName: 'localhost',
    publicKey: server.publicKey,
    use: { kind: 'server', dnsNames: ['localhost'], ipv4: ['127.0.0.1'] },
    notAfter: now + SERVER_LIFETIME_MS,
  });
  const key = server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await keep(folder, { 'server.key': key, 'server.pem': cert, 'ca.pem': ca });
  return { key, cert };
}

/** The authority's private key is used once and forgotten: nobody can sign with it later, not even we. */
async function keep(folder: string, files: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [file, content] of Object.entries(files)) await writeAtomically(join(folder, file), content);
}

export async function newRsaKey(): Promise<Signer> {
  return promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
}

/** 127 positive bits. */
export function serial(random: SandboxRandom): Uint8Array {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes;
}
