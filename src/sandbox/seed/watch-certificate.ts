/**
 * The key pairs of the product's own applications, made at the first start: `watch.pem` and `tab.pem` hold a key and its
 * certificate, as a person would keep them (https://learn.microsoft.com/javascript/api/@azure/identity/clientcertificatecredential).
 * The product, which runs on the same machine, finds them there.
 */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate, pem } from '../certificate.ts';
import { readText, writeAtomically } from '../files.ts';
import type { SandboxClock, SandboxRandom } from '../ports.ts';
import { newRsaKey, serial } from '../tls.ts';
import type { KeyCredential } from '../world.ts';

export const WATCH_CERTIFICATE_FILE = 'watch.pem';
export const TAB_CERTIFICATE_FILE = 'tab.pem';

interface Own {
  readonly file: string;
  readonly name: string;
}

const WATCH: Own = { file: WATCH_CERTIFICATE_FILE, name: 'Registrar watch' };
const TAB: Own = { file: TAB_CERTIFICATE_FILE, name: 'Registrar tab' };
const DAY_MS = 86_400_000;
/** Later than anybody moves the pretend clock. */
const LAST_DAY = Date.UTC(2099, 11, 31);

/**
 * The certificate as Graph keeps it, without its private key.
 * @param clock the machine's clock
 */
export function prepareWatchCertificate(
  folder: string,
  clock: SandboxClock,
  random: SandboxRandom,
): Promise<KeyCredential> {
  return prepare(folder, WATCH, clock, random);
}

/** The same for the tab's. */
export function prepareTabCertificate(
  folder: string,
  clock: SandboxClock,
  random: SandboxRandom,
): Promise<KeyCredential> {
  return prepare(folder, TAB, clock, random);
}

async function prepare(
  folder: string,
  { file, name }: Own,
  clock: SandboxClock,
  random: SandboxRandom,
): Promise<KeyCredential> {
  const path = join(folder, file);
  const kept = readCertificate(await readText(path));
  if (kept !== undefined) return toKeyCredential(kept, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = await newKeyAndCertificate(name, clock.now() - DAY_MS, random);
  await writeAtomically(path, made.file);
  return toKeyCredential(new X509Certificate(made.certificate), name);
}

/** Undefined unless the file holds both, and they belong together. */
function readCertificate(text: string | undefined): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(text ?? '');
    return certificate.checkPrivateKey(createPrivateKey(text ?? '')) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

async function newKeyAndCertificate(name: string, notBefore: number, random: SandboxRandom) {
  const { privateKey, publicKey } = await newRsaKey();
  const certificate = makeCertificate({
    commonName: name,
    publicKey,
    issuerName: name,
    issuerKey: privateKey,
    issuerPublicKey: publicKey,
    serial: serial(random),
    notBefore,
    notAfter: LAST_DAY,
    use: { kind: 'client' },
  });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate, file: key + pem('CERTIFICATE', certificate) };
}

function toKeyCredential(certificate: X509Certificate, name: string): KeyCredential {
  const { raw } = certificate;
  return {
    keyId: guidOf(raw),
    displayName: `CN=${name}`,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: new Date(certificate.validFrom).toISOString(),
    endDateTime: new Date(certificate.validTo).toISOString(),
    customKeyIdentifier: createHash('sha1').update(raw).digest('base64'),
    key: raw.toString('base64'),
  };
}

/** The same for the same certificate. */
function guidOf(der: Uint8Array): string {
  const digits = createHash('sha256').update(der).digest('hex');
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
