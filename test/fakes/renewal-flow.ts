/** A renewal from its button to the removal of the old credential, and what must hold on the way and at its end. */
import type { RunView } from '../../src/provisioning/contract.ts';
import type { KeyCredential, PasswordCredential } from '../../src/sandbox/world.ts';
import { CredentialWatch } from './credential-watch.ts';
import { ours } from './stage.ts';
import { toProven, type Values } from './stories.ts';
import type { World } from './world.ts';

/** How far the renewal is gone through before anything happens to it. */
export type From = 'the button' | 'the removal';

export interface RenewalStory {
  /** Undisturbed; answers the run whose credential is renewed. */
  prepare(world: World): Promise<string>;
  /** All that the person does, from wherever it stands. */
  press(world: World, oldId: string): Promise<void>;
  violations(world: World, oldId: string): Promise<readonly string[]>;
}

export interface RenewalChoices {
  readonly from: From;
  /** What the old credential is, and the new one. */
  readonly old: () => Values;
  readonly renewed: () => Values;
}

const SETTLE = 5;

export function renewalStory({ from, old, renewed }: RenewalChoices): RenewalStory {
  let watch: CredentialWatch;
  let before: readonly string[];
  return {
    prepare: async (world) => {
      const { runId } = await toProven(world, 'anna', old());
      await handOver(world, runId);
      await world.engine.confirmSent(world.actor('anna'), runId);
      const own = keyIds(world);
      addForeign(world);
      before = keyIds(world).filter((id) => !own.includes(id));
      watch = new CredentialWatch(world, before);
      if (from === 'the removal') await toInUse(world, runId, renewed(), watch);
      return runId;
    },
    press: async (world, oldId) => {
      // As a process does when it starts: the one before may have died in the middle.
      await world.engine.resume();
      await world.settle(SETTLE);
      await toInUse(world, oldId, renewed(), watch);
      await remove(world, oldId);
    },
    violations: async (world, oldId) => [
      ...watch.violations,
      ...(await atTheEnd(world, oldId, watch.ids(), before)),
      ...world.failures.map(String),
    ],
  };
}

/** Chosen, signed in, approved, handed over, and ticked as in use: each only where that is what comes next. */
async function toInUse(world: World, oldId: string, values: Values, watch: CredentialWatch): Promise<void> {
  const anna = world.actor('anna');
  const { runId } = (await renewalOf(world, oldId)) ?? (await world.engine.renew(anna, oldId, 'test'));
  const phase = async (): Promise<RunView['phase']> => (await world.view('anna', runId)).phase;
  if ((await phase()) === 'choices') await world.engine.choose(anna, runId, values);
  if ((await phase()) === 'sign-in') await world.signIn('anna', runId, 'check');
  await world.settle(SETTLE);
  if ((await phase()) === 'checks') await world.engine.retry(anna, runId);
  await world.settle(SETTLE);
  const { plan } = await world.view('anna', runId);
  if ((await phase()) === 'plan') await world.engine.approve(anna, runId, plan?.hash ?? '');
  await untilItRests(world, runId);
  if ((await phase()) !== 'proven') return;
  await handOver(world, runId);
  for (const { id, state } of (await world.view('anna', runId)).checklist)
    if (state !== 'done') await world.engine.tick(anna, runId, id, 'done');
  watch.confirm();
}

/** A value that was taken out of the vault by a process that died with it is gone for good: another one is made. */
async function handOver(world: World, runId: string): Promise<void> {
  const anna = world.actor('anna');
  await world.engine.openHandOver(anna, runId);
  const { plan, handOver: at } = await world.view('anna', runId);
  if (plan?.credential.kind !== 'secret' || at.state === 'revealed') return;
  const isShown = await world.engine.revealSecret(anna, runId).then(
    () => true,
    () => false,
  );
  if (isShown) return;
  await world.engine.remakeSecret(anna, runId);
  await untilItRests(world, runId);
  await world.engine.openHandOver(anna, runId);
  await world.engine.revealSecret(anna, runId);
}

async function remove(world: World, oldId: string): Promise<void> {
  const renewal = await renewalOf(world, oldId);
  if (renewal?.renewal?.removable === true) await world.engine.removeOld(world.actor('anna'), renewal.runId);
  if (renewal !== undefined) await untilItRests(world, renewal.runId);
}

/** A sign-in is given where one is asked for, and what needs a person is tried again, once. */
export async function untilItRests(world: World, runId: string): Promise<void> {
  await world.settle(SETTLE);
  const { phase } = await world.view('anna', runId);
  if (phase === 'needs-you') await world.engine.retry(world.actor('anna'), runId);
  else if (phase === 'needs-sign-in') await world.signIn('anna', runId, 'resume');
  else return;
  await world.settle(SETTLE);
}

export async function renewalOf(world: World, oldId: string): Promise<RunView | undefined> {
  const lines = await world.engine.list(world.actor('anna'));
  const others = lines.filter(({ runId }) => runId !== oldId);
  const views = await Promise.all(others.map(({ runId }) => world.view('anna', runId)));
  return views.find(({ renewal }) => renewal !== null);
}

/** Exactly the new one and what is not ours; the old run knows that it has none any more. */
async function atTheEnd(
  world: World,
  oldId: string,
  there: readonly string[],
  foreign: readonly string[],
): Promise<readonly string[]> {
  const old = await world.view('anna', oldId);
  const renewed = await renewalOf(world, oldId);
  const why = renewed?.failure?.code ?? renewed?.waiting?.code ?? 'no failure';
  const ownNow = there.filter((id) => !foreign.includes(id));
  return [
    ...(renewed?.phase === 'handed-over' ? [] : [`the renewal is ${renewed?.phase ?? 'nowhere'} (${why})`]),
    ...(renewed?.proof?.credential === credentialProof(renewed) ? [] : ['its credential is not proven']),
    ...(renewed?.renewal?.removed === true ? [] : ['the old one is not known to be removed']),
    ...(old.supersededAt === null || old.renewable ? ['the old run is not superseded'] : []),
    ...(ownNow.length === 1 ? [] : [`${ownNow.length} credentials of ours`]),
  ];
}

/** The vendor holds the key of a certificate: nobody else can try it. */
function credentialProof(run: RunView | undefined): string {
  return run?.plan?.credential.kind === 'secret' ? 'proven' : 'not-checked';
}

function keyIds(world: World): string[] {
  return ours(world).flatMap(({ passwordCredentials, keyCredentials }) =>
    [...passwordCredentials, ...keyCredentials].map(({ keyId }) => keyId),
  );
}

/** Put there by somebody else, in the portal. */
function addForeign(world: World): void {
  const [application] = ours(world);
  application?.passwordCredentials.push(foreignSecret(world));
  application?.keyCredentials.push(foreignCertificate(world));
}

const LIFE = { startDateTime: '2026-11-01T09:00:00Z', endDateTime: '2028-11-01T09:00:00Z' };

function foreignSecret({ random }: World): PasswordCredential {
  return {
    ...{ keyId: random.guid(), displayName: 'Somebody else', hint: 'abc', ...LIFE },
    ...{ customKeyIdentifier: null, _valueSha256: '0'.repeat(64) },
  };
}

/** Nobody reads the key itself: it is sent back as it was read. */
function foreignCertificate({ random }: World): KeyCredential {
  return {
    ...{ keyId: random.guid(), displayName: 'CN=Somebody else', ...LIFE },
    ...{ type: 'AsymmetricX509Cert', usage: 'Verify' },
    customKeyIdentifier: Buffer.alloc(20, 9).toString('base64'),
    key: Buffer.alloc(300, 9).toString('base64'),
  };
}
