/** Takes a run as far as it goes: lease, decide, act, decide again; then a wake-up, a person or the end. */
import type { RunId, TenantId } from '../core/ids.ts';
import type { Action } from '../core/next.ts';
import { next } from '../core/next.ts';
import { managesAnyApplication } from '../core/roles.ts';
import type { Run, Step } from '../core/run.ts';
import type { Failure } from '../errors.ts';
import { RegistrarError, failure, isRetryable } from '../errors.ts';
import { look } from './acts/look.ts';
import { perform } from './acts/perform.ts';
import { preflight } from './acts/preflight.ts';
import { prove } from './acts/prove.ts';
import { retire } from './acts/retire.ts';
import { undo } from './acts/undo.ts';
import type { ActResult } from './desk.ts';
import { Desk, LeaseLost } from './desk.ts';
import type { Metadata } from './metadata.ts';
import type { EnginePorts } from './ports.ts';
import { livingSignIns } from './sign-ins.ts';

/** Longer than any one request may take; every commit begins it anew. */
const LEASE_SECONDS = 20;
const RETRY_LEASE_MS = 5_000;
/** A promised wait is kept to this precision; clocks of two machines never agree to the millisecond. */
const WAIT_TOLERANCE_MS = 100;

export class Driver {
  readonly #ports: EnginePorts;
  readonly #metadata: Metadata;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(ports: EnginePorts, metadata: Metadata) {
    this.#ports = ports;
    this.#metadata = metadata;
  }

  /** Resolves when the run rests. Calls while it moves are folded into one more round. */
  advance(tenantId: TenantId, runId: RunId): Promise<void> {
    const key = `${tenantId}/${runId}`;
    const moving = this.#busy.get(key);
    if (moving !== undefined) {
      this.#again.add(key);
      return moving;
    }
    if (this.#stopped) return Promise.resolve();
    const work = this.#rounds(key, tenantId, runId).finally(() => this.#busy.delete(key));
    this.#busy.set(key, work);
    return work;
  }

  async idle(): Promise<void> {
    while (this.#busy.size > 0) await Promise.allSettled(this.#busy.values());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.allSettled(this.#busy.values());
  }

  async #rounds(key: string, tenantId: TenantId, runId: RunId): Promise<void> {
    do {
      this.#again.delete(key);
      await this.#round(tenantId, runId);
    } while (this.#again.has(key) && !this.#stopped);
  }

  async #round(tenantId: TenantId, runId: RunId): Promise<void> {
    const fence = await this.#ports.ledger.lease(tenantId, runId, LEASE_SECONDS);
    if (fence === null) return this.#ports.wakes.wake(tenantId, runId, RETRY_LEASE_MS);
    try {
      const stored = await this.#ports.ledger.read(tenantId, runId);
      if (stored !== null) await this.#driveOrAsk(new Desk(this.#ports, fence, stored.run, stored.steps));
    } catch (cause) {
      if (!(cause instanceof LeaseLost)) throw cause;
    } finally {
      await this.#ports.ledger.release(tenantId, runId, fence);
    }
  }

  /** A failure with words of its own goes to the person; what passes by itself comes back with the wake-up. */
  async #driveOrAsk(desk: Desk): Promise<void> {
    try {
      await this.#drive(desk);
    } catch (cause) {
      if (!(cause instanceof RegistrarError) || isRetryable(cause.code)) throw cause;
      await needYou(desk, cause.toFailure());
    }
  }

  async #drive(desk: Desk): Promise<void> {
    if (await this.#tooEarly(desk)) return;
    let result: ActResult = 'again';
    while (result === 'again' && !this.#stopped) {
      desk.begin();
      const signIns = await livingSignIns(this.#ports, desk.run);
      const hands = {
        alive: new Set(signIns.keys()),
        approverMayRegister: managesAnyApplication(desk.run.approval.roles),
      };
      const action = next(desk.run, desk.steps, hands);
      if (action.do === 'stop') return;
      if (action.do === 'need-sign-in') return needSignIn(desk, action.of);
      if (action.do === 'list') return listUnaccounted(desk, action.steps);
      const signIn = signIns.get(action.actor.oid);
      if (signIn === undefined) throw new RangeError('the decision named a living sign-in');
      result = await this.#carryOut(action, { desk, signIn });
    }
  }

  /** A wake-up may come twice or early; a `Retry-After` is honoured all the same. */
  async #tooEarly({ run, ports }: Desk): Promise<boolean> {
    if (run.waiting === null) return false;
    const left = Date.parse(run.waiting.until) - ports.clock.now();
    if (left <= WAIT_TOLERANCE_MS) return false;
    await ports.wakes.wake(run.tenantId, run.id, left);
    return true;
  }

  async #carryOut(
    action: Exclude<Action, { do: 'stop' | 'need-sign-in' | 'list' }>,
    act: Parameters<typeof undo>[0],
  ): Promise<ActResult> {
    const { run } = act.desk;
    switch (action.do) {
      case 'preflight':
        return this.#preflight(act, run);
      case 'perform':
        return perform(act, planOf(run), action.steps);
      case 'look':
        return look(act, planOf(run), action.steps);
      case 'prove':
        return prove(act, planOf(run), this.#metadata.known(run.tenantId));
      case 'retire':
        return retire(act, action.step);
      case 'undo':
        return undo(act);
    }
  }

  async #preflight(act: Parameters<typeof undo>[0], run: Run): Promise<ActResult> {
    const definition = this.#ports.catalog.byId(run.connectorId);
    if (definition === undefined || run.choices === null) {
      await needYou(act.desk, failure('RUN_NO_CONNECTOR', { id: run.connectorId }));
      return 'rest';
    }
    const [result] = await Promise.all([
      preflight(act, definition, run.choices),
      this.#metadata.read(run.tenantId),
    ]);
    return result;
  }
}

async function needSignIn(desk: Desk, of: Run['requester']): Promise<void> {
  const phase = desk.run.phase === 'checks' ? ('sign-in' as const) : ('needs-sign-in' as const);
  const why = failure('RUN_NEEDS_SIGN_IN', { name: of.displayName });
  await desk.commit({
    run: () => ({ phase, needsSignInOf: of, waiting: null, failure: phase === 'sign-in' ? null : why }),
  });
}

async function needYou(desk: Desk, why: Failure): Promise<void> {
  await desk.commit({ run: () => ({ phase: 'needs-you', failure: why, waiting: null }) });
}

/** A secret nobody holds may be live, and there is no sign-in to look with: said, until it is settled. */
async function listUnaccounted(desk: Desk, steps: readonly Step[]): Promise<void> {
  const name = desk.run.plan?.application.displayName ?? '';
  const found = steps.map(({ tag }) => failure('RUN_UNACCOUNTED', { tag, name }));
  await desk.commit({ run: (run) => ({ findings: [...run.findings, ...found] }) });
}

function planOf(run: Run): NonNullable<Run['plan']> {
  if (run.plan === null) throw new RangeError('nothing is written without a plan');
  return run.plan;
}
