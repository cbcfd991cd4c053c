/** A client secret, as Entra makes them: the value is shown once, and what is kept of it is a hash. */
import { createHash } from 'node:crypto';
import type { SandboxRandom } from './ports.ts';
import type { PasswordCredential } from './world.ts';

/** Entra's own values are 40 characters, the fourth to sixth of them `8Q~`. */
const VALUE_TAIL_LENGTH = 34;
const HINT_LENGTH = 3;
const DEFAULT_LIFE_YEARS = 2;

/** Epoch milliseconds. */
export interface Life {
  readonly start: number;
  readonly end: number;
}

export interface NewSecret {
  readonly credential: PasswordCredential;
  readonly value: string;
}

export function newSecret(random: SandboxRandom, displayName: string | null, life: Life): NewSecret {
  const value = newValue(random);
  const credential: PasswordCredential = {
    keyId: random.guid(),
    displayName,
    hint: value.slice(0, HINT_LENGTH),
    startDateTime: new Date(life.start).toISOString(),
    endDateTime: new Date(life.end).toISOString(),
    customKeyIdentifier: null,
    _valueSha256: createHash('sha256').update(value).digest('hex'),
  };
  return { credential, value };
}

/** When a secret ends whose maker did not say: two years after it starts. */
export function defaultEnd(start: number): number {
  const date = new Date(start);
  return date.setUTCFullYear(date.getUTCFullYear() + DEFAULT_LIFE_YEARS);
}

function newValue(random: SandboxRandom): string {
  const text = Buffer.from(random.bytes(VALUE_TAIL_LENGTH)).toString('base64url').replaceAll('-', '~');
  return `${text.slice(0, HINT_LENGTH)}8Q~${text.slice(HINT_LENGTH, HINT_LENGTH + VALUE_TAIL_LENGTH)}`;
}
