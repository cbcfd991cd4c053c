/**
 * `npm start`: the pretend Microsoft cloud, the product and the chat client, each in a process of its own, until
 * Ctrl+C. With GRAPH_BASE_URL and LOGIN_BASE_URL set the cloud is somebody else's, and is not started.
 */
import { join } from 'node:path';
import { ConfigRefused, readConfig, type Config } from '../src/config.ts';
import { readAbout, type About } from './start/about.ts';
import { ChildEnded, type ChildPlan } from './start/child.ts';
import { Family } from './start/family.ts';
import { chatter, NobodyOfThatName, preparePlayground } from './start/playground.ts';
import { takenPorts } from './start/ports.ts';
import { PRODUCT_ARGS } from './start/product-args.ts';
import { welcome } from './start/words.ts';
import { ensurePage } from './tab/ensure.ts';

/** Something that has to be changed before it can start; the message is all there is to say. */
class CannotStart extends Error {
  override readonly name = 'CannotStart';
}

const family = new Family();
const asked = { toStop: false };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked.toStop = true;
    void family.stop().then(() => process.exit(0));
  });
}

try {
  await startAll(readConfig());
  await family.lost;
} catch (error) {
  // Asked to stop while something was still starting: that it did not come up is then no failure.
  if (!asked.toStop) process.stderr.write(`${sentence(error)}\n`);
  await family.stop();
  process.exit(asked.toStop ? 0 : 1);
}

async function startAll(config: Config): Promise<void> {
  const withSandbox = (process.env['GRAPH_BASE_URL'] ?? process.env['LOGIN_BASE_URL'] ?? '') === '';
  const taken = await takenPorts(config, withSandbox);
  if (taken.length > 0) throw new CannotStart(taken.join('\n'));
  if (!(await ensurePage()))
    throw new CannotStart('The page of the tab could not be built. What went wrong is above.');
  if (withSandbox) await family.start(sandbox(config));
  const about = await readAbout(`http://localhost:${config.sandbox.port}`);
  const person = chatter(about, config.chatAs);
  await Promise.all([family.start(product(config)), startPlayground(config, about)]);
  process.stdout.write(`${welcome(config, person.displayName)}\n`);
}

function sandbox(config: Config): ChildPlan {
  const { PATH, HOME, SystemRoot, TEMP, SANDBOX_RECORD } = process.env;
  const settings = {
    DATA_DIR: config.dataDir,
    PORT: String(config.port),
    SANDBOX_PORT: String(config.sandbox.port),
    SANDBOX_TLS_PORT: String(config.sandbox.tlsPort),
  };
  const env = { PATH, HOME, SystemRoot, TEMP, SANDBOX_RECORD, ...settings };
  return { name: 'The pretend cloud', args: ['src/sandbox/main.ts'], env, ready: readyLine, shown: true };
}

/** This one process trusts the certificate authority of the pretend cloud, and no other that was added by hand. */
function product(config: Config): ChildPlan {
  const ca = join(config.dataDir, 'sandbox', 'tls', 'ca.pem');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca };
  return { name: 'Registrar', args: PRODUCT_ARGS, env, ready: readyLine, shown: true };
}

async function startPlayground(config: Config, about: About): Promise<void> {
  const port = config.playgroundPort;
  if (port === null) return;
  const taken = await family.start(preparePlayground(config, about, port));
  if (Number(taken) === port) return;
  throw new CannotStart(
    `The chat client could not have port ${port}. Set PLAYGROUND_PORT to another, or to off.`,
  );
}

/** The pretend cloud and the product say `{"ready":true,...}`. */
function readyLine(line: string): string | undefined {
  return line.startsWith('{"ready":true') ? line : undefined;
}

function sentence(error: unknown): string {
  const known = [CannotStart, ChildEnded, ConfigRefused, NobodyOfThatName].some(
    (kind) => error instanceof kind,
  );
  if (known) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
