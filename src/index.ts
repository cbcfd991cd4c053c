/**
 * The product as a process of its own. Says on standard output, in one line of JSON, when it is ready and where;
 * stops on SIGTERM and SIGINT; everything else it has to say goes to the log.
 */
import { ConfigRefused, readConfig } from './config.ts';
import { startProduct, type Product } from './index/product.ts';
import { whyNot } from './index/why-not.ts';
import { openLog, type Log } from './log.ts';

try {
  const config = readConfig();
  const log = openLog({ level: config.logLevel, dataDir: config.dataDir });
  watchForTheUnforeseen(log);
  const product = await startProduct(config, log);
  log.info({ url: product.url }, 'ready');
  process.stdout.write(`${JSON.stringify({ ready: true, http: product.url })}\n`);
  stopOnSignal(product, log);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigRefused ? error.message : whyNot(error)}\n`);
  process.exit(1);
}

function stopOnSignal(product: Product, log: Log): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    product.stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
}

/** A crash is a pause: what was under way is taken up at the next start. A promise nobody waits for holds no state. */
function watchForTheUnforeseen(log: Log): void {
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'unforeseen');
    process.exit(1);
  });
  process.on('unhandledRejection', (err) => log.error({ err }, 'a failure nobody was waiting for'));
}
