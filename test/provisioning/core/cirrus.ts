/** Cirrus' form filled in, and its plans: the connector whose needs depend on what is chosen. */
import type { ExistingFacts, Plan } from '../../../src/provisioning/core/plan-types.ts';
import { cirrus, contoso, known, planFor, recorded, userFacts, type Around, type Typed } from './ground.ts';

export const ACCOUNT = 'cirrus@contoso.example';

/** The form with these functions ticked and these answers given. */
export function ticked(functions: readonly string[], answers: Typed = {}): Typed {
  return { userExisting: ACCOUNT, ...Object.fromEntries(functions.map((id) => [id, 'true'])), ...answers };
}

/** In a tenant that has the account. */
export function planWith(functions: readonly string[], answers: Typed = {}, around: Around = {}): Plan {
  const facts = contoso({ user: known(userFacts(ACCOUNT)), ...around.facts });
  return planFor(cirrus, ticked(functions, answers), { ...around, facts });
}

/** For adding functions to a registration that is there and has these set up. */
export function onTopOf(there: readonly string[], existing: ExistingFacts): Around {
  const facts = contoso({ user: known(userFacts(ACCOUNT)), existing });
  const hasCredential = existing.application.passwords.length > 0;
  return { facts, known: [recorded({ name: 'Cirrus Server', functions: there, hasCredential })] };
}
