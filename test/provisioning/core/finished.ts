/** A set-up of a shipped connector that went through, for what is told of it afterwards. */
import type { Definition } from '../../../src/provisioning/core/definition.ts';
import type { ObjectId } from '../../../src/provisioning/core/ids.ts';
import type { Run, Tick } from '../../../src/provisioning/core/run.ts';
import { APP_ID, oid, planFor, validFor, type Around, type Typed } from './ground.ts';
import { run } from './runs.ts';

export function finished(
  definition: Definition,
  typed: Typed = {},
  change: Partial<Run> = {},
  around: Around = {},
): Run {
  const { choices, target, remaining } = validFor(definition, typed, around);
  return run({
    connectorId: definition.id,
    phase: 'proven',
    choices,
    target,
    remaining,
    plan: planFor(definition, typed, around),
    registration: {
      applicationId: oid(40),
      appId: APP_ID,
      servicePrincipalId: 'client' as ObjectId,
    },
    ...change,
  });
}

export function done(at: string, outcome: Tick['outcome'] = 'done'): Tick {
  return { outcome, by: 'Bo', at };
}
