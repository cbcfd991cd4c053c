/** The key pair that signs tokens, kept so that tokens outlive a restart of the sandbox. */
import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose';

/** As written to disk: a private RSA JWK. */
export interface StoredSigningKey {
  readonly privateJwk: JWK;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** One entry of the JWKS document. */
  readonly publicJwk: JWK;
}

export async function newSigningKey(): Promise<StoredSigningKey> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { privateJwk: await exportJWK(privateKey) };
}

export async function openSigningKey(stored: StoredSigningKey): Promise<SigningKey> {
  const privateKey = createPrivateKey({ key: { ...stored.privateJwk }, format: 'jwk' });
  const publicKey = createPublicKey(privateKey);
  const bare = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(bare);
  return { kid, privateKey, publicKey, publicJwk: { ...bare, kid, use: 'sig', alg: 'RS256' } };
}
