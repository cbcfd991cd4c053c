/** Compiled, never run: a Secret fits nowhere that would print or keep it. */
import type { Secret } from '../../src/provisioning/core/secret.ts';
import type { Facts } from '../../src/provisioning/errors.ts';
import type { RunView } from '../../src/provisioning/contract.ts';

declare const secret: Secret;
declare function needsText(text: string): void;

export function aSecretIsNoText(): void {
  // @ts-expect-error a secret is not a string; expose() says that it leaves us on purpose
  needsText(secret);
  needsText(secret.expose());
}

export function aSecretHidesItsValue(): void {
  // @ts-expect-error the value is out of reach
  needsText(secret.value);
}

export function aFailureCarriesNoSecret(): Facts {
  // @ts-expect-error facts are shown to people
  return { value: secret };
}

export function textIsNoSecret(): Secret {
  // @ts-expect-error a string has to be wrapped where it arrives
  return 'a value';
}

export function aViewCarriesNoSecret(view: RunView): RunView {
  // @ts-expect-error what a face draws has no place for one
  return { ...view, lapseEffect: secret };
}
