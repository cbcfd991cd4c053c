/** The preload, in a process of its own, against each way there is to call `listen`. */
import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';

const WAYS = [
  'listen(0, done)',
  'listen("0", done)',
  'listen(0, "0.0.0.0", done)',
  'listen(0, "::", 5, done)',
  'listen({ port: 0 }, done)',
  'listen({ port: 0, host: "0.0.0.0" }, done)',
  'listen({ port: 0, host: "::", exclusive: true }, done)',
  'listen(done)',
  'listen(undefined, done)',
];

test.each(WAYS)('%s listens on this machine only, and still calls back', (way) => {
  const program = `
    const server = require('node:http').createServer();
    const done = () => { console.log(server.address().address); server.close(); };
    server.${way};`;
  const args = ['--import', './scripts/preload/loopback-only.mjs', '--eval', program];
  const said = execFileSync(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
  expect(said.toString().trim()).toBe('127.0.0.1');
});
