/**
 * The real product, in a process of its own, is killed with SIGKILL at twenty moments of each Nectar flow and
 * started again on the same folder. It takes the runs up by itself; nothing is left behind in the tenant. Two people are
 * at it at the same time, one with each flow, so that every kill meets both.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE } from '../../src/sandbox/seed.ts';
import type { RunningSandbox } from '../../src/sandbox/server.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { Visit } from '../fakes/browser-visit.ts';
import { vendorCertificate } from '../fakes/certificates.ts';
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

interface Flow {
  readonly kind: string;
  /** Who may register it and consent. */
  readonly key: string;
  readonly typed: Readonly<Record<string, string>>;
}

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

/** The plan of a new set-up, waiting to be approved. */
async function planned({ kind, key, typed }: Flow, kill: number): Promise<{ chat: ChatWith; plan: Posted }> {
  const found = PEOPLE.find((one) => one.key === key);
  if (found === undefined) throw new TypeError('nobody to act as');
  const name = `${found.givenName} ${found.surname}`;
  const person = { oid: found.oid, name, tenantId: sandbox.sandbox.world.tenantId };
  const chat = new ChatWith(teams, product.url, person, `chat-${key}-${kill}`);
  await chat.say('set up Nectar connector');
  await chat.press(await newForm(chat), 'Continue', { name: nameOf(kind, kill), ...typed });
  const signIn = buttons((await chat.card(/Sign in/)).card).find(
    ({ type, title }) => type === 'Action.OpenUrl' && title?.includes('Sign in') === true,
  );
  await new Visit().signIn(signIn?.url ?? '', key);
  return { chat, plan: await chat.card('Nothing else is created') };
}

function nameOf(kind: string, kill: number): string {
  return `Nectar ${kind} ${kill}`;
}

/** Approved, killed that much later, started again, and left alone until the cards say Proven. */
async function killedAfter(ms: number, flows: readonly Flow[], kill: number): Promise<void> {
  const plans = await Promise.all(flows.map((flow) => planned(flow, kill)));
  await Promise.all(plans.map(({ chat, plan }) => chat.press(plan, 'Approve and register')));
  await new Promise((resolve) => setTimeout(resolve, ms));
  await product.kill();
  product = await startProductProcess({ sandbox, dataDir, port });
  await Promise.all(plans.map(({ chat }) => chat.card('Proven', 60)));
}

test(`${KILLS} real kills of both flows leave one registration each, and nothing else`, async () => {
  const certificate = vendorCertificate(Date.now()).pem;
  const flows: readonly Flow[] = [
    { kind: 'a secret', key: 'anna', typed: {} },
    { kind: 'a certificate', key: 'pia', typed: { credential: 'certificate', certificate } },
  ];
  const broken: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await killedAfter(kill * APART_MS, flows, kill);
    for (const { kind } of flows) broken.push(...leftBehind(sandbox.sandbox.world, nameOf(kind, kill), 3));
  }
  expect(broken).toEqual([]);
}, 400_000);
