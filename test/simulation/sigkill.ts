/**
 * The real product, in a process of its own, is killed with SIGKILL at twenty moments of each Nectar flow and
 * started again on the same folder. It takes the run up by itself; nothing is left behind in the tenant. One test file
 * for each flow, since they take long and can run side by side.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE } from '../../src/sandbox/seed.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { Visit } from '../fakes/browser-visit.ts';
import { expectRecordedContract } from '../fakes/contract.ts';
import { layOut } from '../fakes/laid-out.ts';
import { leftBehind } from '../fakes/invariants.ts';
import type { ProductProcess } from '../fakes/processes.ts';
import { freePort, startProductProcess } from '../fakes/processes.ts';
import type { Posted } from '../fakes/teams.ts';
import { ChatWith, FakeTeams, buttons, inputs } from '../fakes/teams.ts';

const KILLS = 20;
/** From the approval on, so many milliseconds apart: an undisturbed run takes about a third of a second. */
const APART_MS = 25;
const anna = PEOPLE[0];

let dataDir: string;
let sandbox: RunningSandbox;
let teams: FakeTeams;
let product: ProductProcess;
let port: number;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'registrar-kill-'));
  await layOut(dataDir);
  sandbox = await startSandbox({
    dataDir,
    port: 0,
    tlsPort: 0,
    recordFile: join(dataDir, 'exchanges.jsonl'),
  });
  teams = await FakeTeams.start();
  port = await freePort();
  product = await startProductProcess({ sandbox, dataDir, port });
}, 60_000);
afterAll(async () => {
  await product.kill();
  await teams.close();
  await sandbox.close();
  await expectRecordedContract(join(dataDir, 'exchanges.jsonl'));
  await rm(dataDir, { recursive: true, force: true });
});

/** The form of a new registration, also where there is one that could be added to. */
async function newForm(chat: ChatWith): Promise<Posted> {
  const card = await chat.card('Continue');
  if (!('registration' in inputs(card.card))) return card;
  await chat.press(card, 'Continue', { registration: 'new' });
  return chat.becomes(card, 'Name in your tenant');
}

/** Approved, killed that much later, started again, and left alone until the card says Proven. */
async function killedAfter(ms: number, name: string, typed: Readonly<Record<string, string>>): Promise<void> {
  if (anna === undefined) throw new TypeError('nobody to act as');
  const person = { oid: anna.oid, name: 'Anna Admin', tenantId: sandbox.sandbox.world.tenantId };
  const chat = new ChatWith(teams, product.url, person, `chat-${name}`);
  await chat.say('set up Nectar connector');
  await chat.press(await newForm(chat), 'Continue', { name, ...typed });
  const signIn = buttons((await chat.card(/Sign in/)).card).find(
    ({ type, title }) => type === 'Action.OpenUrl' && title?.includes('Sign in') === true,
  );
  await new Visit().signIn(signIn?.url ?? '', 'anna');
  await chat.press(await chat.card('Nothing else is created'), 'Approve and register');
  await new Promise((resolve) => setTimeout(resolve, ms));
  await product.kill();
  product = await startProductProcess({ sandbox, dataDir, port });
  await chat.card('Proven', 60);
}

/** Declares the test of one flow; call it once in a file. */
export function survivesRealKills(kind: string, typed: () => Readonly<Record<string, string>>): void {
  test(`${kind}: ${KILLS} real kills leave one registration each, and nothing else`, async () => {
    const broken: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const name = `Nectar ${kind} ${kill}`;
      await killedAfter(kill * APART_MS, name, typed());
      broken.push(...leftBehind(sandbox.sandbox.world, name, 3));
    }
    expect(broken).toEqual([]);
  }, 400_000);
}
