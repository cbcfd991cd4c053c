/**
 * The whole pretend cloud as one function from request to response. The server puts sockets around it; tests
 * call it as it is.
 */
import { applyFault, type FaultHit } from './control/faults.ts';
import { createControl } from './control/index.ts';
import { createSwitches, type Switches } from './control/switches.ts';
import { ConnectionLost } from './connection.ts';
import { createEntra, newSigningKey, type Entra, type StoredSigningKey } from './entra/index.ts';
import { createGraph } from './graph/index.ts';
import { isGraph, type RecordedExchange } from './exchanges.ts';
import { createPages } from './pages/index.ts';
import type {
  SandboxClock,
  SandboxRandom,
  SandboxRequest,
  SandboxResponse,
  ServedRequest,
  Tenant,
} from './ports.ts';
import { createRecorder } from './recorder.ts';
import { giveTabCertificate, giveWatchCertificate, seedWorld } from './seed.ts';
import { teamsSso, TEAMS_SSO_PATH } from './teams-sso.ts';
import { createTeams, type Teams } from './teams/index.ts';
import type { KeyCredential, World } from './world.ts';

export interface SandboxOptions {
  /** The machine's clock, epoch ms. The business clock is this plus the world's `clockOffsetMs`. */
  readonly clock: SandboxClock;
  readonly random: SandboxRandom;
  /** How latency is spent; none by default. */
  readonly delay?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Absent: a new tenant. It is changed in place. */
  readonly world?: World | undefined;
  /** Put on the watch's application; without it nobody can sign in as that. */
  readonly watchCertificate?: KeyCredential | undefined;
  /** The same for the tab's application. */
  readonly tabCertificate?: KeyCredential | undefined;
  /** Called after every change of the world. */
  readonly save?: ((world: World) => void) | undefined;
  /** Told of every exchange with Graph, secrets hidden, to be held against Graph's description. */
  readonly recordExchange?: ((exchange: RecordedExchange) => void) | undefined;
  /** Absent: a new key; tokens of earlier ones are void then. */
  readonly keys?: StoredSigningKey | undefined;
  /** e.g. `https://localhost:3980`, for SDKs. */
  readonly loginBaseUrl: string;
  /** e.g. `http://localhost:3979`, for people. */
  readonly browserBaseUrl: string;
  readonly productUrl?: string | undefined;
}

export interface Sandbox {
  /** @throws ConnectionLost when an injected fault lets no answer through. */
  handle(request: SandboxRequest): Promise<SandboxResponse>;
  readonly world: World;
  readonly switches: Switches;
  /** The tenant with its business clock. */
  readonly tenant: Tenant;
  readonly entra: Entra;
  readonly teams: Teams;
  /** What Graph and sign-in have served, oldest first. */
  requests(): readonly ServedRequest[];
}

/** A new tenant is a day old, so that nothing in it is still being replicated. */
const DAY_MS = 86_400_000;

type Answer = (request: SandboxRequest) => Promise<SandboxResponse>;

export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const tenant = createTenant(options);
  const switches = createSwitches();
  const { loginBaseUrl, browserBaseUrl, productUrl } = options;
  const key = options.keys ?? (await newSigningKey());
  const entra = await createEntra({ tenant, key, switches, loginBaseUrl, browserBaseUrl });
  const graph = createGraph(tenant, switches, (authorization) => entra.verifyAccessToken(authorization));
  const control = createControl(tenant, switches, (now) => firstDay(options, now));
  const teams = createTeams({ ...options, tenantId: tenant.world.tenantId });
  const pages = createPages({ tenant, switches, productUrl, loginBaseUrl, browserBaseUrl });
  const cloud = recorded(options, switches, entra, (request) =>
    isGraph(request) ? graph.handle(request) : signIn(entra, request),
  );
  return {
    handle: (request) => {
      const path = pathOf(request);
      if (path === TEAMS_SSO_PATH) return teamsSso(entra, request);
      if (teams.has(path)) return teams.handle(request);
      if (path.startsWith('/sandbox/')) return control.handle(request);
      return pages.has(path) ? pages.handle(request) : cloud(request);
    },
    world: tenant.world,
    switches,
    tenant,
    entra,
    teams,
    requests: () => switches.requests,
  };
}

function createTenant(options: SandboxOptions): Tenant {
  const { clock, random, save } = options;
  const world = options.world ?? firstDay(options, clock.now() - DAY_MS);
  giveCertificates(options, world);
  const businessClock = { now: () => clock.now() + world.clockOffsetMs };
  return { world, clock: businessClock, random, changed: () => save?.(world) };
}

function firstDay(options: SandboxOptions, now: number): World {
  const world = seedWorld({ now });
  giveCertificates(options, world);
  return world;
}

function giveCertificates({ watchCertificate, tabCertificate }: SandboxOptions, world: World): void {
  if (watchCertificate !== undefined) giveWatchCertificate(world, watchCertificate);
  if (tabCertificate !== undefined) giveTabCertificate(world, tabCertificate);
}

/** Around everything that pretends to be Microsoft: latency, injected faults, and the request log. */
function recorded(options: SandboxOptions, switches: Switches, entra: Entra, answer: Answer): Answer {
  const record = createRecorder(options.clock, switches.requests, entra, options.recordExchange);
  return (request) =>
    record(request, async (note) => {
      await options.delay?.(switches.latencyMs);
      const hit = applyFault(switches, { method: request.method, path: request.url });
      if (hit === undefined) return answer(request);
      note(hit.name);
      return withFault(hit, request, answer);
    });
}

async function withFault(hit: FaultHit, request: SandboxRequest, answer: Answer): Promise<SandboxResponse> {
  const { effect } = hit;
  if (effect.when === 'after') await answer(request);
  if (effect.kind !== 'answer') throw new ConnectionLost(effect.kind, hit.name);
  const { status, headers, body } = effect;
  return { status, headers, body };
}

async function signIn(entra: Entra, request: SandboxRequest): Promise<SandboxResponse> {
  const answer = await entra.handle(request);
  return answer ?? notSupported(request);
}

/** Never a made-up success: what is not here is said not to be here. */
function notSupported(request: SandboxRequest): SandboxResponse {
  const error = {
    code: 'NotImplemented',
    message: `The sandbox does not support ${request.method} ${pathOf(request)}.`,
  };
  return {
    status: 501,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ error }),
  };
}

function pathOf(request: SandboxRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}
