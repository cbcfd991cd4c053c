/** The engine behind the front door: each verb in a file of its own, the driver behind them all. */
import type { RunView } from '../contract.ts';
import { parseRunId, parseTenantId } from '../core/ids.ts';
import type { Run } from '../core/run.ts';
import { Secret } from '../core/secret.ts';
import { lineOf, summary, viewOf } from '../core/view.ts';
import type { Actor, Provisioning, SignInOutcome } from '../index.ts';
import { DevicePace } from './device-pace.ts';
import { Driver } from './driver.ts';
import { Metadata } from './metadata.ts';
import type { EnginePorts } from './ports.ts';
import { Records } from './records.ts';
import { keepSignIn } from './sign-ins.ts';
import { approveAs, approveOwn, askApprover, decline } from './verbs/approve.ts';
import { tick, validate } from './verbs/afterwards.ts';
import {
  adopt,
  change,
  choose,
  definitionOf,
  offerCertificate,
  offered,
  start,
  startFrom,
} from './verbs/begin.ts';
import { toPortal, verifyByHand } from './verbs/by-hand.ts';
import {
  confirmSent,
  openHandOver,
  remakeSecret,
  removeUnclaimed,
  revealSecret,
  shredUnclaimed,
} from './verbs/hand-over.ts';
import { revealPassword } from './verbs/first-password.ts';
import { cancel, retry } from './verbs/leave.ts';
import { beginDeviceSignIn, cancelDeviceSignIn, pollDeviceSignIn } from './verbs/device-sign-in.ts';
import { removeOld, renew } from './verbs/renew.ts';
import type { Redeemed } from './verbs/sign-in.ts';
import { afterSignIn, beginSignIn, redeem } from './verbs/sign-in.ts';

export type { EnginePorts } from './ports.ts';

/** Work that goes on behind an answer; a failure of it is reported, never thrown at nobody. */
export interface Background {
  failed(cause: unknown): void;
}

export function createEngine(given: Omit<EnginePorts, 'host'>, background: Background): Provisioning {
  const listeners = new Set<(tenantId: string, runId: string) => void>();
  const host = {
    runChanged: (tenantId: string, runId: string): void => listeners.forEach((tell) => tell(tenantId, runId)),
  };
  const ports: EnginePorts = { ...given, host };
  const records = new Records(ports);
  const device = { ports, records, pace: new DevicePace(() => ports.clock.now()) };
  const driver = new Driver(ports, new Metadata(ports.prover));

  const view = async (actor: Actor, runId: string): Promise<RunView> => {
    const { run, steps } = await records.read(actor, runId);
    return viewOf(run, steps, definitionOf(ports, run.connectorId), {
      certificate: offered(run),
      deviceCode: ports.deviceSignIn !== null,
      widened: ports.catalog.widened(run.connectorId),
    });
  };
  /** Set the run going behind the answer. */
  const go = (run: Run): Promise<RunView> => {
    driver.advance(run.tenantId, run.id).catch(background.failed);
    return view({ ...run.requester, tenantId: run.tenantId }, run.id);
  };
  const show = (run: Run): Promise<RunView> => view({ ...run.requester, tenantId: run.tenantId }, run.id);

  /** What a sign-in leads to, whichever way it was made. */
  const goOnWith = async ({ pending, signIn }: Redeemed): Promise<SignInOutcome> => {
    const actor: Actor = { ...pending.person, tenantId: pending.tenantId };
    const { purpose } = pending;
    if (purpose === 'hand-over')
      return { run: await view(actor, pending.runId), purpose, person: pending.person };
    const { run } = await records.read(actor, pending.runId);
    await keepSignIn(ports, run, { ...signIn, person: pending.person });
    const changed =
      purpose === 'approve'
        ? await approveAs(ports, records, actor, run, { hash: pending.planHash, signIn })
        : await records.change(actor, run.id, ({ run: stored }) => ({ run: afterSignIn(stored, purpose) }));
    return { run: await go(changed), purpose, person: pending.person };
  };

  return {
    connectors: () => ports.catalog.all().map(summary),
    find: (words) => ports.catalog.find(words),
    start: async (actor, connectorId, origin) => show(await start(ports, actor, connectorId, origin)),
    startFrom: async (actor, runId, what, origin) =>
      show(await startFrom(ports, records, actor, { runId, what, origin })),
    renew: async (actor, runId, origin) => show(await renew(ports, records, actor, runId, origin)),
    removeOld: async (actor, runId) => go(await removeOld(ports, records, actor, runId)),
    adopt: async (actor, runId, appId, cleanUp) => go(await adopt(records, actor, runId, { appId, cleanUp })),
    view,
    list: async (actor) => {
      const tenantId = parseTenantId(actor.tenantId);
      const runs = tenantId === undefined ? [] : await ports.ledger.list(tenantId);
      return runs.map((run) => lineOf(run, ports.catalog.byId(run.connectorId)));
    },
    choose: async (actor, runId, values) => show(await choose(ports, records, actor, runId, values)),
    change: async (actor, runId) => show(await change(records, actor, runId)),
    offerCertificate: async (actor, runId, bytes) =>
      show(await offerCertificate(ports, records, actor, runId, bytes)),
    beginSignIn: (actor, runId, purpose, browser) =>
      beginSignIn(ports, records, { actor, runId, purpose, browser }),
    finishSignIn: async (answer) => goOnWith(await redeem(ports, answer)),
    canUseDeviceCode: () => ports.deviceSignIn !== null,
    beginDeviceSignIn: (actor, runId, purpose, browser) =>
      beginDeviceSignIn(device, { actor, runId, purpose, browser }),
    pollDeviceSignIn: async (asked) => {
      const polled = await pollDeviceSignIn(device, asked);
      if (polled.kind === 'signed-in') return { kind: 'done', outcome: await goOnWith(polled) };
      const { pending, code, nextInSeconds } = polled;
      const run = await view({ ...pending.person, tenantId: pending.tenantId }, pending.runId);
      return { kind: 'pending', code, nextInSeconds, run, person: pending.person };
    },
    cancelDeviceSignIn: (asked) => cancelDeviceSignIn(ports, asked),
    approve: async (actor, runId, hash, confirmName) =>
      go(await approveOwn(ports, records, actor, runId, { hash, confirmName })),
    askApprover: async (actor, runId, oid) => show(await askApprover(records, actor, runId, oid)),
    decline: async (actor, runId, reason) => show(await decline(records, actor, runId, reason)),
    cancel: async (actor, runId) => go(await cancel(records, actor, runId)),
    retry: async (actor, runId) => go(await retry(records, actor, runId, ports.clock.now())),
    portalSteps: async (actor, runId) => {
      const { run, steps } = await toPortal(ports, records, actor, runId);
      return { ...steps, run: await show(run) };
    },
    verifyByHand: async (actor, runId, applicationId, secret) =>
      show(
        await verifyByHand(ports, records, actor, runId, {
          applicationId,
          secret: secret === undefined ? null : new Secret(secret),
        }),
      ),
    openHandOver: (actor, runId) => openHandOver(ports, records, actor, runId),
    revealSecret: (actor, runId) => revealSecret(ports, records, actor, runId),
    revealPassword: (actor, runId) => revealPassword(ports, records, actor, runId),
    confirmSent: async (actor, runId) => show(await confirmSent(ports, records, actor, runId)),
    tick: async (actor, runId, itemId, outcome) =>
      show(await tick(ports, records, actor, runId, { itemId, outcome })),
    validate: async (actor, runId) => go(await validate(records, actor, runId)),
    remakeSecret: async (actor, runId) => go(await remakeSecret(ports, records, actor, runId)),
    removeUnclaimed: async (actor, runId) => go(await removeUnclaimed(records, actor, runId)),
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    resume: async () => {
      for (const { tenantId, runId } of await ports.ledger.unfinished()) {
        driver.advance(tenantId, runId).catch(background.failed);
      }
    },
    woken: async (tenantId, runId) => {
      await shredUnclaimed(ports, records);
      const ids = { tenantId: parseTenantId(tenantId), runId: parseRunId(runId) };
      if (ids.tenantId !== undefined && ids.runId !== undefined)
        await driver.advance(ids.tenantId, ids.runId);
    },
    tidy: () => shredUnclaimed(ports, records),
    idle: () => driver.idle(),
    stop: () => driver.stop(),
  };
}
