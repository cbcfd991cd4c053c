/** Sealing at rest: AES-256-GCM, a fresh 96-bit nonce for every envelope, the owner authenticated beside it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '../core/secret.ts';
import { RegistrarError } from '../errors.ts';
import type { Sealer } from '../ports.ts';
import { KEY_BYTES } from './sealing-key.ts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param key 32 bytes. Throws SEAL_KEY_WRONG for any other length.
 * @returns envelopes of the form `v1.<nonce>.<ciphertext and tag>`, both parts base64url.
 */
export function createSealer(key: Uint8Array): Sealer {
  if (key.byteLength !== KEY_BYTES) throw new RegistrarError('SEAL_KEY_WRONG', { bytes: key.byteLength });
  const kept = Buffer.from(key);
  return {
    seal: (secret, boundTo) => seal(kept, secret, boundTo),
    open: (envelope, boundTo) => open(kept, envelope, boundTo),
  };
}

function seal(key: Buffer, secret: Secret, boundTo: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(binding(boundTo));
  const sealed = [cipher.update(secret.expose(), 'utf8'), cipher.final(), cipher.getAuthTag()];
  return [VERSION, nonce.toString('base64url'), Buffer.concat(sealed).toString('base64url')].join('.');
}

function open(key: Buffer, envelope: string, boundTo: string): Secret {
  const { nonce, ciphertext, tag } = parse(envelope);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(binding(boundTo));
  decipher.setAuthTag(tag);
  try {
    return new Secret(Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8'));
  } catch (cause) {
    throw new RegistrarError('SEAL_BROKEN', {}, { cause });
  }
}

/** The version is authenticated too, so that an envelope cannot be passed off as one of another version. */
function binding(boundTo: string): Buffer {
  return Buffer.from(`${VERSION}\n${boundTo}`, 'utf8');
}

function parse(envelope: string): { nonce: Buffer; ciphertext: Buffer; tag: Buffer } {
  const [version, nonceText, bodyText, ...rest] = envelope.split('.');
  if (version !== VERSION || rest.length > 0) throw new RegistrarError('SEAL_BROKEN');
  const nonce = decode(nonceText);
  const body = decode(bodyText);
  if (nonce.length !== NONCE_BYTES || body.length < TAG_BYTES) throw new RegistrarError('SEAL_BROKEN');
  return { nonce, ciphertext: body.subarray(0, -TAG_BYTES), tag: body.subarray(-TAG_BYTES) };
}

/** Strict base64url: Node skips what it does not know, and the last digit has bits to spare. */
function decode(text: string | undefined): Buffer {
  const bytes = Buffer.from(text ?? '', 'base64url');
  if (bytes.toString('base64url') !== text) throw new RegistrarError('SEAL_BROKEN');
  return bytes;
}
