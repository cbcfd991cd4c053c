/** What must be found nowhere: every secret, token and code that went between the product and the pretend cloud. */
import type { Exchange } from '../wire.ts';

export interface Canary {
  /** The field in which it was first seen, e.g. `secretText`. Messages say this and never the value. */
  readonly what: string;
  readonly value: string;
}

/** New ones for people to use, by Graph's names for them: they alone are ever shown. */
export const SHOWN: ReadonlySet<string> = new Set(['secretText', 'password']);

/** Anything shorter was made up by a test, and is likely to stand somewhere by chance. */
const SHORTEST = 16;

/** In a form or an address. */
const ENCODED = /(?:^|[?&])(client_secret|client_assertion|code|code_verifier|device_code)=([^&]+)/g;
const PLACES = [
  /"(secretText|password|access_token|refresh_token|id_token|device_code)":"([^"]+)"/g,
  ENCODED,
  /^(Bearer) (.+)/g,
];

/** Each value once. */
export function canariesIn(exchanges: readonly Exchange[]): readonly Canary[] {
  const found = new Map<string, Canary>();
  for (const canary of exchanges.flatMap(carried)) {
    if (canary.value.length >= SHORTEST && !found.has(canary.value)) found.set(canary.value, canary);
  }
  return [...found.values()];
}

function carried({ request, response }: Exchange): Canary[] {
  const { location = '' } = response.headers;
  const texts = [request.headers['authorization'] ?? '', request.body, location, response.body];
  return texts.flatMap((text) =>
    PLACES.flatMap((place) =>
      [...text.matchAll(place)].map(([, what = '', value = '']) => ({
        what,
        value: place === ENCODED ? decodeURIComponent(value) : value,
      })),
    ),
  );
}
