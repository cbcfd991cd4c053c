/** From "set up ..." to complete choices. */
import type { Definition } from '../../core/definition.ts';
import { FIELDS, NEW_REGISTRATION, isUnnamed, readChoices } from '../../core/choices.ts';
import { parseRunId, parseTenantId } from '../../core/ids.ts';
import { NEW, type CertificateFacts } from '../../core/plan-types.ts';
import { knownRegistrations } from '../../core/registrations.ts';
import type { Run } from '../../core/run.ts';
import { PRODUCT_TAG } from '../../core/steps.ts';
import { RegistrarError, failure } from '../../errors.ts';
import type { Actor } from '../../index.ts';
import type { EnginePorts } from '../ports.ts';
import type { Records } from '../records.ts';
import { person, requirePhase, requireRequester } from '../records.ts';

export async function start(
  ports: EnginePorts,
  actor: Actor,
  connectorId: string,
  origin: string,
): Promise<Run> {
  const definition = definitionOf(ports, connectorId);
  return begin(ports, await blank(ports, actor, definition, origin));
}

export async function begin(ports: EnginePorts, run: Run): Promise<Run> {
  await ports.ledger.create(run);
  ports.host.runChanged(run.tenantId, run.id);
  return run;
}

/**
 * `add`: to the registration of a run that is proven. `next-function`: the next of those that get a registration each.
 * Errors: RUN_NOTHING_NEXT.
 */
export async function startFrom(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  {
    runId,
    what,
    origin,
  }: { readonly runId: string; readonly what: 'add' | 'next-function'; readonly origin: string },
): Promise<Run> {
  const { run: from } = await records.read(actor, runId);
  const definition = definitionOf(ports, from.connectorId);
  const ready = from.phase === 'proven' || from.phase === 'handed-over';
  const [next, ...rest] = from.remaining;
  if (!ready || from.registration === null || (what === 'next-function' && next === undefined))
    throw new RegistrarError('RUN_NOTHING_NEXT');
  const run = await blank(ports, actor, definition, origin);
  if (what === 'add')
    return begin(ports, { ...run, typed: { [FIELDS.registration]: from.registration.appId } });
  const ticked = definition.functions.map(({ id }): [string, string] => [
    id,
    String(id === next || rest.includes(id)),
  ]);
  const answers = Object.entries(from.choices?.answers ?? {});
  return begin(ports, {
    ...run,
    typed: {
      ...Object.fromEntries([...answers, ...ticked]),
      [FIELDS.registration]: NEW_REGISTRATION,
      [FIELDS.arrangement]: 'separate',
    },
  });
}

/** Another's application becomes the target, and the checks look at it before anything is planned. */
export async function adopt(
  records: Records,
  actor: Actor,
  runId: string,
  { appId, cleanUp }: { readonly appId: string; readonly cleanUp: boolean },
): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'checks', 'plan');
    const found = run.facts?.sameName.known === true ? run.facts.sameName.value : [];
    const chosen = found.find((one) => one.appId === appId);
    if (chosen === undefined) throw new RegistrarError('RUN_NOT_ADOPTABLE');
    const made = run.known.some((one) => one.appId === chosen.appId)
      ? ('by-us' as const)
      : ('adopted' as const);
    return {
      run: {
        target: { kind: 'existing', appId: chosen.appId, made, cleanUp },
        phase: 'checks',
        facts: null,
        plan: null,
        planHash: null,
        failure: null,
      },
      history: [records.event(`adoption-asked ${chosen.appId}`, actor)],
    };
  });
}

export function definitionOf(ports: EnginePorts, connectorId: string): Definition {
  const definition = ports.catalog.byId(connectorId);
  if (definition === undefined) throw new RegistrarError('RUN_NO_CONNECTOR', { id: connectorId });
  return definition;
}

export async function blank(
  ports: EnginePorts,
  actor: Actor,
  definition: Definition,
  origin: string,
): Promise<Run> {
  const id = parseRunId(ports.newId.guid());
  const tenantId = parseTenantId(actor.tenantId);
  if (id === undefined || tenantId === undefined) throw new RegistrarError('RUN_UNKNOWN');
  const now = new Date(ports.clock.now()).toISOString();
  return {
    id,
    tenantId,
    connectorId: definition.id,
    requester: person(actor),
    origin,
    phase: 'choices',
    revision: 1,
    tag: `${PRODUCT_TAG}-${ports.newId.hex(128)}`,
    short: id.slice(0, 8),
    createdAt: now,
    updatedAt: now,
    mode: 'for-me',
    cancelRequested: false,
    target: NEW,
    known: knownRegistrations(await ports.ledger.list(tenantId), definition, ports.clock.now()),
    remaining: [],
    renews: null,
    superseded: null,
    typed: {},
    fieldErrors: {},
    choices: null,
    facts: null,
    plan: null,
    planHash: null,
    approval: NO_APPROVAL,
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
  };
}

export const NO_APPROVAL: Run['approval'] = {
  asked: null,
  approvedBy: null,
  approvedAt: null,
  roles: [],
  declined: null,
};

/** A certificate pasted into the form is read here; whatever was typed is kept, right or wrong. */
export async function choose(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  values: Readonly<Record<string, string>>,
): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'choices');
    const definition = definitionOf(ports, run.connectorId);
    // What the engine itself remembers is not the face's to send.
    const { [MODE_FIELD]: mode, [READ_CERTIFICATE]: _forged, ...sent } = values;
    // A renewal asks for its credential alone; the rest is as it was.
    const typed = run.renews === null ? sent : { ...withoutCertificate(run.typed), ...sent };
    if (isUnnamed(typed, run.known)) return { run: redrawn(run, typed) };
    const pasted = readPaste(ports, definition, typed);
    const certificate = pasted.certificate ?? offered(run);
    const read = readChoices(definition, typed, { certificate, known: run.known, renews: run.renews });
    const errors = { ...(read.ok ? {} : read.errors), ...pasted.errors };
    if (!read.ok || Object.keys(errors).length > 0) {
      return { run: { typed: remember(typed, certificate), fieldErrors: errors } };
    }
    return {
      run: {
        typed: remember(typed, certificate),
        fieldErrors: {},
        choices: read.choices,
        target: read.target,
        remaining: read.remaining,
        mode: mode === 'by-hand' ? 'by-hand' : 'for-me',
        phase: 'sign-in',
        needsSignInOf: run.requester,
        facts: null,
        plan: null,
        planHash: null,
        failure: null,
      },
      history: [records.event('chosen', actor)],
    };
  });
}

/** With the fields of a new registration: it cannot keep a credential, and has presets for what stood empty. */
function redrawn(run: Run, typed: Readonly<Record<string, string>>): Partial<Run> {
  const { [FIELDS.credential]: _kept, ...others } = typed;
  const filled = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== ''));
  return { typed: remember(filled, offered(run)), fieldErrors: { [FIELDS.name]: failure('NAME_UNASKED') } };
}

/** The form's own field for "do it in the portal myself". */
const MODE_FIELD = 'mode';
const CERTIFICATE_FIELD = FIELDS.certificate;
/** Where a certificate that passed the checks is remembered between presses. */
const READ_CERTIFICATE = 'certificate:read';

function withoutCertificate(typed: Readonly<Record<string, string>>): Record<string, string> {
  const { [READ_CERTIFICATE]: _read, ...rest } = typed;
  return rest;
}

/** Where a certificate is the only way, the form does not ask which way it is. */
function readPaste(ports: EnginePorts, { credentials }: Definition, typed: Readonly<Record<string, string>>) {
  const text = typed[CERTIFICATE_FIELD]?.trim() ?? '';
  const [only, ...others] = credentials;
  const kind = typed[FIELDS.credential] ?? (others.length === 0 ? only?.kind : undefined);
  if (text === '' || kind !== 'certificate') return { certificate: null, errors: {} };
  const read = ports.readCertificate(new TextEncoder().encode(text), ports.clock.now(), { longest: null });
  return read.ok
    ? { certificate: read.certificate, errors: {} }
    : { certificate: null, errors: { [CERTIFICATE_FIELD]: read.failure } };
}

/**
 * Keeps every typed value but the paste: what was read from it is kept instead, and what was refused may have been
 * somebody's private key.
 */
function remember(
  typed: Readonly<Record<string, string>>,
  certificate: CertificateFacts | null,
): Record<string, string> {
  const { [CERTIFICATE_FIELD]: _pasted, ...rest } = typed;
  return { ...rest, ...(certificate === null ? {} : { [READ_CERTIFICATE]: JSON.stringify(certificate) }) };
}

export function offered(run: Run): CertificateFacts | null {
  const kept = run.typed[READ_CERTIFICATE];
  return kept === undefined ? null : (JSON.parse(kept) as CertificateFacts);
}

export async function offerCertificate(
  ports: EnginePorts,
  records: Records,
  actor: Actor,
  runId: string,
  bytes: Uint8Array,
): Promise<Run> {
  const read = ports.readCertificate(bytes, ports.clock.now(), { longest: null });
  if (!read.ok) throw new RegistrarError(read.failure.code, read.failure.facts);
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'choices');
    const { [CERTIFICATE_FIELD]: _pasted, ...typed } = run.typed;
    const fieldErrors = Object.fromEntries(
      Object.entries(run.fieldErrors).filter(([field]) => field !== CERTIFICATE_FIELD),
    );
    return {
      run: { typed: { ...remember(typed, read.certificate), credential: 'certificate' }, fieldErrors },
      history: [records.event('certificate-offered', actor)],
    };
  });
}

/** Back to the form, with everything that was typed. */
export async function change(records: Records, actor: Actor, runId: string): Promise<Run> {
  return records.change(actor, runId, ({ run }) => {
    requireRequester(run, actor);
    requirePhase(run, 'sign-in', 'checks', 'plan', 'approval', 'by-hand');
    return {
      run: {
        phase: 'choices',
        facts: null,
        plan: null,
        planHash: null,
        approval: NO_APPROVAL,
        failure: null,
        waiting: null,
        needsSignInOf: null,
        target: NEW,
      },
    };
  });
}
