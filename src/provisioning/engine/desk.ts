/**
 * One run on the engine's desk, under one lease. What an act changes goes through `commit`: it is re-applied to
 * a newer record when a face wrote meanwhile (somebody pressed Cancel), retried while the database is away, and
 * refused for good when the lease has gone to somebody else.
 */
import type { ApplicationFacts } from '../core/operations.ts';
import type { Person, Phase, Run, Step } from '../core/run.ts';
import { RegistrarError } from '../errors.ts';
import type { Failure } from '../errors.ts';
import type { Fence, HistoryEvent, LedgerEntry, SignedIn } from '../ports.ts';
import type { EnginePorts } from './ports.ts';

export interface Change {
  /** A request follows: not committed at all when a person moved the run on meanwhile, so that it is not sent. */
  readonly intent?: true;
  readonly run?: (run: Run) => Partial<Run>;
  readonly steps?: readonly Step[];
  readonly sealed?: NonNullable<LedgerEntry['sealed']>;
  readonly history?: readonly HistoryEvent[];
  readonly forgetSignIns?: boolean;
}

/** Another holder works on the run now, or a person moved it on; what this one decided is out of date. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** How long a commit is retried while the database is away, in steps: 60 s in all. */
const RETRY_MS = [250, 750, 2_000, 5_000, 10_000, 20_000, 22_000];

export class Desk {
  readonly ports: EnginePorts;
  readonly #fence: Fence;
  #run: Run;
  #steps: readonly Step[];
  /** The phase in which the act at hand was decided on. */
  #decidedIn: Phase;
  /** What was on the application a moment ago; not kept across a restart, where it is read again. */
  application: ApplicationFacts | null = null;

  constructor(ports: EnginePorts, fence: Fence, run: Run, steps: readonly Step[]) {
    this.ports = ports;
    this.#fence = fence;
    this.#run = run;
    this.#steps = steps;
    this.#decidedIn = run.phase;
  }

  /** Call before each decision: what follows is for the run as it is now. */
  begin(): void {
    this.#decidedIn = this.#run.phase;
  }

  get run(): Run {
    return this.#run;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  now(): number {
    return this.ports.clock.now();
  }

  /** One transaction. On return the change is durable and the faces have been told. */
  async commit(change: Change): Promise<void> {
    for (const delay of [...RETRY_MS, null]) {
      const outcome = await this.#attempt(change);
      if (outcome === 'done') return;
      if (outcome === 'stale') await this.#reread();
      if (change.intent === true && this.#run.phase !== this.#decidedIn)
        throw new LeaseLost('a person moved the run on');
      if (outcome === 'stale') continue;
      if (delay === null) throw outcome.cause;
      await this.ports.pause.pause(delay);
    }
    throw new LeaseLost('the record kept changing under the lease');
  }

  async #attempt(change: Change): Promise<'done' | 'stale' | { readonly cause: unknown }> {
    const overtaken = this.#run.phase !== this.#decidedIn;
    const run = this.#patched(change, overtaken);
    try {
      await this.ports.ledger.commit(this.#fence, entry(run, change, overtaken));
    } catch (cause) {
      return cause instanceof RegistrarError && cause.code === 'STORE_STALE_WRITER' ? 'stale' : { cause };
    }
    this.#run = run;
    if (!overtaken) this.#decidedIn = run.phase;
    this.#steps = merged(this.#steps, change.steps ?? []);
    this.ports.host.runChanged(run.tenantId, run.id);
    return 'done';
  }

  #patched(change: Change, overtaken: boolean): Run {
    const patch = change.run?.(this.#run) ?? {};
    return {
      ...this.#run,
      ...(overtaken ? learned(patch) : patch),
      revision: this.#run.revision + 1,
      updatedAt: new Date(this.now()).toISOString(),
    };
  }

  /** A face may have written; if nobody did, it is the lease that is gone. */
  async #reread(): Promise<void> {
    const stored = await this.ports.ledger.read(this.#run.tenantId, this.#run.id);
    if (stored === null || stored.run.revision === this.#run.revision)
      throw new LeaseLost('the lease went to another');
    this.#run = stored.run;
    this.#steps = stored.steps;
  }

  /** Ends this stretch of work until the wake-up comes. */
  async wait(about: number, why: Failure, steps: readonly Step[] = []): Promise<void> {
    const ms = Math.round(about);
    const until = new Date(this.now() + ms).toISOString();
    await this.commit({ steps, run: () => ({ waiting: { ...why, until } }) });
    await this.ports.wakes.wake(this.#run.tenantId, this.#run.id, ms);
  }

  event(what: string, actor: Person | null, requestId: string | null = null): HistoryEvent {
    return { at: new Date(this.now()).toISOString(), actor, what, requestId };
  }
}

/** What an act is given: the desk and the living sign-in it acts under. */
export interface Act {
  readonly desk: Desk;
  readonly signIn: SignedIn;
}

/** `again`: decide anew at once. `rest`: a wake-up, a person or nothing at all comes next. */
export type ActResult = 'again' | 'rest';

/** When a person moved the run on meanwhile (Cancel, say), what an act found out stands and what it decided does not. */
function learned(found: Partial<Run>): Partial<Run> {
  const { registration, credentialEnds, credentialHint, userId, firstPassword } = found;
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(firstPassword === undefined ? {} : { firstPassword }),
    ...(registration === undefined ? {} : { registration }),
    ...(credentialEnds === undefined ? {} : { credentialEnds }),
    ...(credentialHint === undefined ? {} : { credentialHint }),
  };
}

function entry(run: Run, change: Change, overtaken: boolean): LedgerEntry {
  return {
    run,
    ...(change.steps === undefined ? {} : { steps: change.steps }),
    ...(change.sealed === undefined ? {} : { sealed: change.sealed }),
    ...(change.history === undefined ? {} : { history: change.history }),
    ...(change.forgetSignIns === true && !overtaken ? { forgetSignIns: true } : {}),
  };
}

function merged(steps: readonly Step[], changed: readonly Step[]): Step[] {
  const key = ({ step, attempt }: Step): string => `${step}#${attempt}`;
  const rows = new Map(steps.map((step) => [key(step), step]));
  for (const step of changed) rows.set(key(step), step);
  return [...rows.values()];
}
