/**
 * Signing in with a code: the person types it at Microsoft's page, and the page that shows it asks again and again
 * whether they have. Bound to the person, the tenant, the run and the browser, as the other way of signing in.
 */
import { Secret } from '../../core/secret.ts';
import { isRetryable, RegistrarError } from '../../errors.ts';
import type { FailureCode } from '../../errors.ts';
import type { Actor, DeviceCodeBegun, DeviceCodeShown, SignInPurpose } from '../../index.ts';
import type { DeviceSignIn, PendingSignIn } from '../../ports.ts';
import type { DevicePace, Paced } from '../device-pace.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { person } from '../records.ts';
import { definitionOf } from './begin.ts';
import { askedOf, extraPermissions, requireSame, requireTheirs } from './sign-in.ts';
import type { Redeemed } from './sign-in.ts';

/**
 * Whoever talks somebody into typing a code is signed in as them (https://www.rfc-editor.org/rfc/rfc8628#section-5.4).
 * So a code is for what still needs a press in the person's own chat, and opens nothing in the browser that shows it.
 */
const WITH_A_CODE: ReadonlySet<SignInPurpose> = new Set(['check', 'resume', 'verify-by-hand', 'remove']);

/** What is sealed while a code waits to be typed. */
interface Kept {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly intervalSeconds: number;
  readonly claims?: string;
}

export interface DeviceParts {
  readonly ports: EnginePorts;
  readonly records: Records;
  readonly pace: DevicePace;
}

/** Errors: RUN_NOT_YOURS, SIGNIN_CODE_OFF, SIGNIN_CODE_NOT_HERE, and those of the port. */
export async function beginDeviceSignIn(
  { ports, records, pace }: DeviceParts,
  request: {
    readonly actor: Actor;
    readonly runId: string;
    readonly purpose: SignInPurpose;
    readonly browser: string;
  },
): Promise<DeviceCodeBegun> {
  const { actor, purpose } = request;
  const { run } = await records.read(actor, request.runId);
  requireTheirs(run, actor, purpose);
  const port = portOf(ports);
  if (!definitionOf(ports, run.connectorId).deviceCode) throw new RegistrarError('SIGNIN_CODE_OFF');
  if (!WITH_A_CODE.has(purpose)) throw new RegistrarError('SIGNIN_CODE_NOT_HERE');
  const asked = askedOf(run, actor);
  const { deviceCode, expiresAt, ...shown } = await port.begin({
    tenantId: run.tenantId,
    ...asked,
    extra: extraPermissions(run),
  });
  const state = ports.newId.hex(256);
  const stateHash = hashOf(ports, state);
  const kept: Kept = { ...shown, ...asked, deviceCode: deviceCode.expose() };
  await ports.vault.putPending({
    stateHash,
    tenantId: run.tenantId,
    runId: run.id,
    person: person(actor),
    purpose,
    planHash: run.planHash,
    browserHash: ports.hash.sha256(request.browser),
    verifierEnvelope: ports.sealer.seal(new Secret(JSON.stringify(kept)), binding(stateHash)),
    expiresAt,
  });
  pace.begin({ stateHash, expiresAt, intervalSeconds: shown.intervalSeconds });
  return { state, ...shownAs({ ...shown, expiresAt }) };
}

/** What the page that shows a code holds. */
export interface Asked {
  readonly state: string;
  readonly browser: string;
}

export type Polled =
  | {
      readonly kind: 'pending';
      readonly pending: PendingSignIn;
      readonly code: DeviceCodeShown;
      readonly nextInSeconds: number;
    }
  | ({ readonly kind: 'signed-in' } & Redeemed);

/**
 * Asks Entra at most once, and not before the interval is over. Every answer but "not yet" is the last: the code is
 * then used up here as well. Errors: SIGNIN_STATE, SIGNIN_CODE_EXPIRED, SIGNIN_WRONG_PERSON, ...
 */
export async function pollDeviceSignIn(parts: DeviceParts, asked: Asked): Promise<Polled> {
  const { ports, pace } = parts;
  const port = portOf(ports);
  const pending = await ours(ports, asked);
  if (pending.expiresAt <= ports.clock.now()) {
    await end(ports, pending);
    throw new RegistrarError('SIGNIN_CODE_EXPIRED');
  }
  const kept = open(ports, pending);
  const paced: Paced = { ...pending, intervalSeconds: kept.intervalSeconds };
  if (!pace.takeTurn(paced)) return waiting(pending, kept, pace);
  const { tenantId } = pending;
  const claims = kept.claims === undefined ? {} : { claims: kept.claims };
  const polled = await port.poll({ tenantId, deviceCode: new Secret(kept.deviceCode), ...claims });
  if (polled.kind === 'pending') return waiting(pending, kept, pace);
  // No answer counts as too fast (RFC 8628 section 3.5): the next one is asked for later, until the code ends.
  if (polled.kind === 'slow-down' || (polled.kind === 'failed' && isRetryable(polled.code as FailureCode))) {
    pace.slowDown(paced);
    return waiting(pending, kept, pace);
  }
  // Cancelled, or ended by another poll, while Entra was asked: then nothing comes of it.
  if (!(await end(ports, pending))) throw new RegistrarError('SIGNIN_STATE');
  if (polled.kind === 'failed')
    throw new RegistrarError(polled.code as FailureCode, { aadsts: polled.aadsts ?? 0 });
  requireSame(pending, polled.signIn);
  return { kind: 'signed-in', pending, signIn: polled.signIn };
}

function waiting(pending: PendingSignIn, kept: Kept, pace: DevicePace): Polled {
  const code = shownAs({ ...kept, expiresAt: pending.expiresAt });
  return { kind: 'pending', pending, code, nextInSeconds: pace.nextInSeconds(pending) };
}

/** Errors: SIGNIN_STATE when it has ended already. */
export async function cancelDeviceSignIn(ports: EnginePorts, asked: Asked): Promise<void> {
  if (!(await end(ports, await ours(ports, asked)))) throw new RegistrarError('SIGNIN_STATE');
}

function portOf({ deviceSignIn }: EnginePorts): DeviceSignIn {
  if (deviceSignIn === null) throw new RegistrarError('SIGNIN_CODE_OFF');
  return deviceSignIn;
}

/** Looked up for the browser that began it; another one neither learns of it nor ends it. */
async function ours(ports: EnginePorts, { state, browser }: Asked): Promise<PendingSignIn> {
  const pending = await ports.vault.readPending(hashOf(ports, state));
  if (pending === null || pending.browserHash !== ports.hash.sha256(browser))
    throw new RegistrarError('SIGNIN_STATE');
  return pending;
}

/** True for the one caller who ended it. */
async function end(ports: EnginePorts, pending: PendingSignIn): Promise<boolean> {
  return (await ports.vault.takePending(pending.stateHash)) !== null;
}

/** Not as the browser's sign-in hashes its state, so that neither can be finished as the other. */
function hashOf(ports: EnginePorts, state: string): string {
  return ports.hash.sha256(`device-code|${state}`);
}

function binding(stateHash: string): string {
  return `device-code|${stateHash}`;
}

/** Sealed by us and for this row alone, so it is what was put in. */
function open(ports: EnginePorts, { stateHash, verifierEnvelope }: PendingSignIn): Kept {
  return JSON.parse(ports.sealer.open(verifierEnvelope, binding(stateHash)).expose()) as Kept;
}

function shownAs(code: {
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresAt: number;
  readonly intervalSeconds: number;
}): DeviceCodeShown {
  const { userCode, verificationUri, intervalSeconds } = code;
  return {
    userCode,
    verificationUri,
    expiresAt: new Date(code.expiresAt).toISOString(),
    intervalSeconds,
  };
}
