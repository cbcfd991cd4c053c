import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { PlanView } from '../../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';

/** Who may consent, and the way to give them the plan. */
export function Approvers({ desk, plan }: DeskProps & { readonly plan: PlanView }) {
  const asked = desk.view.approver?.oid;
  const [picked, setPicked] = useState<string>(
    () => plan.approvers.find(({ oid }) => oid !== asked)?.oid ?? plan.approvers[0]?.oid ?? '',
  );
  if (plan.approvers.length === 0) return null;
  return (
    <div className="stack">
      <Field label={words.sendTo}>
        <RadioGroup value={picked} onChange={(_event, { value }) => setPicked(value)}>
          {plan.approvers.map(({ oid, displayName, role }) => (
            <Radio key={oid} value={oid} label={`${displayName} · ${role}`} />
          ))}
        </RadioGroup>
      </Field>
      <div>
        <Button
          appearance="primary"
          disabled={desk.busy || picked === ''}
          onClick={() => desk.act('ask-approver', { approverOid: picked })}
        >
          {words.send}
        </Button>
      </div>
    </div>
  );
}
