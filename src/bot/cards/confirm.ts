/** What takes something away is approved with the application's name, typed. */
import type { PlanView } from '../../provisioning/contract.ts';
import { words } from '../words.ts';
import template from './confirm.json' with { type: 'json' };
import type { Part } from './drawing.ts';
import type { Looking } from './looking.ts';
import { label, plain } from './text.ts';

export const CONFIRM_INPUT = 'confirmName';

export function removes({ existing, directoryRoles }: PlanView): boolean {
  return (existing?.removals ?? []).length > 0 || directoryRoles.some(({ change }) => change === 'remove');
}

export function confirmation(plan: PlanView, { typed }: Looking): Part[] {
  if (!removes(plan)) return [];
  const model = {
    label: label(words.confirmRemoval(plan.applicationName)),
    value: plain(typed[CONFIRM_INPUT] ?? ''),
  };
  return [{ template, model }];
}
