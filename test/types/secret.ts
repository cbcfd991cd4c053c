/** Compiled, never run: a Secret fits nowhere that would print or keep it. */
import type { Secret } from '../../src/provisioning/core/secret.ts';
import type { Facts } from '../../src/provisioning/errors.ts';
import type { HandOverSheet, RunView } from '../../src/provisioning/contract.ts';
import type { Write } from '../../src/provisioning/core/operations.ts';
import type { PlannedUser } from '../../src/provisioning/core/plan-types.ts';

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

export function aSheetCarriesNoSecret(sheet: HandOverSheet): HandOverSheet {
  // @ts-expect-error the first password is told by its state alone
  return { ...sheet, firstPassword: { userPrincipalName: '', state: secret } };
}

export function aPasswordIsSentAsOne(wanted: Extract<Write, { op: 'create-user' }>): Write {
  // @ts-expect-error text would be printed with the operation
  return { ...wanted, password: 'a value' };
}

export function aPlannedUserCarriesNoPassword(user: PlannedUser): PlannedUser {
  // @ts-expect-error a plan is shown, hashed and kept
  return { ...user, displayName: secret };
}
