/**
 * Credentials of grown applications: one to four each, 2.5 on average, every tenth a certificate. The keys open
 * nothing: they are here to give answers and sweeps their usual size.
 */
import { createHash } from 'node:crypto';
import type { Application, KeyCredential, PasswordCredential, World } from '../world.ts';
import { seedGuid } from './ids.ts';

const DAY_MS = 86_400_000;
const MOST = 4;
/** Credentials live 1 to 730 days, so that a sweep over a grown tenant finds some of every age. */
const LONGEST_DAYS = 730;

type Credentials = Pick<Application, 'passwordCredentials' | 'keyCredentials'>;

/** @param index of the application, from 1 */
export function grownCredentials(world: World, index: number): Credentials {
  const count = ((index - 1) % MOST) + 1;
  const numbers = Array.from({ length: count }, (_, at) => (index - 1) * MOST + at + 1);
  const secrets = count === MOST ? numbers.slice(0, -1) : numbers;
  const certificates = numbers.slice(secrets.length);
  return {
    passwordCredentials: secrets.map((number) => grownPassword(world, number)),
    keyCredentials: certificates.map((number) => grownKey(world, number)),
  };
}

function grownPassword(world: World, number: number): PasswordCredential {
  const displayName = nameOf(number);
  return {
    ...life(world, number),
    keyId: seedGuid('a3', number),
    displayName,
    hint: 'smp',
    customKeyIdentifier: null,
    _valueSha256: hash(displayName).toString('hex'),
  };
}

function grownKey(world: World, number: number): KeyCredential {
  const displayName = nameOf(number);
  return {
    ...life(world, number),
    keyId: seedGuid('a4', number),
    displayName,
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    customKeyIdentifier: hash(displayName).subarray(0, 20).toString('base64'),
    key: '',
  };
}

function life(world: World, number: number): { startDateTime: string; endDateTime: string } {
  const start = Date.parse(world.createdDateTime);
  const endDateTime = new Date(start + ((number % LONGEST_DAYS) + 1) * DAY_MS).toISOString();
  return { startDateTime: world.createdDateTime, endDateTime };
}

function nameOf(number: number): string {
  return `sample ${number.toString().padStart(6, '0')}`;
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
