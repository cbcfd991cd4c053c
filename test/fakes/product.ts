/**
 * The whole product as it runs on a person's machine: the pretend cloud on two ports, the real server in this
 * process with its database in a folder, Teams at the other end, and people who chat and browse.
 */
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readConfig } from '../../src/config.ts';
import type { Product } from '../../src/index/product.ts';
import { startProduct } from '../../src/index/product.ts';
import { createLog } from '../../src/log.ts';
import { PEOPLE } from '../../src/sandbox/seed.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { World as Directory } from '../../src/sandbox/world.ts';
import { Visit } from './browser-visit.ts';
import { freePort } from './processes.ts';
import type { Posted } from './teams.ts';
import { ChatWith, FakeTeams, buttons } from './teams.ts';

export type Persona = 'anna' | 'bo' | 'pia' | 'dana' | 'uma' | 'gus';

export class RunningProduct {
  readonly sandbox: RunningSandbox;
  readonly teams: FakeTeams;
  readonly dataDir: string;
  /** Lines of the log, as they reach its file. */
  readonly logged: string[] = [];
  readonly #port: number;
  #product: Product | null = null;

  private constructor(sandbox: RunningSandbox, teams: FakeTeams, dataDir: string, port: number) {
    this.sandbox = sandbox;
    this.teams = teams;
    this.dataDir = dataDir;
    this.#port = port;
  }

  static async open(): Promise<RunningProduct> {
    const dataDir = await mkdtemp(join(tmpdir(), 'registrar-journey-'));
    const sandbox = await startSandbox({ dataDir, port: 0, tlsPort: 0 });
    const trusted = await readFile(sandbox.caFile, 'utf8');
    setDefaultCACertificates([...getCACertificates('default'), trusted]);
    const product = new RunningProduct(sandbox, await FakeTeams.start(), dataDir, await freePort());
    await product.start();
    return product;
  }

  /** On the same folder as before, as after a restart of the machine. */
  async start(): Promise<void> {
    const config = readConfig({
      PORT: String(this.#port),
      SANDBOX_PORT: new URL(this.sandbox.httpUrl).port,
      SANDBOX_TLS_PORT: new URL(this.sandbox.httpsUrl).port,
      PLAYGROUND_PORT: 'off',
      DATA_DIR: this.dataDir,
      LOG_LEVEL: 'debug',
    });
    const log = createLog('debug', [{ level: 'debug', write: (line) => void this.logged.push(line) }]);
    this.#product = await startProduct(config, log);
  }

  async stop(): Promise<void> {
    await this.#product?.stop();
    this.#product = null;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.teams.close();
    await this.sandbox.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  get directory(): Directory {
    return this.sandbox.sandbox.world;
  }

  person(key: Persona): { readonly oid: string; readonly name: string; readonly tenantId: string } {
    const found = PEOPLE.find((one) => one.key === key);
    if (found === undefined) throw new RangeError(`no persona ${key}`);
    const name = `${found.givenName} ${found.surname}`;
    return { oid: found.oid, name, tenantId: this.directory.tenantId };
  }

  chat(key: Persona): ChatWith {
    return new ChatWith(this.teams, this.url, this.person(key));
  }

  /** The same person, speaking in a channel. */
  inChannel(key: Persona, channel: string): ChatWith {
    return new ChatWith(this.teams, this.url, this.person(key), channel, 'channel');
  }

  /** A token with the registration's own secret, as the vendor would take one. */
  async token(appId: string, secret: string): Promise<Readonly<Record<string, unknown>>> {
    const response = await fetch(`${this.sandbox.httpsUrl}/${this.directory.tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: secret,
        scope: 'https://graph.microsoft.com/.default',
      }),
    });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  }
}

/** Where a button that opens the browser leads. */
export function linkOf({ card }: Posted, title: string | RegExp): string {
  const found = buttons(card).find(
    (one) =>
      one.type === 'Action.OpenUrl' &&
      (typeof title === 'string' ? one.title?.includes(title) : title.test(one.title ?? '')),
  );
  if (found?.url === undefined) throw new TypeError(`no link ${String(title)}`);
  return found.url;
}

/** From "set up" to the plan, in a chat of one's own; the browser it was done in. */
export async function toPlan(
  product: RunningProduct,
  key: Persona,
  typed: Readonly<Record<string, string>> = {},
): Promise<{ readonly chat: ChatWith; readonly browser: Visit; readonly card: Posted }> {
  const chat = product.chat(key);
  await chat.say('set up Nectar connector');
  await chat.press(await chat.card('Name in your tenant'), 'Continue', typed);
  const browser = new Visit();
  await browser.signIn(linkOf(await chat.card(/Sign in as the admin/), 'Sign in'), key);
  return { chat, browser, card: await chat.card('Nothing else is created') };
}

/** And on, by somebody who may consent, until it is proven. */
export async function toProven(
  product: RunningProduct,
  key: Persona,
  typed: Readonly<Record<string, string>> = {},
): ReturnType<typeof toPlan> {
  const { chat, browser, card } = await toPlan(product, key, typed);
  await chat.press(card, 'Approve and register');
  return { chat, browser, card: await chat.card('is registered and checked', 60) };
}

/** The one application of this name in the pretend tenant. */
export function applicationNamed(product: RunningProduct, name: string) {
  const found = Object.values(product.directory.applications).filter(
    ({ displayName, deletedDateTime }) => displayName === name && deletedDateTime === null,
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new RangeError(`${found.length} applications called ${name}`);
  return only;
}
