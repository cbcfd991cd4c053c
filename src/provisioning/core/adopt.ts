/**
 * Rule 4: an application that already carries our unique name is taken over only when it is provably ours. The
 * name is unguessable and was recorded before creation; whoever put it there must also have left it as we would.
 */
import type { Failure } from '../errors.ts';
import { failure } from '../errors.ts';
import type { ObjectId } from './ids.ts';
import type { ApplicationFacts } from './operations.ts';
import type { Plan } from './plan-types.ts';
import type { Run, Step } from './run.ts';
import { PRODUCT_TAG } from './steps.ts';

const CLOCK_SKEW_MS = 5 * 60_000;

/** What we know of our own doing, to hold a found application against. */
export interface OurSide {
  readonly run: Run;
  readonly plan: Plan;
  readonly steps: readonly Step[];
}

/** Null when it is ours, else the reason it is not. */
export function whyForeign(
  found: ApplicationFacts,
  owners: readonly { readonly id: ObjectId }[],
  { run, plan, steps }: OurSide,
): Failure | null {
  const detail =
    tooOld(found, run) ??
    (found.tags.includes(run.tag) ? undefined : 'It does not carry the mark of this set-up') ??
    strangeOwner(owners, run) ??
    strangeCredential(found, steps) ??
    strangeRedirect(found, plan);
  return detail === undefined ? null : failure('RUN_FOREIGN', { detail });
}

function tooOld(found: ApplicationFacts, run: Run): string | undefined {
  const before = Date.parse(found.createdDateTime) < Date.parse(run.createdAt) - CLOCK_SKEW_MS;
  return before ? 'It was made before this set-up began' : undefined;
}

/** An owner can add a credential at any time. */
function strangeOwner(owners: readonly { readonly id: ObjectId }[], run: Run): string | undefined {
  const actors = [run.requester.oid, run.approval.approvedBy?.oid];
  return owners.some(({ id }) => !actors.includes(id)) ? 'Somebody else owns it' : undefined;
}

function strangeCredential(found: ApplicationFacts, steps: readonly Step[]): string | undefined {
  const ours = new Set(steps.map((step) => step.tag));
  const strange = [...found.passwords, ...found.certificates].some(
    ({ displayName }) =>
      displayName === null || !displayName.startsWith(PRODUCT_TAG) || !ours.has(displayName),
  );
  return strange ? 'It holds a credential we did not put there' : undefined;
}

function strangeRedirect(found: ApplicationFacts, plan: Plan): string | undefined {
  const planned = new Set(Object.values(plan.application.redirects).flat());
  const strange = Object.values(found.redirects)
    .flat()
    .some((uri) => !planned.has(uri));
  return strange ? 'It holds a redirect address that is not in the plan' : undefined;
}
