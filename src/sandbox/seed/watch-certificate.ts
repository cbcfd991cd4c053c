/**
 * The key pair of the watch's application, made at the first start: `watch.pem` holds key and certificate, as a
 * person would keep them (https://learn.microsoft.com/javascript/api/@azure/identity/clientcertificatecredential).
 * The product, which runs on the same machine, finds it there.
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

const NAME = 'Registrar watch';
const DAY_MS = 86_400_000;
/** Later than anybody moves the pretend clock. */
const LAST_DAY = Date.UTC(2099, 11, 31);

/**
 * The certificate as Graph keeps it, without its private key.
 * @param clock the machine's clock
 */
export async function prepareWatchCertificate(
  folder: string,
  clock: SandboxClock,
  random: SandboxRandom,
): Promise<KeyCredential> {
  const path = join(folder, WATCH_CERTIFICATE_FILE);
  const kept = readCertificate(await readText(path));
  if (kept !== undefined) return toKeyCredential(kept);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const made = await newKeyAndCertificate(clock.now() - DAY_MS, random);
  await writeAtomically(path, made.file);
  return toKeyCredential(new X509Certificate(made.certificate));
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

async function newKeyAndCertificate(notBefore: number, random: SandboxRandom) {
  const { privateKey, publicKey } = await newRsaKey();
  const certificate = makeCertificate({
    commonName: NAME,
    publicKey,
    issuerName: NAME,
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

function toKeyCredential(certificate: X509Certificate): KeyCredential {
  const { raw } = certificate;
  return {
    keyId: guidOf(raw),
    displayName: `CN=${NAME}`,
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
