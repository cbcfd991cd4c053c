/** Compiled, never run: a case that is forgotten, or a state that cannot be, does not compile. */
import type { Operation, Reply, ResultOf } from '../../src/provisioning/core/operations.ts';
import type { Phase } from '../../src/provisioning/core/run.ts';
import type { Choices, Known } from '../../src/provisioning/core/plan-types.ts';
import type { FailureCode } from '../../src/provisioning/errors.ts';
import type { Directory, SignedIn } from '../../src/provisioning/ports.ts';

declare const directory: Directory;
declare const signIn: SignedIn;

export function everyOperationHasAResult(): { readonly [O in Operation as O['op']]: ResultOf<O> } | null {
  return null;
}

export async function repliesKeepTheOrderOfTheirOperations(): Promise<void> {
  const [organization, roles] = await directory.perform(signIn, [{ op: 'organization' }, { op: 'my-roles' }]);
  useText(nameIn(organization));
  // @ts-expect-error the second answer is a list of roles
  useText(nameIn(roles));
}

declare function nameIn(reply: Reply<{ readonly displayName: string }>): string;
declare function useText(text: string): void;

export function whatIsUnknownHasNoValue(known: Known<readonly string[]>): readonly string[] {
  // @ts-expect-error ask `known` first
  useText(String(known.value));
  return known.known ? known.value : [];
}

export function aPhaseIsOneOfOurs(): Phase {
  // @ts-expect-error there is no such phase
  return 'finished';
}

export function aFailureIsInTheCatalogue(): FailureCode {
  // @ts-expect-error no table has this code
  return 'SOMETHING_WENT_WRONG';
}

export function aSecretHasALifeAndACertificateHasNone(): Choices['credential'] {
  // @ts-expect-error a certificate brings its own dates
  return { kind: 'certificate', life: 'P12M' };
}
