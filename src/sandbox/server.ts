/** The sandbox as a process sees it: two ports of the loopback address, http for people and https for SDKs. */
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer, type Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { appendTo } from './exchanges.ts';
import { createWorldFile, loadSigningKey } from './files.ts';
import { machineClock, machineDelay, machineRandom } from './machine.ts';
import type { SandboxClock, SandboxRandom } from './ports.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';
import { prepareTabCertificate, prepareWatchCertificate } from './seed/watch-certificate.ts';
import { prepareTls, type TlsFiles } from './tls.ts';
import { serve, type Handle } from './transport.ts';

export interface StartOptions {
  /** State is kept in `<dataDir>/sandbox`. */
  readonly dataDir: string;
  /** 0: any free port. */
  readonly port: number;
  readonly tlsPort: number;
  /** Where the product is, for a link on the pages. */
  readonly productUrl?: string;
  /** The machine's clock; the business clock is this one plus the world's offset. */
  readonly clock?: SandboxClock;
  readonly random?: SandboxRandom;
  readonly delay?: (milliseconds: number) => Promise<void>;
  /** A file to which every exchange with Graph is appended, one line of JSON each. */
  readonly recordFile?: string | undefined;
  /** Told of failures that are the sandbox's own. */
  readonly report?: (problem: unknown) => void;
}

export interface RunningSandbox {
  readonly httpUrl: string;
  readonly httpsUrl: string;
  readonly caFile: string;
  readonly sandbox: Sandbox;
  /** Stops listening, cuts open connections, and returns when everything is on disk. */
  close(): Promise<void>;
}

/** At most this much is lost when the sandbox itself is killed. */
const SAVE_PAUSE_MS = 20;
const LOOPBACK_ADDRESS = '127.0.0.1';
/** Longer than the keep-alive of any client we know, so that none meets a connection just closed. */
const KEEP_ALIVE_MS = 65_000;

export async function startSandbox(options: StartOptions): Promise<RunningSandbox> {
  const { clock = machineClock, random = machineRandom, delay = machineDelay } = options;
  const folder = join(options.dataDir, 'sandbox');
  const worldFile = createWorldFile(folder, () => delay(SAVE_PAUSE_MS));
  const [tls, watchCertificate, tabCertificate, keys] = await Promise.all([
    prepareTls(join(folder, 'tls'), clock, random),
    prepareWatchCertificate(folder, clock, random),
    prepareTabCertificate(folder, clock, random),
    loadSigningKey(folder),
  ]);
  const ports = await openPorts(tls, options);
  const sandbox = await createSandbox({
    clock,
    random,
    delay,
    world: await worldFile.load(),
    keys,
    watchCertificate,
    tabCertificate,
    save: (world) => worldFile.save(world),
    loginBaseUrl: ports.httpsUrl,
    browserBaseUrl: ports.httpUrl,
    productUrl: options.productUrl,
    recordExchange: options.recordFile === undefined ? undefined : appendTo(options.recordFile),
  });
  ports.answerWith((request) => sandbox.handle(request));
  return {
    httpUrl: ports.httpUrl,
    httpsUrl: ports.httpsUrl,
    caFile: tls.caFile,
    sandbox,
    async close() {
      await ports.close();
      await worldFile.settled();
    },
  };
}

/** The addresses go into tokens and pages, so the ports are open before there is anything to answer with. */
async function openPorts(tls: TlsFiles, options: StartOptions) {
  const ready = Promise.withResolvers<Handle>();
  const report = options.report ?? (() => undefined);
  const listener: RequestListener = (incoming, outgoing) => {
    void ready.promise.then((handle) => serve(handle, incoming, outgoing, report));
  };
  const http = createHttpServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const https = createHttpsServer(
    { key: tls.key, cert: tls.cert, keepAliveTimeout: KEEP_ALIVE_MS },
    listener,
  );
  const httpPort = await listen(http, options.port);
  const httpsPort = await listen(https, options.tlsPort).catch(async (problem: unknown) => {
    await stop(http);
    throw problem;
  });
  return {
    httpUrl: `http://localhost:${httpPort}`,
    httpsUrl: `https://localhost:${httpsPort}`,
    answerWith: (handle: Handle) => ready.resolve(handle),
    close: async () => void (await Promise.all([stop(http), stop(https)])),
  };
}

/** The port that was opened. @throws when it is taken */
function listen(server: Server | TlsServer, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, LOOPBACK_ADDRESS, () => {
    server.off('error', reject);
    resolve((server.address() as AddressInfo).port);
  });
  return promise;
}

function stop(server: Server | TlsServer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  return promise;
}
