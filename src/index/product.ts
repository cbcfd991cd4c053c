/** The parts of the product, put together: config -> ports -> engine -> bot, pages, server. */
import { join } from 'node:path';
import { createAdapter } from '../bot/adapter.ts';
import { createBot, type Bot } from '../bot/app.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { delay, every, hash, machineClock, machineTicks, newId, pause } from '../machine.ts';
import { readCertificate } from '../provisioning/certificate/read.ts';
import { createAlerts } from '../provisioning/engine/alerts/index.ts';
import { createEngine } from '../provisioning/engine/index.ts';
import {
  createDeviceSignIn,
  createDirectory,
  createProver,
  createSignIn,
} from '../provisioning/graph/index.ts';
import { createSealer } from '../provisioning/handover/sealer.ts';
import { loadOrMakeKeyFile, readSealingKey } from '../provisioning/handover/sealing-key.ts';
import type { Alerts, Provisioning } from '../provisioning/index.ts';
import type { Catalog } from '../provisioning/ports.ts';
import { createStore, openDatabase, type Database, type Store } from '../provisioning/store/index.ts';
import { startRollingDumps } from '../provisioning/store/rolling-dumps.ts';
import { createWakes, type WakeQueue } from '../provisioning/store/wakes.ts';
import { hostRoutes } from '../sandbox/host/index.ts';
import { createServer } from '../server.ts';
import type { ApiOptions } from '../tab/api/index.ts';
import { openCatalog } from './connectors.ts';
import { pretendTenant, pretendTenantName } from './pretend-tenant.ts';
import { openRegister } from './register.ts';
import { createSandboxClock } from './sandbox-clock.ts';
import { openSweeps, startSweeps, type RunningSweeps } from './sweeps.ts';
import { openChanges, openTab, TAB_FILES, telling } from './tab.ts';

/** Longer than Graph takes on a bad day, shorter than a lease. */
const GRAPH_TIMEOUT_MS = 15_000;
const DUMP_EVERY_MS = 60 * 60_000;
/** So often it is looked whether anything is due; a jump of the clock is noticed as soon. */
const WARN_EVERY_MS = 1_000;
const SWEEP_PATIENCE_MS = 5_000;
const TIDY_EVERY_MS = 10 * 60_000;

export interface Product {
  readonly url: string;
  /** Takes nothing more, lets what is under way end, and closes the database. */
  stop(): Promise<void>;
}

interface Parts {
  readonly config: Config;
  readonly log: Log;
  readonly clock: { now(): number };
  readonly database: Database;
  readonly store: Store;
  readonly publicUrl: string;
}

/** Rejects with RegistrarError, or the system's error when the port is taken; nothing is left running then. */
export async function startProduct(config: Config, log: Log): Promise<Product> {
  const stops: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return { url: await start(config, log, stops), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `stops` grows with each part that has to be stopped, so that they can be stopped in the opposite order. */
async function start(config: Config, log: Log, stops: (() => unknown)[]): Promise<string> {
  const failed = (err: unknown): void => log.error({ err }, 'work in the background failed');
  const clock = createSandboxClock({ baseUrl: config.graphBaseUrl, machine: machineClock });
  await clock.look();
  stops.push(clock.follow());
  const database = await openDatabase(databaseOptions(config));
  stops.push(() => database.close());
  stops.push(startRollingDumps(database, { everyMs: DUMP_EVERY_MS, failed }));
  const catalog = openCatalog(config, log);
  const store = createStore(database, catalog);
  await store.register.fill(clock.now());
  const publicUrl = `http://localhost:${config.port}`;
  const parts: Parts = { config, log, clock, database, store, publicUrl };

  const looked = (tenantId: string): void => changes.touched(tenantId);
  const sweeps = openSweeps({ ...parts, timeoutMs: GRAPH_TIMEOUT_MS, looked, failed });
  const wakes: WakeQueue = createWakes(database, (tenantId, runId) => engine.woken(tenantId, runId), {
    ...{ failed, sweeps },
  });
  const ports = await enginePorts(parts, catalog, wakes);
  const engine = createEngine(ports, { failed });
  const alerts = createAlerts({ ...store, store: store.alerts, clock, catalog: ports.catalog });
  const tenantName = pretendTenantName(config.graphBaseUrl);
  const register = openRegister({ ...parts, catalog, alerts, provisioning: engine, tenantName });
  const changes = openChanges(engine);
  const touched = (tenantId: string): void => changes.touched(tenantId);
  const bot = openBot(parts, engine, telling(alerts, touched));
  const saidOfLapses = (tenantId: string): void => bot.saidOfLapses(tenantId);
  const timeoutMs = GRAPH_TIMEOUT_MS;
  const api = openTab({ ...parts, register, alerts, changes, tenantName, saidOfLapses, timeoutMs, failed });
  const server = openServer(parts, engine, { bot, api });

  if (database.kind === 'pglite') await store.endLeases();
  await wakes.start();
  stops.push(
    () => wakes.stop(),
    () => engine.stop(),
    () => bot.stop(),
  );
  await server.listen(config.port);
  stops.push(
    () => server.close(),
    every(TIDY_EVERY_MS, () => engine.tidy(), failed),
  );
  const sweeping = startSweeps(sweeps, { config, clock, failed });
  stops.push(() => sweeping.stop());
  await engine.resume();
  await bot.catchUp();
  const warn = async (): Promise<void> => {
    // First, so that after a jump of the clock nobody is told that the tenant was not looked at for so long.
    await lookedThrough(sweeping);
    await bot.warn();
  };
  stops.push(every(WARN_EVERY_MS, warn, failed));
  return publicUrl;
}

/** A sweep that takes longer is not waited for: warnings do not hang on Graph. */
async function lookedThrough(sweeping: RunningSweeps): Promise<void> {
  const over = new AbortController();
  await Promise.race([sweeping.idle(), delay(SWEEP_PATIENCE_MS, over.signal).catch(() => undefined)]);
  over.abort();
}

function databaseOptions({ databaseUrl, dataDir }: Config): Parameters<typeof openDatabase>[0] {
  return databaseUrl === null ? { kind: 'pglite', dataDir } : { kind: 'server', url: databaseUrl.expose() };
}

async function enginePorts(
  { config, clock, store, publicUrl }: Parts,
  catalog: Catalog,
  wakes: WakeQueue,
): Promise<Parameters<typeof createEngine>[0]> {
  const login = { loginBaseUrl: config.loginBaseUrl, timeoutMs: GRAPH_TIMEOUT_MS };
  const redirectUri = `${publicUrl}/auth/callback`;
  const now = (): number => clock.now();
  return {
    ...{ catalog, clock, newId, hash, pause, wakes, readCertificate },
    directory: createDirectory({ baseUrl: config.graphBaseUrl, timeoutMs: GRAPH_TIMEOUT_MS, newId }),
    signIn: createSignIn({ ...login, clientId: config.apiAppId, redirectUri, now }),
    deviceSignIn:
      config.deviceCodeAppId === null
        ? null
        : createDeviceSignIn({ ...login, clientId: config.deviceCodeAppId, now }),
    prover: createProver(login),
    ledger: store.ledger,
    vault: store.vault,
    sealer: createSealer(await sealingKey(config)),
  };
}

async function sealingKey({ sealingKey: set, dataDir }: Config): Promise<Buffer> {
  return set === null
    ? loadOrMakeKeyFile(join(dataDir, 'keys', 'sealing.key'))
    : readSealingKey(set.expose());
}

function openBot({ log, clock, store, publicUrl }: Parts, provisioning: Provisioning, alerts: Alerts): Bot {
  const newNonce = (): string => newId.hex(128);
  const adapter = createAdapter({ appId: '', log, newNonce });
  const now = (): number => clock.now();
  return createBot({
    ...{ provisioning, alerts },
    outbox: store.outbox,
    memory: store.chat,
    adapter,
    appId: '',
    publicUrl,
    tabPage: (page) => `${publicUrl}/host${page === '' ? '' : `?page=${page}`}`,
    newNonce,
    now,
    ticks: machineTicks,
    unit: newId.unit,
    delay,
    log,
  });
}

function openServer(
  { config, log, clock, database }: Parts,
  provisioning: Provisioning,
  { bot, api }: { readonly bot: Bot; readonly api: ApiOptions },
) {
  const chat = config.playgroundPort === null ? null : `http://localhost:${config.playgroundPort}`;
  const directoryUrl = `http://localhost:${config.sandbox.port}/directory`;
  return createServer({
    ...{ bot, api, provisioning, log },
    tabFiles: TAB_FILES,
    openSignIn: (press) => bot.openSignIn(press),
    now: () => clock.now(),
    hex: newId.hex,
    sha256: hash.sha256,
    loginOrigin: config.loginBaseUrl,
    pretendTenant: () => pretendTenant(config.graphBaseUrl),
    links: { chat, directory: directoryUrl },
    morePages: hostRoutes({
      cloudUrl: config.graphBaseUrl,
      clientId: config.tab.appId,
      chat: chat === null ? null : { url: chat, as: config.chatAs },
      directoryUrl,
    }),
    health: { database: () => database.asWorker(async () => undefined) },
  });
}
