/** Registrations by the number, as the ledger holds them: some of every state, over several connectors and people. */
import type { ObjectId, RunId, TenantId } from '../../src/provisioning/core/ids.ts';
import { toIso } from '../../src/provisioning/core/dates.ts';
import type { Plan } from '../../src/provisioning/core/plan-types.ts';
import type { Person, Phase, Run, Step } from '../../src/provisioning/core/run.ts';
import type { Database } from '../../src/provisioning/store/index.ts';
import type { RunWithSteps } from '../../src/provisioning/ports.ts';
import { PLAN } from '../provisioning/core/runs.ts';
import { appId, keyId, objectId } from '../provisioning/store/records-inventory.ts';
import { CONTOSO, aRun, aStep } from '../provisioning/store/records.ts';

const DAY = 86_400_000;
const CONNECTORS = [
  'nectar',
  'audiocodes-live-platform',
  'cirrus-connect',
  'jtel-presence',
  'saas-microsoft-365',
];
const PEOPLE = ['Anna Admin', 'Bo Builder', 'Zoë Őri'];
/** Of ten that follow on each other: mostly proven, some under way, some that wait. */
const PHASES: readonly Phase[] = ['handed-over', 'proven', 'handed-over', 'plan', 'handed-over'];

function guid(kind: string, number: number): string {
  return `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function runId(number: number): RunId {
  return guid('e', number) as RunId;
}

/** What that registration is in the directory; the key of its secret has the same number. */
export function applicationOf(number: number): NonNullable<Run['registration']> {
  return { applicationId: objectId(number), appId: appId(number), servicePrincipalId: null };
}

/** To add to that registration. */
export function addingTo(number: number): Run['target'] {
  return { kind: 'existing', appId: appId(number), made: 'by-us', cleanUp: false };
}

/** The `number`-th of them. `at`: epoch ms of its last change; the ends of the secrets lie around it. */
export function registration(number: number, at: number, changes: Partial<Run> = {}): RunWithSteps {
  const phase = PHASES[number % PHASES.length] ?? 'handed-over';
  const written = phase === 'handed-over' || phase === 'proven';
  const ends = toIso(at + (((number * 37) % 700) - 30) * DAY);
  const run = aRun({
    id: runId(number),
    connectorId: CONNECTORS[number % CONNECTORS.length] ?? 'nectar',
    requester: person(number),
    phase,
    createdAt: toIso(at - DAY),
    updatedAt: toIso(at),
    plan: planOf(number, ends),
    registration: written ? applicationOf(number) : null,
    proof: written && number % 3 !== 0 ? proofAt(toIso(at)) : null,
    credentialEnds: written ? ends : null,
    ...changes,
  });
  return { run, steps: written ? [secretStep(number, toIso(at))] : [] };
}

function person(number: number): Person {
  const which = number % PEOPLE.length;
  return { oid: guid('c', which) as ObjectId, displayName: PEOPLE[which] ?? '' };
}

function planOf(number: number, ends: string): Plan {
  const { credential, application } = PLAN;
  return {
    ...PLAN,
    application: { ...application, displayName: `Registration ${number % 97} of Contoso` },
    credential: { ...credential, endDateTime: ends } as Plan['credential'],
  };
}

function proofAt(at: string): Run['proof'] {
  const permissions = PLAN.permissions.map(({ value }) => ({
    ...{ value, granted: 'proven' as const, inToken: 'not-checked' as const },
  }));
  return { at, permissions, credential: 'proven', more: [], surplus: [] };
}

function secretStep(number: number, at: string): Step {
  return aStep('secret', {
    ...{ kind: 'secret', state: 'verified', effectId: keyId(number), settledAt: at },
  });
}

/** Into the tables of runs and steps at once, as a version without a register left them. */
export async function leaveBehind(
  { kysely }: Database,
  stored: readonly RunWithSteps[],
  tenantId: TenantId = CONTOSO,
): Promise<void> {
  for (let from = 0; from < stored.length; from += 500) {
    const some = stored.slice(from, from + 500);
    await kysely
      .insertInto('runs')
      .values(some.map(({ run }) => runRow(run, tenantId)))
      .execute();
    const steps = some.flatMap(({ run, steps: all }) => all.map((step) => stepRow(run, step, tenantId)));
    if (steps.length > 0) await kysely.insertInto('steps').values(steps).execute();
  }
}

function runRow(run: Run, tenantId: TenantId) {
  const doc = JSON.stringify({ ...run, tenantId });
  const { id, revision, phase, createdAt } = run;
  return { tenant_id: tenantId, run_id: id, revision, phase, created_at: createdAt, doc };
}

function stepRow(run: Run, step: Step, tenantId: TenantId) {
  const { step: name, attempt, state } = step;
  return { tenant_id: tenantId, run_id: run.id, step: name, attempt, state, doc: JSON.stringify(step) };
}
