/** What every handler is given. */
import type { Switches } from '../control/switches.ts';
import type { Caller, Tenant } from '../ports.ts';
import type { Directory } from './directory.ts';
import type { Answer, GraphRequest, Key } from './exchange.ts';

export interface Context {
  readonly tenant: Tenant;
  readonly switches: Switches;
  readonly directory: Directory;
  readonly request: GraphRequest;
  readonly caller: Caller;
  /** Addresses found in the path, in order: `/applications/{0}/owners/{1}/$ref`. */
  readonly keys: readonly Key[];
}

export type Handler = (context: Context) => Answer;

/** Business time as Graph writes it. */
export function nowIso(context: Context): string {
  return new Date(context.directory.now()).toISOString();
}

export function keyAt(context: Context, index: number): Key {
  return context.keys[index] ?? { by: 'id', value: '' };
}
