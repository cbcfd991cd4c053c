import type { PlanView, RunView } from '../../../provisioning/contract.ts';
import { Line } from '../parts/proof.tsx';
import { words } from '../words.ts';
import { CheckList } from './checks.tsx';
import { planLines, PLAN_MARKS } from './plan-lines.ts';

/** The plan, line for line: the same for the person who asks and the person who approves. */
export function PlanBody({
  view,
  plan,
  now,
}: {
  readonly view: RunView;
  readonly plan: PlanView;
  readonly now: number;
}) {
  return (
    <>
      <ul>
        {planLines(plan, now).map(({ kind, text, detail }) => (
          <Line key={`${kind} ${text}`} mark={PLAN_MARKS[kind]} text={text} detail={detail} />
        ))}
      </ul>
      <p>
        {plan.nothingToDo ? words.planTailNothing : words.planTail}{' '}
        <strong>{words.planNumber(plan.number)}</strong>
      </p>
      {plan.warnings.map((text) => (
        <p key={text}>{text}</p>
      ))}
      {plan.vendorConsentRule !== null && (
        <p>{`Who consents, as ${view.connector.vendor} asks: ${plan.vendorConsentRule}.`}</p>
      )}
      <CheckList checks={view.checks.filter(({ state }) => state !== 'ok')} />
    </>
  );
}
