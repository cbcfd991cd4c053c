/** Reading and changing a run on behalf of a person. */
import type { Actor } from '../index.ts';

import { parseObjectId, parseRunId, parseTenantId } from '../core/ids.ts';
import type { Person, Phase, Run } from '../core/run.ts';
import { RegistrarError } from '../errors.ts';
import type { LedgerEntry, RunWithSteps } from '../ports.ts';
import type { EnginePorts } from './ports.ts';

/** Saves are retried on the newest record this often; a person's press never loses to a progress update. */
const ATTEMPTS = 8;

export type Entry = Omit<LedgerEntry, 'run'> & { readonly run: Partial<Run> };

export class Records {
  readonly #ports: EnginePorts;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
  }

  /** Errors: RUN_UNKNOWN, also for another tenant's run, so that nobody learns that it exists. */
  async read(actor: Actor, runId: string): Promise<RunWithSteps> {
    const tenantId = parseTenantId(actor.tenantId);
    const id = parseRunId(runId);
    const stored =
      tenantId === undefined || id === undefined ? null : await this.#ports.ledger.read(tenantId, id);
    if (stored === null) throw new RegistrarError('RUN_UNKNOWN');
    return stored;
  }

  /** `decide` sees the newest record and says what changes; it is asked again when somebody else was faster. */
  async change(actor: Actor, runId: string, decide: (stored: RunWithSteps) => Entry): Promise<Run> {
    for (let attempt = 1; ; attempt += 1) {
      const stored = await this.read(actor, runId);
      const changed = decide(stored);
      const run = this.#stamped(stored.run, changed.run);
      try {
        await this.#ports.ledger.save({ ...changed, run });
        this.#ports.host.runChanged(run.tenantId, run.id);
        return run;
      } catch (cause) {
        const stale = cause instanceof RegistrarError && cause.code === 'STORE_STALE_WRITER';
        if (!stale || attempt === ATTEMPTS) throw cause;
      }
    }
  }

  #stamped(run: Run, changed: Partial<Run>): Run {
    return {
      ...run,
      ...changed,
      revision: run.revision + 1,
      updatedAt: new Date(this.#ports.clock.now()).toISOString(),
    };
  }

  event(what: string, actor: Person) {
    return {
      at: new Date(this.#ports.clock.now()).toISOString(),
      actor: person(actor),
      what,
      requestId: null,
    };
  }
}

/** Without the tenant: what is kept in a record. */
export function person(actor: Person): Person {
  return { oid: parseObjectId(actor.oid) ?? actor.oid, displayName: actor.displayName };
}

/** Errors: RUN_STALE when the run has left the phases the button belongs to. */
export function requirePhase(run: Run, ...phases: readonly Phase[]): void {
  if (!phases.includes(run.phase)) throw new RegistrarError('RUN_STALE');
}

/** Errors: RUN_NOT_YOURS. */
export function requireRequester(run: Run, actor: Person): void {
  if (run.requester.oid !== actor.oid)
    throw new RegistrarError('RUN_NOT_YOURS', { name: run.requester.displayName });
}
