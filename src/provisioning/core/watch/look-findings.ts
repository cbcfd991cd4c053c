/** What a look at one registration alone showed, held against what was proven. Pure. */
import { driftOf } from '../drift.ts';
import type { Plan } from '../plan-types.ts';
import type { Proof, Run } from '../run.ts';
import { REPLICATION_WINDOW_MS } from '../settle.ts';
import type { Failure } from '../../errors.ts';
import { failure } from '../../errors.ts';
import type { KeptLook } from './kept.ts';

/** @param runs every run about this registration, the newest first */
export function lookFindings(name: string, look: KeptLook, runs: readonly Run[]): readonly Failure[] {
  return [...trust(name, look), ...rights(name, look, runs)];
}

/** No set-up of ours makes a federated credential, so each is somebody else's. */
function trust(name: string, { federated }: KeptLook): readonly Failure[] {
  return federated.map(({ name: credential, subject, issuer }) =>
    failure('SWEEP_FEDERATED_UNKNOWN', { name, credential, subject, issuer }),
  );
}

type ProvenRun = Run & { readonly plan: Plan; readonly proof: Proof };

/** Only what was seen well after the proof: a replica that lagged behind took nothing away. */
function rights(name: string, look: KeptLook, runs: readonly Run[]): readonly Failure[] {
  const [newest] = runs.filter(isReady);
  const unsettled = runs.some(({ phase }) => phase === 'working' || phase === 'needs-sign-in');
  if (newest === undefined || unsettled) return [];
  if (Date.parse(look.at) < Date.parse(newest.proof.at) + REPLICATION_WINDOW_MS) return [];
  const { missing, extra } = driftOf(
    {
      plan: newest.plan,
      proof: newest.proof,
      plans: runs.flatMap(({ plan }) => plan ?? []),
      rolesBefore: runs.flatMap(({ facts }) => rolesIn(facts?.existing)),
      resources: runs.flatMap(({ facts }) => facts?.resources ?? []),
    },
    look,
  );
  return [
    ...missing.map((permission) => failure('SWEEP_PERMISSION_MISSING', { name, permission })),
    ...extra.map((permission) => failure('SWEEP_PERMISSION_EXTRA', { name, permission })),
  ];
}

function isReady(run: Run): run is ProvenRun {
  const ready = run.phase === 'proven' || run.phase === 'handed-over';
  return ready && run.plan !== null && run.proof !== null;
}

function rolesIn(existing: NonNullable<Run['facts']>['existing'] | undefined): readonly string[] {
  return existing?.directoryRoles.map(({ roleDefinitionId }) => roleDefinitionId) ?? [];
}
