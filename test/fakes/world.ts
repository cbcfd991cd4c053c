/**
 * The whole product but its faces, on the pretend cloud, in one process: real engine, real SDKs, real database,
 * a clock that is moved, randomness that repeats. A test acts as a person with a browser would.
 */
import { createHash } from 'node:crypto';
import { readCertificate } from '../../src/provisioning/certificate/read.ts';
import { createCatalog } from '../../src/provisioning/connectors/catalog.ts';
import { createEngine } from '../../src/provisioning/engine/index.ts';
import {
  createDeviceSignIn,
  createDirectory,
  createProver,
  createSignIn,
} from '../../src/provisioning/graph/index.ts';
import { createSealer } from '../../src/provisioning/handover/sealer.ts';
import type { Definition } from '../../src/provisioning/core/definition.ts';
import type { Actor, Provisioning, SignInPurpose } from '../../src/provisioning/index.ts';
import type { RunView } from '../../src/provisioning/contract.ts';
import type { Store } from '../../src/provisioning/store/index.ts';
import type { StoredSigningKey } from '../../src/sandbox/entra/keys.ts';
import { newSigningKey } from '../../src/sandbox/entra/keys.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { createSandbox } from '../../src/sandbox/sandbox.ts';
import { DEVICE_SIGN_IN_APP_ID, PEOPLE, REGISTRAR_APP_ID, seedWorld } from '../../src/sandbox/seed.ts';
import type { MovableClock } from './clock.ts';
import { TestClock } from './clock.ts';
import { Life } from './mortal.ts';
import { SeededRandom } from './random.ts';
import { overheard, type Hear } from './search/overheard.ts';
import { shipped } from './shipped.ts';
import { TestWakes } from './wakes.ts';
import type { Exchange } from './wire.ts';
import { fetchFrom } from './wire.ts';

export const LOGIN = 'https://localhost:3980';
export const BROWSER = 'http://localhost:3979';
export const REDIRECT = 'http://localhost:3978/auth/callback';
const MINUTE = 60_000;

/** Key of one of the pretend people, e.g. `anna`. */
export type Persona = string;

/** `faulted`: faults were armed, so the answer may be one that no service of Microsoft's would give. */
export interface HeardExchange extends Exchange {
  readonly faulted: boolean;
}

/** One key for every world of a test file: making it is most of the time it takes to make a cloud. */
let signingKey: Promise<StoredSigningKey> | undefined;

export interface WorldOptions {
  readonly store: Pick<Store, 'ledger' | 'vault' | 'endLeases'>;
  readonly seed?: string;
  readonly servicePrincipals?: number;
  /** Signing in with a code is set up, and every connector offers it. */
  readonly deviceCode?: boolean;
  /** Connectors beside those that ship with the product. */
  readonly definitions?: readonly Definition[];
  /** Looks at it whenever it has come to rest. */
  settled?(world: World): Promise<void>;
  /** A cloud that listens on sockets, for measuring; absent: in-process. */
  readonly cloud?: {
    readonly sandbox: Sandbox;
    readonly clock: MovableClock;
    readonly httpsUrl: string;
    readonly httpUrl: string;
  };
}

export class World {
  readonly clock: MovableClock;
  readonly random: SeededRandom;
  readonly wakes: TestWakes;
  readonly sandbox: Sandbox;
  readonly exchanges: HeardExchange[] = [];
  readonly failures: unknown[] = [];
  /** What the engine's front door has answered and thrown, over all restarts. */
  readonly answers: { readonly method: string; readonly value: unknown }[] = [];
  readonly refusals: unknown[] = [];
  readonly #store: WorldOptions['store'];
  readonly #fetch: typeof fetch;
  readonly #login: string;
  readonly #deviceCode: boolean;
  readonly #definitions: readonly Definition[];
  readonly #settled: (world: World) => Promise<void>;
  life: Life;
  engine: Provisioning;

  private constructor(options: WorldOptions, clock: MovableClock, random: SeededRandom, sandbox: Sandbox) {
    this.clock = clock;
    this.random = random;
    this.sandbox = sandbox;
    this.wakes = new TestWakes(clock);
    this.#store = options.store;
    this.#login = options.cloud?.httpsUrl ?? LOGIN;
    this.#deviceCode = options.deviceCode ?? false;
    this.#definitions = options.definitions ?? [];
    this.#settled = options.settled ?? (() => Promise.resolve());
    this.#fetch = options.cloud === undefined ? this.#inProcess() : fetch;
    this.life = new Life();
    this.engine = this.#boot();
  }

  #inProcess(): typeof fetch {
    return fetchFrom(
      (request) => this.sandbox.handle(request),
      (exchange) => this.exchanges.push({ ...exchange, faulted: this.sandbox.switches.faults.length > 0 }),
    );
  }

  static async create(options: WorldOptions): Promise<World> {
    const random = new SeededRandom(options.seed ?? 'world');
    if (options.cloud !== undefined)
      return new World(options, options.cloud.clock, random, options.cloud.sandbox);
    const clock = new TestClock();
    const { servicePrincipals } = options;
    const world = seedWorld({
      now: clock.now(),
      ...(servicePrincipals === undefined ? {} : { servicePrincipals }),
    });
    const sandbox = await createSandbox({
      clock,
      random,
      world,
      keys: await (signingKey ??= newSigningKey()),
      loginBaseUrl: LOGIN,
      browserBaseUrl: BROWSER,
    });
    return new World(options, clock, random, sandbox);
  }

  /** A new process on the same database and the same cloud; the old one's calls go nowhere any more. */
  async restart(life: Life = new Life()): Promise<void> {
    this.life.kill();
    await this.life.stillness();
    await this.#store.endLeases();
    this.life = life;
    this.engine = this.#boot();
  }

  /** A second process on the same database and the same cloud; the first one lives on. */
  beside(life: Life = new Life()): Provisioning {
    this.life = life;
    const first = this.engine;
    this.engine = this.#boot();
    return first;
  }

  #boot(): Provisioning {
    const { life, clock, random } = this;
    const wire = { fetch: this.#fetch, timeoutMs: 30_000 };
    const engine = createEngine(
      {
        catalog: createCatalog(
          [...shipped(), ...this.#definitions].map((one) =>
            this.#deviceCode ? { ...one, deviceCode: true } : one,
          ),
        ),
        clock: { now: () => clock.now() },
        newId: random,
        hash: { sha256: (text) => createHash('sha256').update(text).digest('hex') },
        pause: { pause: () => Promise.resolve() },
        directory: life.port('directory', createDirectory({ ...wire, baseUrl: this.#login, newId: random })),
        signIn: life.port(
          'signIn',
          createSignIn({
            ...wire,
            clientId: REGISTRAR_APP_ID,
            loginBaseUrl: this.#login,
            redirectUri: REDIRECT,
            now: () => clock.now(),
          }),
        ),
        deviceSignIn: this.#deviceCode
          ? life.port(
              'deviceSignIn',
              createDeviceSignIn({
                ...wire,
                clientId: DEVICE_SIGN_IN_APP_ID,
                loginBaseUrl: this.#login,
                now: () => clock.now(),
              }),
            )
          : null,
        prover: life.port('prover', createProver({ ...wire, loginBaseUrl: this.#login })),
        ledger: life.port('ledger', this.#store.ledger),
        vault: life.port('vault', this.#store.vault),
        sealer: createSealer(Buffer.alloc(32, 7)),
        wakes: life.port('wakes', this.wakes),
        readCertificate,
      },
      { failed: (cause) => this.failures.push(cause) },
    );
    return overheard(engine, this.#hear);
  }

  readonly #hear: Hear = (call, _args, method) => {
    const answer = call();
    if (!(answer instanceof Promise)) return answer;
    return answer.then(
      (value: unknown) => {
        this.answers.push({ method, value });
        return value;
      },
      (cause: unknown) => {
        this.refusals.push(cause);
        throw cause;
      },
    );
  };

  actor(key: Persona): Actor {
    const person = PEOPLE.find((known) => known.key === key);
    if (person === undefined) throw new RangeError(`no persona ${key}`);
    return {
      oid: person.oid,
      displayName: `${person.givenName} ${person.surname}`,
      tenantId: this.sandbox.world.tenantId,
    } as Actor;
  }

  /** From the Sign in button to the way back, in a browser where `key` is clicked. */
  async signIn(key: Persona, runId: string, purpose: SignInPurpose, as: Persona = key): Promise<RunView> {
    const browser = 'the-browser-cookie';
    const { url } = await this.engine.beginSignIn(this.actor(key), runId, purpose, browser);
    const answer = await this.clickThrough(url, as);
    const code = answer.get('code');
    const error = answer.get('error');
    const outcome = await this.engine.finishSignIn({
      state: answer.get('state') ?? '',
      browser,
      ...(code === null ? {} : { code }),
      ...(error === null ? {} : { error }),
    });
    return outcome.run;
  }

  /** The sign-in page, and the link of one of its people. */
  async clickThrough(url: string, key: Persona): Promise<URLSearchParams> {
    const page = await this.#browse(url);
    const link = new RegExp(`<a[^>]*data-persona="${key}"[^>]*>`).exec(page.body)?.[0] ?? '';
    const href = /href="([^"]*)"/.exec(link)?.[1]?.replaceAll(/&(?:#38|amp);/g, '&') ?? '';
    const back = await this.#browse(new URL(href, url).href);
    return new URL(back.headers['location'] ?? '', REDIRECT).searchParams;
  }

  async #browse(url: string) {
    const { pathname, search } = new URL(url);
    return this.sandbox.handle({ method: 'GET', url: pathname + search, headers: {}, body: '' });
  }

  /** Lets the engine work, moving the clock from wake-up to wake-up, until nothing is due within the minutes given. */
  async settle(minutes = 60): Promise<void> {
    const horizon = this.clock.now() + minutes * MINUTE;
    await this.#whileAlive(this.engine.idle());
    for (let due = this.wakes.next(horizon); due !== undefined; due = this.wakes.next(horizon)) {
      await this.#whileAlive(this.engine.woken(due.tenantId, due.runId));
      if (this.life.dead) return;
      await this.#whileAlive(this.engine.idle());
    }
    if (!this.life.dead) await this.#settled(this);
  }

  async #whileAlive(work: Promise<unknown>): Promise<void> {
    await Promise.race([work, this.life.died]);
  }

  async view(key: Persona, runId: string): Promise<RunView> {
    return this.engine.view(this.actor(key), runId);
  }
}
