/**
 * The whole product as it runs on a person's machine: the pretend cloud on two ports, the real server in this
 * process with its database on a server or in a folder, Teams at the other end, and people who chat and browse. When it is closed,
 * all that it let out is searched for what the pretend cloud gave it.
 */
import { expect, jest } from '@jest/globals';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readConfig } from '../../src/config.ts';
import type { Product } from '../../src/index/product.ts';
import { startProduct } from '../../src/index/product.ts';
import { createLog, type Log } from '../../src/log.ts';
import { openDatabase, type Database } from '../../src/provisioning/store/index.ts';
import { PEOPLE, REGISTRAR_APP_ID } from '../../src/sandbox/seed.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { Application, World as Directory } from '../../src/sandbox/world.ts';
import { linkOn, Visit, type Opened } from './browser-visit.ts';
import { expectNoViolations } from './contract.ts';
import { laidOut, layOut, layOutKeys } from './laid-out.ts';
import { freePort } from './processes.ts';
import { AnswersOf } from './search/answers.ts';
import { canariesIn } from './search/canaries.ts';
import { everyFile } from './search/files.ts';
import type { Text } from './search/find.ts';
import { leaks } from './search/leaks.ts';
import { exchangesOf, overheard, saidBy } from './search/overheard.ts';
import { everyRow } from './search/rows.ts';
import { newDatabase, type NewDatabase } from './shared-server.ts';
import type { Posted } from './teams.ts';
import { ChatWith, FakeTeams, buttons, inputs } from './teams.ts';
import type { Exchange } from './wire.ts';

// Three seconds each on a quiet machine, many times that on a busy one.
jest.setTimeout(120_000);

export type Persona = 'anna' | 'bo' | 'pia' | 'dana' | 'uma' | 'gus';

/** What was said to Graph, held against Microsoft's description of it at the end. */
function recordOf(dataDir: string): string {
  return join(dataDir, 'exchanges.jsonl');
}

interface Around {
  readonly sandbox: RunningSandbox;
  readonly teams: FakeTeams;
  readonly server: NewDatabase | null;
}

export class RunningProduct {
  readonly sandbox: RunningSandbox;
  readonly teams: FakeTeams;
  readonly dataDir: string;
  /** Lines of the log, as they reach its file. */
  readonly logged: string[] = [];
  /** The log as the product has it. */
  readonly log: Log;
  /** Null: its database is in its folder. */
  readonly #server: NewDatabase | null;
  readonly #port: number;
  readonly #env: Typed;
  readonly #exchanges: readonly Exchange[];
  readonly #answers: AnswersOf;
  /** What the log was given, before anything was taken out of it. */
  readonly #told: string[] = [];
  #product: Product | null = null;
  #chats = 0;

  private constructor({ sandbox, teams, server }: Around, dataDir: string, port: number, env: Typed) {
    this.sandbox = sandbox;
    this.teams = teams;
    this.#server = server;
    this.dataDir = dataDir;
    this.#port = port;
    this.#env = env;
    this.#exchanges = exchangesOf(sandbox.sandbox);
    this.#answers = new AnswersOf(port);
    teams.trouble = () => this.logged.filter((line) => !/"level":[123]0/.test(line)).join('\n');
    const written = createLog('debug', [{ level: 'debug', write: (line) => void this.logged.push(line) }]);
    this.log = overheard(written, (call, args) => {
      this.#told.push(saidBy(args));
      return call();
    });
  }

  /** `env`: settings beside those of every test. */
  static async open(env: Typed = {}): Promise<RunningProduct> {
    const dataDir = await mkdtemp(join(tmpdir(), 'registrar-journey-'));
    await layOutKeys(dataDir);
    return RunningProduct.#openIn(dataDir, env, await newDatabase('queue'));
  }

  /** With its database in its folder, as `npm start` has it. That takes twice the time. */
  static async openInFolder(env: Typed = {}): Promise<RunningProduct> {
    const dataDir = await mkdtemp(join(tmpdir(), 'registrar-journey-'));
    await layOut(dataDir);
    return RunningProduct.#openIn(dataDir, env, null);
  }

  static async #openIn(dataDir: string, env: Typed, server: NewDatabase | null): Promise<RunningProduct> {
    const sandbox = await startSandbox({ dataDir, port: 0, tlsPort: 0, recordFile: recordOf(dataDir) });
    const trusted = await readFile(sandbox.caFile, 'utf8');
    setDefaultCACertificates([...getCACertificates('default'), trusted]);
    const around = { sandbox, teams: await FakeTeams.start(), server };
    const product = new RunningProduct(around, dataDir, await freePort(), env);
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
      ...(this.#server === null ? {} : { DATABASE_URL: this.#server.url }),
      ...this.#env,
    });
    this.#product = await startProduct(config, this.log);
  }

  async stop(): Promise<void> {
    await this.#product?.stop();
    this.#product = null;
  }

  /** Fails when Graph was spoken to wrongly, or when a secret or a token is anywhere but in the answer of its reveal. */
  async close(): Promise<void> {
    await this.stop();
    await this.teams.close();
    await this.sandbox.close();
    this.#answers.stop();
    try {
      await expectNoViolations(recordOf(this.dataDir));
      expect(leaks(canariesIn(this.#exchanges), await this.#everything())).toEqual([]);
    } finally {
      await this.#server?.drop();
      await rm(this.dataDir, { recursive: true, force: true });
    }
  }

  /** Its own, for while it is stopped; whoever asks for it closes it. */
  database(): Promise<Database> {
    const url = this.#server?.url;
    return openDatabase(
      url === undefined ? { kind: 'pglite', dataDir: this.dataDir } : { kind: 'server', url },
    );
  }

  /** All that the product, now stopped, has written, sent and answered. */
  async #everything(): Promise<readonly Text[]> {
    const database = await this.database();
    const rows = await everyRow(database.kysely).finally(() => database.close());
    return [
      ...this.logged.map((text) => ({ place: 'the log', text })),
      ...this.#told.map((text) => ({ place: 'what the log was told', text })),
      ...this.teams.bodies.map((text) => ({ place: 'what Teams was sent', text })),
      ...this.#answers.texts(),
      ...rows,
      ...(await everyFile(this.dataDir, await laidOut())),
    ];
  }

  get url(): string {
    return `http://localhost:${this.#port}`;
  }

  get directory(): Directory {
    return this.sandbox.sandbox.world;
  }

  /** What Graph has been asked with people's sign-ins; the watch asks as itself. */
  get askedForPeople(): readonly string[] {
    const requests = this.sandbox.sandbox.requests();
    return requests.flatMap(({ method, path, appId }) =>
      path.startsWith('/v1.0/') && appId === REGISTRAR_APP_ID ? [`${method} ${path}`] : [],
    );
  }

  person(key: Persona): { readonly oid: string; readonly name: string; readonly tenantId: string } {
    const found = PEOPLE.find((one) => one.key === key);
    if (found === undefined) throw new RangeError(`no persona ${key}`);
    const name = `${found.givenName} ${found.surname}`;
    return { oid: found.oid, name, tenantId: this.directory.tenantId };
  }

  chat(key: Persona): ChatWith {
    const person = this.person(key);
    const conversation = this.#chats === 0 ? undefined : `chat-${person.oid}-${this.#chats}`;
    return new ChatWith(this.teams, this.url, person, conversation);
  }

  /** Ends the person's open set-up; chats opened afterwards are empty. A product for several tests costs less. */
  async endOpen(key: Persona): Promise<void> {
    await this.chat(key).say('cancel');
    this.#chats += 1;
  }

  /** The same person, speaking in a channel. */
  inChannel(key: Persona, channel: string): ChatWith {
    return new ChatWith(this.teams, this.url, this.person(key), channel, 'channel');
  }

  /** The control API of the pretend cloud, as a tester's script would use it. */
  async control(path: 'clock' | 'wizard', body: Typed): Promise<void> {
    const response = await fetch(`${this.sandbox.httpUrl}/sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new RangeError(await response.text());
  }

  /** Business time goes on; resolves when the product has asked the pretend cloud what time it is. */
  async pass(duration: string): Promise<void> {
    const { sandbox } = this.sandbox;
    const { handle } = sandbox;
    const asked = Promise.withResolvers<void>();
    await this.control('clock', { advance: duration });
    sandbox.handle = (request) => {
      if (request.method === 'GET' && request.url === '/sandbox/clock') asked.resolve();
      return handle(request);
    };
    await asked.promise;
    sandbox.handle = handle;
  }

  /** What is asked of this path from now on waits in the pretend cloud, until the answer is called. */
  hold(method: string, path: string): () => void {
    const { sandbox } = this.sandbox;
    const { handle } = sandbox;
    const held = Promise.withResolvers<void>();
    sandbox.handle = async (request) => {
      if (request.method === method && request.url.startsWith(path)) await held.promise;
      return handle(request);
    };
    return () => {
      sandbox.handle = handle;
      held.resolve();
    };
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

export type Typed = Readonly<Record<string, string>>;

export interface Journey {
  readonly chat: ChatWith;
  readonly browser: Visit;
  readonly card: Posted;
}

/** From the first words to the form, in a chat of one's own. */
export async function toForm(
  product: RunningProduct,
  key: Persona,
  words = 'set up Nectar connector',
): Promise<Journey> {
  const chat = product.chat(key);
  await chat.say(words);
  return { chat, browser: new Visit(), card: await chat.card('Continue') };
}

/** The form of a new registration, also where there is one that could be added to. */
export async function toNewForm(...begun: Parameters<typeof toForm>): Promise<Journey> {
  const { chat, browser, card } = await toForm(...begun);
  if (!('registration' in inputs(card.card))) return { chat, browser, card };
  await chat.press(card, 'Continue', { registration: 'new' });
  return { chat, browser, card: await chat.becomes(card, 'Name in your tenant') };
}

/** And on to the Sign in card. */
export async function toSignIn(
  product: RunningProduct,
  key: Persona,
  typed: Typed = {},
  words?: string,
): Promise<Journey> {
  return fillIn(await toForm(product, key, words), typed);
}

/** From a form to the Sign in card. */
export async function fillIn({ chat, browser, card }: Journey, typed: Typed): Promise<Journey> {
  await chat.press(card, 'Continue', typed);
  return { chat, browser, card: await chat.becomes(card, /^Sign in \(/) };
}

/** And on to the plan. */
export async function toPlan(
  product: RunningProduct,
  key: Persona,
  typed: Typed = {},
  words?: string,
): Promise<Journey> {
  return signIn(await toSignIn(product, key, typed, words), key);
}

/** From the Sign in card to the plan. */
export async function signIn({ chat, browser, card }: Journey, key: Persona): Promise<Journey> {
  await browser.signIn(linkOf(card, 'Sign in'), key);
  return { chat, browser, card: await chat.becomes(card, PLANNED) };
}

const PLANNED = /^(Approve and register|Approve this change|Approve and clean up|Send the plan)$/;

const HAND_OVER = /^Hand over /;

/** And on, by somebody who may consent, until it is proven. */
export async function toProven(
  product: RunningProduct,
  key: Persona,
  typed: Typed = {},
  words?: string,
): Promise<Journey> {
  return approve(await toPlan(product, key, typed, words));
}

/** From the plan until it is proven. */
export async function approve({ chat, browser, card }: Journey, typed: Typed = {}): Promise<Journey> {
  await chat.press(card, /^Approve /, typed);
  return { chat, browser, card: await chat.becomes(card, HAND_OVER, 60) };
}

/** Behind the sign-in of the hand-over link: the page with the vendor's labels. */
export async function openHandOver({ browser, card }: Journey, key: Persona): Promise<Opened> {
  const people = await browser.open(linkOf(card, HAND_OVER));
  const signedIn = await browser.click(people, `data-persona="${key}"`);
  return browser.open(linkOn(signedIn, 'class="button main"'));
}

/** The page's own script, pressing Reveal. */
export function reveal(browser: Visit, page: Opened, what: 'reveal' | 'reveal-password' = 'reveal') {
  const path = new RegExp(`data-reveal="([^"]*/${what})"`).exec(page.body)?.[1] ?? '';
  const token = /data-token="([^"]*)"/.exec(page.body)?.[1] ?? '';
  return browser.post(new URL(path, page.url).href, undefined, { 'x-registrar-token': token });
}

/** The secret, or the first password, as the person sees it this once. */
export async function revealed(...asked: Parameters<typeof reveal>): Promise<string> {
  const { value } = JSON.parse((await reveal(...asked)).body) as { value: string };
  return value;
}

/** The page's "I have sent it". */
export function confirmSent(browser: Visit, { url, body }: Opened): Promise<Opened> {
  const token = /name="token" value="([^"]*)"/.exec(body)?.[1] ?? '';
  return browser.post(`${url}/sent`, new URLSearchParams({ token }));
}

/** The one application of this name in the pretend tenant. */
export function applicationNamed(product: RunningProduct, name: string): Application {
  const found = Object.values(product.directory.applications).filter(
    ({ displayName, deletedDateTime }) => displayName === name && deletedDateTime === null,
  );
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new RangeError(`${found.length} applications called ${name}`);
  return only;
}

/** What of ours is in the tenant. */
export function ours(product: RunningProduct): readonly Application[] {
  return Object.values(product.directory.applications).filter(({ tags }) => tags.includes('registrar'));
}
