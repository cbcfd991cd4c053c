/** Microsoft's Agents Playground as the chat client: its configuration, and how it is started. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Config } from '../../src/config.ts';
import { root } from '../folders.ts';
import type { About, PretendPerson } from './about.ts';
import type { ChildPlan } from './child.ts';

/** Somebody asked to chat as a person who is not in the pretend tenant. */
export class NobodyOfThatName extends Error {
  override readonly name = 'NobodyOfThatName';
}

/** The playground takes exactly this many. */
const USERS = 5;
const CLI = join(root, 'node_modules/@microsoft/m365agentsplayground/cli.js');
const LOOPBACK_ONLY = join(root, 'scripts/preload/loopback-only.mjs');

/** Throws NobodyOfThatName. */
export function chatter(about: About, key: string): PretendPerson {
  const found = about.people.find((person) => person.key === key);
  const keys = about.people.map((person) => person.key).join(', ');
  if (found === undefined)
    throw new NobodyOfThatName(`CHAT_AS names nobody in the tenant. There are: ${keys}.`);
  return found;
}

/** `.m365agentsplayground.yml`, by the schema of version 0.1.1. The five users are the others: no id may come twice. */
export function playgroundConfig(about: About, key: string): object {
  const current = chatter(about, key);
  const others = about.people.filter((person) => person !== current);
  return {
    version: '0.1.1',
    tenantId: about.tenantId,
    bot: { id: '28:registrar', name: 'Registrar' },
    currentUser: user(current),
    users: others.slice(0, USERS).map(user),
    personalChat: { id: 'a:registrar-personal' },
    groupChat: { id: '19:registrar-group@thread.v2', name: 'Telephony project' },
    team: {
      id: '19:registrar-general@thread.tacv2',
      name: `${about.tenantName} IT`,
      aadGroupId: about.tenantId.replace(/^.{8}/, '00000001'),
      channels: [{ id: '19:registrar-connectors@thread.tacv2', name: 'Connectors' }],
    },
  };
}

function user({ key, displayName, userPrincipalName, oid }: PretendPerson): object {
  const [givenName = '', ...surname] = displayName.split(' ');
  return {
    id: `29:${key}`,
    name: displayName,
    // Spelled so in the schema.
    userPrincipleName: userPrincipalName,
    aadObjectId: oid,
    givenName,
    surname: surname.join(' '),
    email: userPrincipalName,
  };
}

/** Writes the configuration. The client runs in that folder, so that its own logs stay in the data folder. */
export function preparePlayground(config: Config, about: About, port: number): ChildPlan {
  const folder = join(config.dataDir, 'playground');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.m365agentsplayground.yml'), stringify(playgroundConfig(about, config.chatAs)));
  const endpoint = `http://127.0.0.1:${config.port}/api/messages`;
  const options = ['-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  return {
    name: 'The chat client',
    args: ['--import', LOOPBACK_ONLY, CLI, 'start', ...options],
    cwd: folder,
    env: playgroundEnvironment(process.env),
    ready: (line) => /^Listening on (\d+)/.exec(line)?.[1],
    shown: false,
  };
}

/** Nothing of ours that it does not need: no database address, no key. */
function playgroundEnvironment(env: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const { PATH, HOME, SystemRoot, TEMP, USERPROFILE } = env;
  return { PATH, HOME, SystemRoot, TEMP, USERPROFILE, TEAMSAPPTESTER_BROWSER: 'none' };
}
