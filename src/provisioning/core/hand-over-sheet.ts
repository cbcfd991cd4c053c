/** The vendor's sheet: its own labels in its own order. The secret has a road of its own and is never on it. */
import type { HandOverSheet } from '../contract.ts';
import { checklistView } from './checklist.ts';
import type { Definition, HandOverField } from './definition.ts';
import { credentialEnds } from './lapses.ts';
import type { Run } from './run.ts';
import { warningsAt } from './view.ts';

export function sheetOf(definition: Definition, run: Run): HandOverSheet {
  const { title, handOver } = definition;
  return {
    runId: run.id,
    connectorTitle: title,
    to: handOver.to,
    advice: handOver.advice,
    fields: handOver.fields
      .filter(({ value }) => value !== 'secret' || run.plan?.credential.kind === 'secret')
      .filter(({ value }) => !isOfUser(value) || run.plan?.user != null)
      .map((field) => ({
        label: field.label,
        value: valueOf(field, run),
        secret: field.value === 'secret',
        portal: field.portal ?? null,
        words: field.value === 'user-password',
      })),
    state: run.handOver.state,
    credentialEnds: credentialEnds(run) ?? '',
    revealUntil: run.handOver.revealUntil,
    firstPassword:
      run.plan?.user?.kind === 'create'
        ? { userPrincipalName: run.plan.user.userPrincipalName, state: run.firstPassword }
        : null,
    warnings: warningsAt('hand-over', run, definition),
    checklist: checklistView(run, definition),
  };
}

function isOfUser(value: HandOverField['value']): boolean {
  return value === 'user-name' || value === 'user-password';
}

/** Said in place of a value that is never known here. */
const OWN_PASSWORD = 'the one you set at first sign-in; send it yourself';

function valueOf({ value }: HandOverField, run: Run): string | null {
  switch (value) {
    case 'application-id':
      return run.registration?.appId ?? null;
    case 'tenant-id':
      return run.tenantId;
    case 'tenant-name':
      return run.plan?.tenant.displayName ?? null;
    case 'display-name':
      return run.plan?.application.displayName ?? null;
    case 'user-name':
      return run.plan?.user?.userPrincipalName ?? null;
    case 'user-password':
      return OWN_PASSWORD;
    case 'secret':
      return null;
  }
}
