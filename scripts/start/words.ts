/** What `npm start` says when everything runs. */
import { relative } from 'node:path';
import type { Config } from '../../src/config.ts';

export function welcome(config: Config, chatter: string | null): string {
  const chat = config.playgroundPort === null ? null : `http://localhost:${config.playgroundPort}`;
  const places: (readonly [string, string])[] = [
    ['Everything in one window', `http://localhost:${config.port}/host`],
    ...(chat === null || chatter === null ? [] : [[`Chat as ${chatter}`, chat] as const]),
    ['Start page', `http://localhost:${config.port}`],
    ['Directory', `http://localhost:${config.sandbox.port}/directory`],
  ];
  const width = Math.max(...places.map(([name]) => name.length));
  return [
    '',
    'Registrar runs in the sandbox: a pretend Microsoft 365 tenant on this machine.',
    '',
    ...places.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`),
    '',
    'Three things to try in the chat:',
    '  1. hello',
    '  2. set up Nectar DXP',
    '  3. list',
    '',
    `At http://localhost:${config.sandbox.port} the clock jumps by 60 days or a year: warnings of what ends arrive in the chat.`,
    '',
    `Everything is kept in ${shown(config.dataDir)}. Ctrl+C stops everything.`,
    '',
  ].join('\n');
}

/** As a person would write it: from here when it is in here, else in full. */
function shown(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path === '' || path.startsWith('..') ? folder : path;
}
