/** Compiled, never run: a case that is forgotten, or a state that cannot be, does not compile. */
import type { Operation, Reply, ResultOf } from '../../src/provisioning/core/operations.ts';
import type { Phase, StepKind } from '../../src/provisioning/core/run.ts';
import type { Choices, Known, PlannedCredential, Target } from '../../src/provisioning/core/plan-types.ts';
import type { FailureCode } from '../../src/provisioning/errors.ts';
import type { Directory, SignedIn, Vault } from '../../src/provisioning/ports.ts';

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

export function aRegistrationThatIsThereSaysWhoMadeIt(): Target {
  // @ts-expect-error whether it is ours or was adopted decides what is told of it
  return { kind: 'existing', appId: 'a', cleanUp: false };
}

export function aPlanWithoutACredentialSaysWhy(): PlannedCredential {
  // @ts-expect-error kept, or not needed
  return { kind: 'none' };
}

/** `true` for a removal: a kind of step that is forgotten here is missing from the record. */
export function everyStepGivesOrTakes(): Readonly<Record<StepKind, boolean>> {
  const gives = { user: false, application: false, settings: false, 'service-principal': false };
  const rights = { 'app-role': false, 'delegated-grant': false, owner: false, 'directory-role': false };
  const takes = { 'remove-app-role': true, 'remove-grant': true, 'remove-directory-role': true };
  return { ...gives, ...rights, ...takes, 'remove-credential': true, secret: false, certificate: false };
}

export async function aSealedValueHasAPurpose(vault: Vault): Promise<void> {
  // @ts-expect-error a first password is not a hand-over
  await vault.peekSecret(signIn.tenantId, 'run' as never);
  // @ts-expect-error there is no such purpose
  await vault.shredSecret(signIn.tenantId, 'run' as never, 'souvenir');
}
