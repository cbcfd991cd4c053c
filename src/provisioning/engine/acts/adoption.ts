/** An application that carries our name already: ours from an answer that was lost, or somebody else's (rule 4). */
import { whyForeign } from '../../core/adopt.ts';
import type { ApplicationFacts, Reply } from '../../core/operations.ts';
import type { Plan } from '../../core/plan-types.ts';
import type { Failure } from '../../errors.ts';
import type { Act } from '../desk.ts';

type NotOk = Exclude<Reply<unknown>, { kind: 'ok' }>;

/** Null when it is provably ours, else why not; or the reply, when its owners could not be read. */
export async function judgeFound(
  { desk, signIn }: Act,
  plan: Plan,
  found: ApplicationFacts,
): Promise<{ readonly foreign: Failure | null } | NotOk> {
  const [owners] = await desk.ports.directory.perform(signIn, [
    { op: 'application-owners', applicationId: found.id },
  ]);
  if (owners.kind !== 'ok') return owners;
  return { foreign: whyForeign(found, owners.value, { run: desk.run, plan, steps: desk.steps }) };
}
