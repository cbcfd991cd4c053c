/** The plan, line for line: the same for the person who asks and the person who approves. */
import type { PlanView, RunView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import { checkLine } from './checks.ts';
import { CHECK_CHIPS } from './chips.ts';
import type { Fold, Part } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import { planLines } from './plan-lines.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

/** Lines about what is there already that may stand in sight; more are folded away. */
const FEW = 3;

export function planBody(view: RunView, plan: PlanView, now: number, tail: readonly Said[] = []): Part[] {
  const { written, removed, there, left } = planLines(plan, now);
  const inSight = there.length > FEW ? [] : there;
  const notices = [...strangers(plan), ...view.checks.filter(({ state }) => state !== 'ok').map(checkLine)];
  const cautions = plan.warnings.map((text) => ({ chip: CHECK_CHIPS.warn, text: quote(text) }));
  const owner = plan.creatorBecomesOwner ? [words.ownerNote] : [];
  const said = [...notices, ...cautions];
  return [
    lines([...written, ...removed, ...inSight, ...left], {
      tail: [planTail(plan), ...owner, ...consentRule(view, plan)],
    }),
    ...(said.length + tail.length === 0 ? [] : [lines(said, { tail })]),
  ];
}

function planTail({ nothingToDo, number }: PlanView): Said {
  return nothingToDo ? words.planTailNothing(number) : words.planTail(number);
}

/** What the plan finds and does not write, when it is more than a few lines. */
export function thereFold(plan: PlanView, now: number): Fold[] {
  const { there } = planLines(plan, now);
  if (there.length <= FEW) return [];
  const parts = [lines(there)];
  return [{ id: 'there-section', title: 'What is there already…', lines: [], parts, buttons: [] }];
}

/** What each permission is for, for the fold. */
export function reasons(plan: PlanView): Said[] {
  return plan.permissions
    .filter(({ there }) => !there)
    .map(({ value, displayName, why }) => joined([say`**${value}** · ${displayName}.`, quote(why)]));
}

/** Whoever made it may have kept a way in. */
function strangers({ existing }: PlanView): Line[] {
  if (existing?.made !== 'adopted' || existing.tooMuch.length === 0) return [];
  return [{ chip: CHECK_CHIPS.warn, text: words.strangers, detail: words.strangersFix }];
}

function consentRule({ connector }: RunView, { vendorConsentRule }: PlanView): Said[] {
  return vendorConsentRule === null ? [] : [words.vendorRule(connector.vendor, vendorConsentRule)];
}
