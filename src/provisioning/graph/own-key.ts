/** Registrar's own key pair in a PEM file, as MSAL signs with it. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

export interface OwnKey {
  readonly privateKey: string;
  readonly thumbprintSha256: string;
}

/** Read anew each time, so that a new one counts without a restart. Throws for a file that is open to others, or not both. */
export async function readOwnKey(file: string): Promise<OwnKey> {
  // Windows has no mode bits to speak of: there the folder's access list is what protects the file.
  if (process.platform !== 'win32' && ((await stat(file)).mode & 0o077) !== 0)
    throw new RangeError(`${file} can be read by others than its owner`);
  const pem = await readFile(file, 'utf8');
  const [certificate, key] = [new X509Certificate(pem), createPrivateKey(pem)];
  if (!certificate.checkPrivateKey(key)) throw new RangeError(`${file} holds a key of another certificate`);
  return {
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    thumbprintSha256: certificate.fingerprint256.replaceAll(':', ''),
  };
}
