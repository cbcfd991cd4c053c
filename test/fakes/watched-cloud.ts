/** The pretend cloud in-process with the key pair of its watch on disk, and the product's way into it. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppId, TenantId } from '../../src/provisioning/core/ids.ts';
import { createInventory, createInventorySignIn } from '../../src/provisioning/graph/index.ts';
import type { InventorySignIn } from '../../src/provisioning/graph/inventory-sign-in.ts';
import type { Inventory } from '../../src/provisioning/ports.ts';
import type { StoredSigningKey } from '../../src/sandbox/entra/keys.ts';
import { newSigningKey } from '../../src/sandbox/entra/keys.ts';
import type { ServedRequest } from '../../src/sandbox/ports.ts';
import { createSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { prepareWatchCertificate } from '../../src/sandbox/seed/watch-certificate.ts';
import { REGISTRAR_APP_ID, seedWorld, TENANT_ID, WATCH_APP_ID } from '../../src/sandbox/seed.ts';
import type { KeyCredential, World as Directory } from '../../src/sandbox/world.ts';
import { TestClock } from './clock.ts';
import { SeededRandom } from './random.ts';
import { fetchFrom } from './wire.ts';

export const LOGIN = 'https://localhost:3980';
export const TENANT = TENANT_ID as TenantId;
export const WATCH = WATCH_APP_ID as AppId;

let keys: Promise<StoredSigningKey> | undefined;
let pair: Promise<{ readonly pem: string; readonly certificate: KeyCredential }> | undefined;

export class WatchedCloud {
  readonly sandbox: Sandbox;
  readonly clock: TestClock;
  readonly random: SeededRandom;
  readonly certificateFile: string;
  readonly #folder: string;
  readonly fetch: typeof fetch;
  readonly signIn: InventorySignIn;
  readonly inventory: Inventory;

  private constructor(sandbox: Sandbox, clock: TestClock, random: SeededRandom, folder: string) {
    this.sandbox = sandbox;
    this.clock = clock;
    this.random = random;
    this.#folder = folder;
    this.certificateFile = join(folder, 'watch.pem');
    this.fetch = fetchFrom((request) =>
      this.sandbox.handle({ ...request, headers: { ...request.headers, host: 'localhost:3980' } }),
    );
    this.signIn = this.#signIn(false);
    this.inventory = this.reading({ grants: false });
  }

  /** The product's way in, with or without what an operator may let it read beside applications. */
  reading({ grants }: { readonly grants: boolean }): Inventory {
    const signIn = this.#signIn(grants);
    return createInventory({ ...this.#wire(), baseUrl: LOGIN, newId: this.random, signIn, grants });
  }

  #signIn(grants: boolean): InventorySignIn {
    const { certificateFile } = this;
    return createInventorySignIn({
      ...this.#wire(),
      ...{ appId: WATCH, certificateFile, loginBaseUrl: LOGIN, grants },
    });
  }

  #wire() {
    return { fetch: this.fetch, timeoutMs: 10_000 };
  }

  static async create(applications = 0, seed = 'watch'): Promise<WatchedCloud> {
    const clock = new TestClock();
    const random = new SeededRandom(seed);
    const { pem, certificate } = await (pair ??= keyPair(clock, random));
    const folder = await mkdtemp(join(tmpdir(), 'registrar-watch-'));
    await writeFile(join(folder, 'watch.pem'), pem, { mode: 0o600 });
    const sandbox = await createSandbox({
      ...{ clock: MACHINE, random, world: ruledBy(clock, applications) },
      ...{ keys: await (keys ??= newSigningKey()), watchCertificate: certificate },
      ...{ loginBaseUrl: LOGIN, browserBaseUrl: 'http://localhost:3979' },
    });
    return new WatchedCloud(sandbox, clock, random, folder);
  }

  /** Requests to Graph, oldest first. */
  asked(): readonly ServedRequest[] {
    return this.sandbox.requests().filter(({ path }) => path.startsWith('/v1.0/'));
  }

  /** What a person does in the portal: the change is one that delta queries report. */
  async byHand(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<unknown> {
    const token = await this.#token();
    const response = await this.sandbox.handle({
      method,
      url: `/v1.0${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        host: 'localhost:3980',
      },
      body: body === undefined ? '' : JSON.stringify(body),
    });
    if (response.status >= 300) throw new RangeError(`${response.status} ${response.body}`);
    return response.body === '' ? null : JSON.parse(response.body);
  }

  /** Anna's, with a code. */
  async #token(): Promise<string> {
    const form = { client_id: REGISTRAR_APP_ID, scope: 'Application.ReadWrite.All' };
    const started = await this.#post<Started>('devicecode', form);
    const url = `/devicelogin?user_code=${started.user_code}&persona=anna`;
    await this.sandbox.handle({ method: 'GET', url, headers: { host: 'localhost:3979' }, body: '' });
    const { access_token: token } = await this.#post<{ access_token: string }>('token', {
      grant_type: 'device_code',
      client_id: REGISTRAR_APP_ID,
      device_code: started.device_code,
    });
    return token;
  }

  async #post<T>(endpoint: string, form: Readonly<Record<string, string>>): Promise<T> {
    const answer = await this.sandbox.handle({
      method: 'POST',
      url: `/${TENANT_ID}/oauth2/v2.0/${endpoint}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    });
    return JSON.parse(answer.body) as T;
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

/** SDKs date what they sign by the machine's clock. It stands still here, for minutes at most. */
const machine = Date.now();
const MACHINE = { now: () => machine };

/** A tenant whose business time is that clock's. */
function ruledBy(clock: TestClock, applications: number): Directory {
  const world = seedWorld({ now: clock.now() - 86_400_000, applications });
  return Object.defineProperty(world, 'clockOffsetMs', { get: () => clock.now() - machine });
}

interface Started {
  readonly user_code: string;
  readonly device_code: string;
}

/** One for a test file: making it is most of what a cloud costs. */
async function keyPair(clock: TestClock, random: SeededRandom) {
  const folder = await mkdtemp(join(tmpdir(), 'registrar-watch-'));
  const certificate = await prepareWatchCertificate(folder, clock, random);
  const pem = await readFile(join(folder, 'watch.pem'), 'utf8');
  await rm(folder, { recursive: true });
  return { certificate, pem };
}
