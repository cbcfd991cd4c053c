/** One registration, whole. */
import type { RunView } from '../../contract.ts';
import type { RegisterEvent, RegistrationView } from '../../contract/register.ts';
import { parseAppId, parseRunId } from '../../core/ids.ts';
import type { RunId, TenantId } from '../../core/ids.ts';
import { eventWords } from '../../core/register/event.ts';
import type { RegisterGround } from '../../core/register/ground.ts';
import { registrationLapses } from '../../core/register/lapses.ts';
import type { RegisterMoment } from '../../core/register/state.ts';
import { wholeOf } from '../../core/register/whole.ts';
import { RegistrarError } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { RegisterPorts } from './ports.ts';

export interface Look {
  readonly actor: Actor;
  readonly tenantId: TenantId;
  readonly moment: RegisterMoment;
}

/** `registrationId`: of the line, or of any run that is part of it. Errors: RUN_UNKNOWN. */
export async function one(
  ports: RegisterPorts,
  look: Look,
  registrationId: string,
): Promise<RegistrationView> {
  const { tenantId, moment } = look;
  const id = parseRunId(registrationId);
  const found = id === undefined ? null : await ports.register.find(tenantId, id, moment);
  if (found === null) throw new RegistrarError('RUN_UNKNOWN');
  const ground = await groundOf(ports, tenantId, found);
  const marks = await ports.marks.marks(tenantId);
  const lapses = registrationLapses(ground, marks, moment.now);
  return {
    line: found.line,
    runs: await viewsOf(ports, look, found.runIds),
    ...wholeOf(ground, marks, moment.now),
    history: await historyOf(ports, tenantId, found.runIds),
    warnings: await ports.alerts.records(
      tenantId,
      lapses.map((lapse) => lapse.id),
    ),
  };
}

type Found = NonNullable<Awaited<ReturnType<RegisterPorts['register']['find']>>>;

async function groundOf(
  { ledger, inventory, catalog }: RegisterPorts,
  tenantId: TenantId,
  { line, runIds }: Found,
): Promise<RegisterGround> {
  const [first, ...rest] = (await Promise.all(runIds.map((id) => ledger.read(tenantId, id)))).filter(
    (stored) => stored !== null,
  );
  if (first === undefined) throw new RegistrarError('RUN_UNKNOWN');
  const appId = parseAppId(line.appId);
  return {
    runs: [first, ...rest],
    definitionOf: (connectorId) => catalog.byId(connectorId),
    kept: appId === undefined ? [] : await inventory.applications(tenantId, [appId]),
  };
}

/** The newest first. A run whose connector somebody removed cannot be drawn; its history and its lapses can. */
async function viewsOf(
  { provisioning }: RegisterPorts,
  { actor }: Look,
  runIds: readonly RunId[],
): Promise<readonly RunView[]> {
  const views: RunView[] = [];
  for (const runId of runIds.toReversed()) {
    const view = await provisioning.view(actor, runId).catch(undrawable);
    if (view !== null) views.push(view);
  }
  return views;
}

function undrawable(cause: unknown): null {
  if (cause instanceof RegistrarError && cause.code === 'RUN_NO_CONNECTOR') return null;
  throw cause;
}

/** Of all its runs, the newest first. */
async function historyOf(
  { ledger }: RegisterPorts,
  tenantId: TenantId,
  runIds: readonly RunId[],
): Promise<readonly RegisterEvent[]> {
  const events: RegisterEvent[] = [];
  for (const runId of runIds)
    for (const { at, actor, what, requestId } of await ledger.history(tenantId, runId))
      events.push({ at, who: actor?.displayName ?? null, what: eventWords(what), requestId });
  return events.toSorted((a, b) => a.at.localeCompare(b.at)).toReversed();
}
