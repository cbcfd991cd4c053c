import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendTo, exchangeOf, HIDDEN, type RecordedExchange } from '../../src/sandbox/exchanges.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'record-'))));
afterEach(() => rm(folder, { recursive: true }));

function recorded(body: string, answer?: string): RecordedExchange {
  const request = { method: 'POST', url: '/v1.0/applications', headers: {}, body };
  const response = answer === undefined ? undefined : { status: 200, headers: {}, body: answer };
  return exchangeOf(request, response, null);
}

test('bodies are kept parsed, and absent ones stay absent', () => {
  const exchange = recorded('', '{"value":[]}');
  expect(exchange).toMatchObject({ status: 200, responseBody: { value: [] } });
  expect(exchange).not.toHaveProperty('requestBody');
  expect(recorded('', '<html>').responseBody).toBe('<html>');
});

test('an answer that was not let through has status 0', () => {
  expect(recorded('{}')).toMatchObject({ status: 0 });
});

test('secrets and tokens are hidden at any depth', () => {
  const token = 'eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln';
  const step = { id: '1', body: { secretText: 'aaa8Q~canary', hint: 'aaa' } };
  const exchange = recorded(
    JSON.stringify({ password: 'canary' }),
    JSON.stringify({ responses: [step], note: token }),
  );
  expect(JSON.stringify(exchange)).not.toMatch(/canary|eyJ/);
  expect(exchange.responseBody).toEqual({
    responses: [{ id: '1', body: { secretText: HIDDEN, hint: 'aaa' } }],
    note: HIDDEN,
  });
});

test('appending makes one line each, readable by the owner alone', async () => {
  const file = join(folder, 'graph.jsonl');
  const append = appendTo(file);
  append(recorded('{}', '{}'));
  append(recorded('{}', 'two\nlines'));
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as RecordedExchange).responseBody)).toEqual([
    {},
    'two\nlines',
  ]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});
