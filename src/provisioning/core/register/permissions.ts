/** How many of the planned permissions are granted, over all the runs of a registration. */
import type { Run } from '../run.ts';
import type { RegisterGround } from './ground.ts';

/** `granted` is null where nobody has looked. */
export function permissionCounts({ runs }: RegisterGround): {
  readonly granted: number | null;
  readonly planned: number;
} {
  const said = new Map<string, boolean | null>();
  for (const { run } of runs) for (const [key, granted] of verdicts(run)) tell(said, key, granted);
  const looked = [...said.values()].filter((granted) => granted !== null);
  const proven = runs.some(({ run }) => run.proof !== null);
  const known = said.size === 0 ? proven : looked.length > 0;
  return { planned: said.size, granted: known ? looked.filter(Boolean).length : null };
}

/** A later run tells anew; one that has not looked yet takes nothing back. */
function tell(said: Map<string, boolean | null>, key: string, granted: boolean | null): void {
  said.set(key, granted ?? said.get(key) ?? null);
}

const OVER: ReadonlySet<Run['phase']> = new Set(['declined', 'cancelled']);

/** The proof lists the plan's permissions in the plan's order. */
function verdicts({ phase, plan, proof }: Run): readonly (readonly [string, boolean | null])[] {
  if (plan === null || OVER.has(phase)) return [];
  return plan.permissions.map(({ resource, type, value }, index) => {
    const verdict = proof?.permissions[index];
    const looked = verdict?.value === value && verdict.granted !== 'not-checked';
    return [`${resource} ${type} ${value}`, looked ? verdict.granted === 'proven' : null] as const;
  });
}
