/** The register behind the front door: lines as the store has them, at the time of the question. */
import type { TenantId } from '../../core/ids.ts';
import { parseTenantId } from '../../core/ids.ts';
import type { RegisterMoment } from '../../core/register/state.ts';
import { explain, RegistrarError } from '../../errors.ts';
import type { Register } from '../../index.ts';
import type { SweepRecord } from '../../ports.ts';
import { one } from './one.ts';
import type { RegisterPorts } from './ports.ts';

export type { RegisterPorts } from './ports.ts';

export function createRegister(ports: RegisterPorts): Register {
  return {
    summary: async (tenantId, connectors = []) => {
      const { id, moment, sweep } = await ask(ports, tenantId);
      const failed = sweep?.failure ?? null;
      const stored = await ports.register.summary(id, connectors, moment);
      return {
        ...stored,
        tenantName: stored.tenantName || (await ports.tenantName(id)),
        checkedAt: moment.checkedAt,
        checkFailure: failed === null ? null : explain(failed),
        at: new Date(moment.now).toISOString(),
      };
    },
    page: async (tenantId, query) => {
      const { id, moment } = await ask(ports, tenantId);
      return ports.register.page(id, query, moment);
    },
    all: async function* (tenantId, query) {
      const { id, moment } = await ask(ports, tenantId);
      yield* ports.register.all(id, query, moment);
    },
    lapses: async function* (tenantId, connectors = []) {
      const { id, moment } = await ask(ports, tenantId);
      yield* ports.register.lapses(id, connectors, moment.now);
    },
    one: async (actor, registrationId) => {
      const { id, moment } = await ask(ports, actor.tenantId);
      return one(ports, { actor, tenantId: id, moment }, registrationId);
    },
  };
}

interface Asked {
  readonly id: TenantId;
  readonly moment: RegisterMoment;
  readonly sweep: SweepRecord | null;
}

async function ask({ clock, inventory }: RegisterPorts, tenantId: string): Promise<Asked> {
  const id = parseTenantId(tenantId);
  if (id === undefined) throw new RegistrarError('RUN_UNKNOWN');
  const sweep = await inventory.read(id);
  return { id, sweep, moment: { now: clock.now(), checkedAt: sweep?.checkedAt ?? null } };
}
