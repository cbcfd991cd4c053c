/**
 * The log: one line of JSON for each event, to a file in the data folder, and failures to the terminal as well.
 * Whatever a line is made of, values that look like credentials leave it before it is written.
 */
import { join } from 'node:path';
import pino from 'pino';
import type { LogLevel } from './config.ts';
import { scrub } from './log/scrub.ts';

/** The part of the logger that the product uses. */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error' | 'fatal'>;

/** Names under which a library might hand us something that is nobody's business. */
const NEVER = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'secretText',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'client_assertion',
  'code',
  'code_verifier',
];

const REDACT = { paths: NEVER.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' };

/** Where lines of a level and above go; `write` takes one whole line. */
export interface Sink {
  readonly level: LogLevel;
  write(line: string): void;
}

export function createLog(level: LogLevel, sinks: readonly Sink[]): Log {
  const streams = sinks.map((sink) => ({
    level: sink.level as pino.Level,
    stream: { write: (line: string) => sink.write(scrub(line)) },
  }));
  const options = { level, base: null, redact: REDACT, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, pino.multistream(streams));
}

/** `<dataDir>/logs/registrar.log`, readable by its owner alone, and errors on the error stream. */
export function openLog({ level, dataDir }: { level: LogLevel; dataDir: string }): Log {
  const dest = join(dataDir, 'logs', 'registrar.log');
  const file = pino.destination({ dest, mkdir: true, mode: 0o600, sync: true });
  const terminal = pino.destination({ dest: 2, sync: true });
  return createLog(level, [
    { level: 'debug', write: (line) => file.write(line) },
    { level: 'error', write: (line) => terminal.write(line) },
  ]);
}
