/** What sign-in has heard of by now: it learns of new objects `replicationLagMs` after Graph made them. */
import type { EntraContext } from './context.ts';

export function isReplicated(context: EntraContext, made: { createdDateTime: string }): boolean {
  const { clock, world } = context.tenant;
  // As old as the tenant: there before anybody turned a switch.
  if (made.createdDateTime <= world.createdDateTime) return true;
  return clock.now() - Date.parse(made.createdDateTime) >= context.switches().replicationLagMs;
}
