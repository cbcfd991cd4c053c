/** The plan a definition comes to with its presets; what only a person could say is made up, and said to be. */
import { readChoices, type FormGround } from '../../src/provisioning/core/choices.ts';
import { FIELDS, type Typed } from '../../src/provisioning/core/fields.ts';
import type { Definition } from '../../src/provisioning/core/definition.ts';
import { makePlan } from '../../src/provisioning/core/plan.ts';
import type { Choices, Plan, TenantFacts } from '../../src/provisioning/core/plan-types.ts';
import type { Failure } from '../../src/provisioning/errors.ts';
import { pretendCertificate, pretendTenant, somebody, SOMEBODY } from './pretend-tenant.ts';

export type Example =
  | {
      readonly plan: Plan;
      readonly choices: Choices;
      /** Sentences without a capital. */
      readonly madeUp: readonly string[];
    }
  | { readonly problems: readonly Failure[] };

/** `now` is epoch ms. */
export function examplePlan(definition: Definition, now: number): Example {
  const ground: FormGround = { certificate: pretendCertificate(now), known: [], renews: null };
  const functions = functionsMadeUp(definition);
  const user = definition.user?.ways[0] === 'existing' ? { [FIELDS.userExisting]: SOMEBODY } : {};
  const read = readChoices(definition, { ...functions, ...user }, ground);
  if (!read.ok) return { problems: Object.values(read.errors) };
  const { choices, target } = read;
  const facts: TenantFacts = {
    ...pretendTenant(now),
    user: { known: true, value: choices.user?.kind === 'existing' ? somebody : null },
  };
  const made = makePlan(definition, { choices, target, renews: null, facts, now });
  if (!made.ok) return { problems: made.problems };
  return {
    plan: made.plan,
    choices,
    madeUp: [
      ...(Object.keys(functions).length > 0 ? ['every function is chosen'] : []),
      ...(choices.user?.kind === 'existing' ? [`the account is ${SOMEBODY}`] : []),
      ...(choices.credential.kind === 'certificate' ? ['the certificate lasts a year'] : []),
    ],
  };
}

/** Where none is chosen from the start, all are: the plan is then the largest there is. */
function functionsMadeUp({ functions }: Definition): Typed {
  if (functions.some(({ ticked }) => ticked)) return {};
  return Object.fromEntries(functions.map(({ id }) => [id, 'true']));
}
