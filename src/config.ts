/**
 * The configuration: the only place that reads the environment. `readConfig` answers a frozen Config or throws one
 * ConfigRefused that lists every problem at once.
 */
import { join, resolve } from 'node:path';
import { insecureSwitches } from './config/insecure.ts';
import { loopback, originOf, type Endpoint } from './config/endpoint.ts';
import type { VariableName } from './config/variables.ts';
import { Reader, type Environment } from './config/reader.ts';
import type { Secret } from './provisioning/core/secret.ts';

export { VARIABLES } from './config/variables.ts';
export { ConfigRefused } from './config/reader.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** The only mode there is as long as calls to the bot are not verified by code of our own. */
  readonly mode: 'sandbox';
  /** Where the product listens: this machine only. */
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly sandbox: { readonly port: number; readonly tlsPort: number };
  /** Null: the chat client is left out. */
  readonly playgroundPort: number | null;
  /** Absolute path. */
  readonly dataDir: string;
  /** Absolute path of the operator's own connector definitions. Null: only those that ship with the product. */
  readonly connectorsDir: string | null;
  /** Null: PGlite in the data folder. It may hold a password. */
  readonly databaseUrl: Secret | null;
  /** Origins, without a slash at the end. */
  readonly graphBaseUrl: Endpoint;
  readonly loginBaseUrl: Endpoint;
  /** 32 bytes. Null: a key made at the first start and kept in the data folder. */
  readonly sealingKey: Secret | null;
  /** Application (client) id people sign in to. */
  readonly apiAppId: string;
  /** Application (client) id for signing in with a code. Null: that is off. */
  readonly deviceCodeAppId: string | null;
  /** As what, and with what, the product itself looks for what lapses. */
  readonly watch: {
    readonly appId: string;
    /** Absolute path. */
    readonly certificateFile: string;
    readonly everything: boolean;
    /** `grants`: delegated grants and Entra roles as well, with Directory.Read.All. */
    readonly reads: 'applications' | 'grants';
  };
  /** The application whose API the tab calls, and what it proves itself with. */
  readonly tab: {
    readonly appId: string;
    /** Accepted beside the id as what a token is for. Null: it has none. */
    readonly appIdUri: string | null;
    /** Absolute path. */
    readonly certificateFile: string;
    /** Ids of the tenants that are served. Null: the pretend tenant. */
    readonly tenants: readonly string[] | null;
  };
  /** Key of the pretend person the chat client speaks as, e.g. `anna`. */
  readonly chatAs: string;
  readonly logLevel: LogLevel;
}

/** What is wrong is said once, all of it, in words for the person who set it. */
export function readConfig(env: Environment = process.env): Config {
  const read = new Reader(env);
  const tlsPort = read.port('SANDBOX_TLS_PORT');
  const config: Config = {
    mode: 'sandbox',
    host: '127.0.0.1',
    port: read.port('PORT'),
    sandbox: { port: read.port('SANDBOX_PORT'), tlsPort },
    playgroundPort: read.text('PLAYGROUND_PORT') === 'off' ? null : read.port('PLAYGROUND_PORT'),
    dataDir: resolve(read.text('DATA_DIR')),
    connectorsDir: read.text('CONNECTORS_DIR') === '' ? null : resolve(read.text('CONNECTORS_DIR')),
    databaseUrl: read.databaseUrl('DATABASE_URL'),
    graphBaseUrl: pretendCloud(read, 'GRAPH_BASE_URL', tlsPort),
    loginBaseUrl: pretendCloud(read, 'LOGIN_BASE_URL', tlsPort),
    sealingKey: read.key('SEALING_KEY'),
    apiAppId: read.guid('API_APP_ID'),
    deviceCodeAppId: read.guidOrNull('DEVICE_CODE_APP_ID'),
    watch: watched(read),
    tab: tabOf(read),
    chatAs: read.word('CHAT_AS'),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS),
  };
  refuseWhatIsNotTheSandbox(read);
  for (const problem of insecureSwitches(env)) read.refuse(problem);
  refuseSharedPorts(read, config);
  read.throwProblems();
  return Object.freeze({
    ...config,
    sandbox: Object.freeze(config.sandbox),
    watch: Object.freeze(config.watch),
    tab: Object.freeze(config.tab),
  });
}

/** The pretend cloud leaves the key pair of its own application where it keeps everything. */
function watched(read: Reader): Config['watch'] {
  const file = read.text('WATCH_CERTIFICATE_FILE');
  return {
    appId: read.guid('WATCH_APP_ID'),
    certificateFile:
      file === '' ? join(resolve(read.text('DATA_DIR')), 'sandbox', 'watch.pem') : resolve(file),
    everything: read.oneOf('WATCH_EVERYTHING', ['on', 'off']) === 'on',
    reads: read.oneOf('WATCH_READS', ['applications', 'grants']),
  };
}

function tabOf(read: Reader): Config['tab'] {
  const file = read.text('TAB_CERTIFICATE_FILE');
  const uri = read.text('TAB_APP_ID_URI');
  if (uri !== '' && !/^(?:api|https):\/\/[\w.:/-]{1,240}$/.test(uri))
    read.refuse('TAB_APP_ID_URI is not an address that begins with api:// or https://.');
  return {
    appId: read.guid('TAB_APP_ID'),
    appIdUri: uri === '' ? null : uri,
    certificateFile: file === '' ? join(resolve(read.text('DATA_DIR')), 'sandbox', 'tab.pem') : resolve(file),
    tenants: read.guidsOrNull('TENANTS'),
  };
}

function pretendCloud(read: Reader, name: VariableName, tlsPort: number): Endpoint {
  const set = read.text(name);
  const origin = set === '' ? originOf(`https://localhost:${tlsPort}`) : originOf(set);
  if (origin === undefined) {
    read.refuse(`${name} is not an https address without path, query or user name.`);
    return originOf(`https://localhost:${tlsPort}`) as Endpoint;
  }
  if (!loopback(origin)) {
    read.refuse(
      `${name} names a real service. In the sandbox nobody who calls is verified, so anyone could act in a real tenant.`,
    );
  }
  return origin;
}

/** A bot identity means calls from the Bot Framework, whose tokens nothing here verifies yet. */
function refuseWhatIsNotTheSandbox(read: Reader): void {
  for (const name of ['BOT_APP_ID', 'BOT_APP_TENANT_ID'] as const) {
    if (read.text(name) === '') continue;
    read.refuse(
      `${name} is set. This version does not verify calls to the bot, so it runs in the sandbox only.`,
    );
  }
}

function refuseSharedPorts(read: Reader, config: Config): void {
  const named: [VariableName, number | null][] = [
    ['PORT', config.port],
    ['SANDBOX_PORT', config.sandbox.port],
    ['SANDBOX_TLS_PORT', config.sandbox.tlsPort],
    ['PLAYGROUND_PORT', config.playgroundPort],
  ];
  for (const [at, [name, port]] of named.entries()) {
    const twin = named.slice(0, at).find(([, other]) => other === port && port !== null && port !== 0);
    if (twin !== undefined) read.refuse(`${name} and ${twin[0]} are both ${port}. Give each its own.`);
  }
}
