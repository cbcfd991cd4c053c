/**
 * The sandbox as a process of its own: `node src/sandbox/main.ts`. Says on standard output, in one line of JSON,
 * when it is ready and where; keeps its state in DATA_DIR/sandbox; stops on SIGTERM and SIGINT.
 */
import process from 'node:process';
import { startSandbox } from './server.ts';

const DEFAULT_PRODUCT_PORT = 3978;
const DEFAULT_PORT = 3979;
const DEFAULT_TLS_PORT = 3980;

function portFrom(value: string | undefined, standard: number): number {
  return value === undefined || !/^\d{1,5}$/.test(value) ? standard : Number(value);
}

function report(problem: unknown): void {
  process.stderr.write(
    `${problem instanceof Error ? (problem.stack ?? problem.message) : String(problem)}\n`,
  );
}

const running = await startSandbox({
  dataDir: process.env['DATA_DIR'] ?? '.data',
  port: portFrom(process.env['SANDBOX_PORT'], DEFAULT_PORT),
  tlsPort: portFrom(process.env['SANDBOX_TLS_PORT'], DEFAULT_TLS_PORT),
  productUrl: `http://localhost:${portFrom(process.env['PORT'], DEFAULT_PRODUCT_PORT)}`,
  recordFile: process.env['SANDBOX_RECORD'],
  report,
});

async function stop(): Promise<void> {
  await running.close();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    stop().catch((problem: unknown) => {
      report(problem);
      process.exit(1);
    });
  });
}

const { httpUrl, httpsUrl, caFile } = running;
process.stdout.write(`${JSON.stringify({ ready: true, http: httpUrl, https: httpsUrl, ca: caFile })}\n`);
