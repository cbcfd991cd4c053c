/** Whether what was said to Graph, and what it answered, keep to Microsoft's description of it. */
import { readFile } from 'node:fs/promises';
import { expect } from '@jest/globals';
import { checkExchange, type Exchange, type Violation } from '../contract/graph-contract.ts';

/** Every exchange in a file written by a sandbox started with SANDBOX_RECORD or `recordFile`. */
export async function recordedExchanges(file: string): Promise<Exchange[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Exchange);
}

/** Violations, each kind once: a mistake in a loop is one mistake. */
export function contractViolations(exchanges: readonly Exchange[]): Violation[] {
  const found = exchanges.flatMap(checkExchange);
  return [...new Map(found.map((violation) => [JSON.stringify(violation), violation])).values()];
}

/** Fails when an exchange leaves the description; a suite that never reached Graph has no file. */
export async function expectNoViolations(file: string): Promise<void> {
  const exchanges = await recordedExchanges(file).catch(() => []);
  expect(contractViolations(exchanges)).toEqual([]);
}

/** Fails when an exchange leaves the description, and when there was none. */
export async function expectRecordedContract(file: string): Promise<void> {
  const exchanges = await recordedExchanges(file);
  expect(exchanges.length).toBeGreaterThan(0);
  expect(contractViolations(exchanges)).toEqual([]);
}
