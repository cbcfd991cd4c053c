/** Records to put into a store: as plain as they can be, each test changes what it is about. */
import { parseObjectId, parseRunId, parseTenantId } from '../../../src/provisioning/core/ids.ts';
import type { ObjectId, RunId, TenantId } from '../../../src/provisioning/core/ids.ts';
import { NEW } from '../../../src/provisioning/core/plan-types.ts';
import type { Person, Run, Step } from '../../../src/provisioning/core/run.ts';
import type { OutboxNote, PressNote } from '../../../src/provisioning/contract.ts';
import type { PendingSignIn } from '../../../src/provisioning/ports.ts';

const guid = (digit: string): string => digit.repeat(8) + '-0000-4000-8000-000000000000';

export const CONTOSO = parseTenantId(guid('a')) as TenantId;
export const FABRIKAM = parseTenantId(guid('b')) as TenantId;
export const RUN = parseRunId(guid('1')) as RunId;
export const OTHER_RUN = parseRunId(guid('2')) as RunId;
export const ANNA: Person = { oid: parseObjectId(guid('c')) as ObjectId, displayName: 'Anna Admin' };
export const BO: Person = { oid: parseObjectId(guid('d')) as ObjectId, displayName: 'Bo Builder' };

export function aRun(changes: Partial<Run> = {}): Run {
  return {
    id: RUN,
    tenantId: CONTOSO,
    connectorId: 'nectar',
    requester: ANNA,
    origin: '{}',
    phase: 'choices',
    revision: 1,
    tag: 'registrar-0123456789abcdef0123456789abcdef',
    short: '11111111',
    createdAt: '2026-11-21T10:00:00.000Z',
    updatedAt: '2026-11-21T10:00:00.000Z',
    mode: 'for-me',
    cancelRequested: false,
    target: NEW,
    known: [],
    remaining: [],
    renews: null,
    superseded: null,
    typed: {},
    fieldErrors: {},
    choices: null,
    facts: null,
    plan: null,
    planHash: null,
    approval: { asked: null, approvedBy: null, approvedAt: null, roles: [], declined: null },
    registration: null,
    proof: null,
    waiting: null,
    failure: null,
    credentialEnds: null,
    needsSignInOf: null,
    handOver: { state: 'none', openedAt: null, openedBy: null, revealedAt: null, revealUntil: null },
    userId: null,
    firstPassword: 'none',
    ticks: {},
    findings: [],
    ...changes,
  };
}

export function aStep(step: string, changes: Partial<Step> = {}): Step {
  return {
    step,
    kind: 'application',
    attempt: 1,
    tag: `tag-of-${step}`,
    state: 'planned',
    actor: null,
    effectId: null,
    requestId: null,
    intendedAt: null,
    settledAt: null,
    looks: 0,
    tries: 0,
    retire: false,
    failure: null,
    ...changes,
  };
}

export const SEALED = { purpose: 'hand-over', envelope: 'v1.sealed.value', keyId: 'key-1' } as const;
export const FIRST_PASSWORD = {
  purpose: 'first-password',
  envelope: 'v1.sealed.password',
  keyId: '',
} as const;

export function aPending(changes: Partial<PendingSignIn> = {}): PendingSignIn {
  return {
    stateHash: 'state-1',
    tenantId: CONTOSO,
    runId: RUN,
    person: ANNA,
    purpose: 'check',
    planHash: null,
    browserHash: 'browser-1',
    verifierEnvelope: 'v1.sealed.verifier',
    expiresAt: 1_795_000_000_000,
    ...changes,
  };
}

export function aPress(nonceHash: string, changes: Partial<PressNote> = {}): PressNote {
  return {
    tenantId: CONTOSO,
    nonceHash,
    verb: 'approve',
    runId: RUN,
    oid: ANNA.oid,
    conversationKey: 'chat-1',
    detail: 'plan-hash',
    ...changes,
  };
}

export function anAlert(changes: Partial<OutboxNote> = {}): OutboxNote {
  return {
    tenantId: CONTOSO,
    lapseId: 'lapse-1',
    ends: '2026-12-23T09:00:00.000Z',
    band: 30,
    channelId: 'anna',
    dueAt: '2026-11-23T09:00:00.000Z',
    facts: { runId: RUN },
    edits: null,
    ...changes,
  };
}
