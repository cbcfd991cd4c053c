/** Two tenants as the tab's API meets them: a run, a registration, a lapse and a channel in each. */
import type { RunView } from '../../src/provisioning/contract.ts';
import type {
  RegisterLapse,
  RegisterQuery,
  RegisterSummary,
  RegistrationLine,
  RegistrationState,
  RegistrationView,
} from '../../src/provisioning/contract/register.ts';
import type { CalendarLinks } from '../../src/provisioning/contract/tab.ts';
import { RegistrarError } from '../../src/provisioning/index.ts';
import type { Actor, Provisioning, Register } from '../../src/provisioning/index.ts';
import { FakeAlerts } from './alerts.ts';
import { NECTAR, PLAN, runView } from './run-views.ts';

export const CONTOSO = '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de';
export const FABRIKAM = '22222222-2222-4222-8222-222222222222';

/** Of that tenant: `e...-1` is Contoso's, `e...-2` Fabrikam's. */
export function idIn(tenantId: string, kind: string): string {
  return `${kind.repeat(8)}-0000-4000-8000-00000000000${tenantId === CONTOSO ? 1 : 2}`;
}

export const runIn = (tenantId: string): string => idIn(tenantId, 'e');
export const lapseIn = (tenantId: string): string => `secret:${idIn(tenantId, 'f')}`;
export const channelIn = (tenantId: string): string => `19:${idIn(tenantId, '9')}@thread.tacv2`;

/** What the tab's API may ask of the engine; anything else is not there. */
const VERBS = [
  ...['choose', 'change', 'adopt', 'approve', 'askApprover', 'decline', 'cancel', 'retry', 'verifyByHand'],
  ...[
    'validate',
    'tick',
    'renew',
    'startFrom',
    'removeOld',
    'confirmSent',
    'remakeSecret',
    'removeUnclaimed',
  ],
] as const;

export class TabEngine {
  /** What was asked to change, as `verb run by whom with what`. */
  readonly changes: string[] = [];
  readonly runs = new Map<string, RunView>();
  readonly #listeners = new Set<(tenantId: string, runId: string) => void>();

  constructor() {
    for (const tenantId of [CONTOSO, FABRIKAM]) this.runs.set(runIn(tenantId), aRun(tenantId));
  }

  /** The run moves on, whoever did it. */
  move(runId: string, patch: Partial<RunView> = {}): void {
    const run = this.runs.get(runId);
    if (run === undefined) throw new RangeError(runId);
    this.runs.set(runId, { ...run, ...patch, revision: run.revision + 1 });
    for (const tell of this.#listeners) tell(run.tenantId, runId);
  }

  asProvisioning(): Provisioning {
    const verbs = VERBS.map((verb) => [
      verb,
      (actor: Actor, runId: string, ...rest: readonly unknown[]) => this.#did(verb, actor, runId, rest),
    ]);
    const used: Partial<Provisioning> = {
      ...(Object.fromEntries(verbs) as Partial<Provisioning>),
      connectors: () => [NECTAR],
      view: async (actor, runId) => this.#own(actor, runId),
      start: async (actor, connectorId) => this.#did('start', actor, runIn(actor.tenantId), [connectorId]),
      portalSteps: async (actor, runId) => ({ run: await this.#did('by-hand', actor, runId, []), steps: [] }),
      beginSignIn: async (actor, runId, purpose) => {
        await this.#did('beginSignIn', actor, runId, [purpose]);
        return { url: `https://localhost:3980/authorize?state=state-${runId}` };
      },
      finishSignIn: async ({ state }) => {
        const run = [...this.runs.values()].find(({ runId }) => state === `state-${runId}`);
        if (run === undefined) throw new RegistrarError('SIGNIN_STATE');
        return { run, purpose: 'check', person: run.requester };
      },
      onChange: (listener) => {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
      },
    };
    return used as Provisioning;
  }

  #own({ tenantId }: Actor, runId: string): RunView {
    const run = this.runs.get(runId);
    if (run?.tenantId !== tenantId) throw new RegistrarError('RUN_UNKNOWN');
    return run;
  }

  async #did(verb: string, actor: Actor, runId: string, rest: readonly unknown[]): Promise<RunView> {
    const run = this.#own(actor, runId);
    this.changes.push([verb, runId, actor.displayName, JSON.stringify(rest)].join(' '));
    return Promise.resolve(run);
  }
}

function aRun(tenantId: string): RunView {
  const registration = { appId: idIn(tenantId, 'd'), name: 'Nectar DXP Cloud Connector', portalUrl: '' };
  return runView({ runId: runIn(tenantId), tenantId, phase: 'proven', plan: PLAN, registration });
}

/** What every cell of an export could have been given by somebody who means harm. */
export const HOSTILE = [
  '=cmd|calc!A1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '\0=1',
  ' =1+1',
  '＝1',
  '＋1',
  '－1',
  '＠1',
  '\u200B=1',
  '\u202E=1',
  '"quoted", and; parted\nin two',
  '<script>alert(1)</script>',
];

export class FakeRegister implements Register {
  readonly lines = new Map<string, RegistrationLine[]>([
    [CONTOSO, [aLine(CONTOSO)]],
    [FABRIKAM, [aLine(FABRIKAM)]],
  ]);
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async summary(tenantId: string, connectors: readonly string[] = []): Promise<RegisterSummary> {
    const lines = this.#of(tenantId, connectors);
    const timeline = lines.flatMap(({ nextLapse }) => nextLapse ?? []);
    return Promise.resolve({
      tenantName: tenantId === CONTOSO ? 'Contoso' : 'Fabrikam',
      total: lines.length,
      byState: Object.fromEntries(STATES.map((state) => [state, 0])) as Record<RegistrationState, number>,
      connectors: [],
      nextLapse: timeline[0] ?? null,
      ...{ timeline, timelineCut: false, months: [], overdue: {}, checkedAt: null, checkFailure: null },
      at: new Date(this.#now()).toISOString(),
    });
  }

  async page(tenantId: string, { limit, search }: RegisterQuery) {
    const lines = this.#of(tenantId).filter(({ name }) => name.includes(search));
    return Promise.resolve({ lines: lines.slice(0, limit), total: lines.length, groups: [], next: null });
  }

  async *all(tenantId: string, { search, connectors }: RegisterQuery): AsyncIterable<RegistrationLine> {
    for (const line of this.#of(tenantId, connectors)) {
      await Promise.resolve();
      if (line.name.includes(search)) yield line;
    }
  }

  async *lapses(tenantId: string, connectors: readonly string[] = []): AsyncIterable<RegisterLapse> {
    for (const { nextLapse } of this.#of(tenantId, connectors)) {
      await Promise.resolve();
      if (nextLapse !== null) yield nextLapse;
    }
  }

  async one({ tenantId }: Actor, id: string): Promise<RegistrationView> {
    const line = this.#of(tenantId).find((one) => one.id === id);
    if (line === undefined) throw new RegistrarError('RUN_UNKNOWN');
    return Promise.resolve({
      line,
      runs: [aRun(tenantId)],
      ...{ proof: null, reasons: {}, credentials: [], findings: [], portalUrl: null },
      handOver: { state: 'none', openedAt: null, openedBy: null },
      history: [{ at: '2026-11-21T10:00:00Z', who: 'Anna Admin', what: 'approved', requestId: 'request-1' }],
      ...{ notChecked: [], warnings: [] },
    });
  }

  #of(tenantId: string, connectors: readonly string[] = []): RegistrationLine[] {
    const lines = this.lines.get(tenantId) ?? [];
    return connectors.length === 0 ? lines : lines.filter((line) => connectors.includes(line.connectorId));
  }
}

const STATES = ['needs-you', 'lapsed', 'expiring', 'under-way', 'unknown', 'healthy', 'ended'] as const;

export function aLine(tenantId: string, changes: Partial<RegistrationLine> = {}): RegistrationLine {
  const id = runIn(tenantId);
  const name = `Nectar of ${tenantId === CONTOSO ? 'Contoso' : 'Fabrikam'}`;
  return {
    ...{ id, name, appId: idIn(tenantId, 'd'), connectorId: 'nectar-dxp', connectorTitle: 'Nectar DXP' },
    ...{ state: 'expiring', why: null, permissions: { granted: 2, planned: 3 }, lapses: 1 },
    nextLapse: aLapse(tenantId, { name }),
    ...{ owner: 'Anna Admin', checkedAt: null, updatedAt: '2026-11-21T10:00:00Z' },
    ...changes,
  };
}

export function aLapse(tenantId: string, changes: Partial<RegisterLapse> = {}): RegisterLapse {
  return {
    ...{
      id: lapseIn(tenantId),
      registrationId: runIn(tenantId),
      kind: 'secret',
      connectorTitle: 'Nectar DXP',
    },
    ...{ name: 'Nectar', label: 'client secret', ends: '2026-12-24T00:00:00.000Z' },
    ...changes,
  };
}

/** Knows whose lapse each is. */
export class TabAlerts extends FakeAlerts {
  override snooze(...asked: Parameters<FakeAlerts['snooze']>): Promise<void> {
    return this.#own(asked[0], asked[1]) ?? super.snooze(...asked);
  }

  override notOurs(...asked: Parameters<FakeAlerts['notOurs']>): Promise<void> {
    return this.#own(asked[0], asked[1]) ?? super.notOurs(...asked);
  }

  override unsnooze(...asked: Parameters<FakeAlerts['unsnooze']>): Promise<void> {
    return this.#own(...asked) ?? super.unsnooze(...asked);
  }

  override ours(...asked: Parameters<FakeAlerts['ours']>): Promise<void> {
    return this.#own(...asked) ?? super.ours(...asked);
  }

  #own({ tenantId }: Actor, lapseId: string): Promise<never> | undefined {
    return lapseId === lapseIn(tenantId) ? undefined : Promise.reject(new RegistrarError('LAPSE_UNKNOWN'));
  }
}

export class FakeCalendarLinks implements CalendarLinks {
  readonly #links = new Map<string, string>();

  put({ tenantId, oid, hash }: Parameters<CalendarLinks['put']>[0]): Promise<void> {
    this.#links.set(`${tenantId}/${oid}`, hash);
    return Promise.resolve();
  }

  stands(tenantId: string, hash: string): Promise<boolean> {
    const found = [...this.#links].some(([key, one]) => key.startsWith(`${tenantId}/`) && one === hash);
    return Promise.resolve(found);
  }

  revoke(tenantId: string, oid: string | null): Promise<void> {
    for (const key of this.#links.keys())
      if (key.startsWith(`${tenantId}/${oid ?? ''}`)) this.#links.delete(key);
    return Promise.resolve();
  }
}
