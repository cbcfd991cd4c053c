/**
 * A front door with a few rooms behind it. Runs go choices -> sign-in -> ... as `set` says; the verbs obey the
 * contract's guards (whose run, which phase, which plan) and write down every change in `changes`. `hold` keeps
 * the next verb from answering until it is let go.
 */
import type { ConnectorMatch, Person, RunView } from '../../src/provisioning/contract.ts';
import { RegistrarError } from '../../src/provisioning/index.ts';
import type { Actor, Provisioning } from '../../src/provisioning/index.ts';
import { CIRRUS, NECTAR, problem, runView } from './run-views.ts';

const CONNECTORS = [NECTAR, CIRRUS];

export class FakeProvisioning implements Provisioning {
  /** Every change of a run, e.g. `continue`, in order. */
  readonly changes: string[] = [];
  readonly #runs = new Map<string, RunView>();
  /** By the run that is renewed. */
  readonly #renewals = new Map<string, string>();
  readonly #listeners = new Set<(tenantId: string, runId: string) => void>();
  #held: Promise<void> | null = null;

  /** The next changes wait until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#held = promise;
    return () => {
      this.#held = null;
      resolve();
    };
  }

  /** What the engine does behind the chat. */
  set(runId: string, patch: Partial<RunView>): RunView {
    const run = this.run(runId);
    const next = { ...run, ...patch, revision: run.revision + 1 };
    this.#runs.set(runId, next);
    for (const tell of this.#listeners) tell(next.tenantId, runId);
    return next;
  }

  run(runId: string): RunView {
    const run = this.#runs.get(runId);
    if (run === undefined) throw new RegistrarError('RUN_UNKNOWN');
    return run;
  }

  get only(): RunView {
    const [run, ...others] = [...this.#runs.values()];
    if (run === undefined || others.length > 0) throw new RegistrarError('RUN_UNKNOWN');
    return run;
  }

  get newest(): RunView {
    const run = [...this.#runs.values()].at(-1);
    if (run === undefined) throw new RegistrarError('RUN_UNKNOWN');
    return run;
  }

  /** Whether signing in with a code is set up. */
  deviceCode = false;

  canUseDeviceCode(): boolean {
    return this.deviceCode;
  }

  connectors(): Provisioning['connectors'] extends () => infer R ? R : never {
    return CONNECTORS;
  }

  find(words: string): ConnectorMatch {
    const connector = CONNECTORS.find(({ title }) => title.toLowerCase().startsWith(words));
    if (words !== '' && connector !== undefined) return { kind: 'found', connector };
    return words.startsWith('nec')
      ? { kind: 'did-you-mean', connectors: [NECTAR] }
      : { kind: 'unknown', known: CONNECTORS };
  }

  async start(actor: Actor, connectorId: string, origin: string): Promise<RunView> {
    const connector = CONNECTORS.find(({ id }) => id === connectorId);
    if (connector === undefined) throw new RegistrarError('RUN_NO_CONNECTOR', { id: connectorId });
    const runId = `cccccccc-cccc-4ccc-8ccc-${String(this.#runs.size + 1).padStart(12, '0')}`;
    const { oid, displayName, tenantId } = actor;
    const run = runView({ runId, connector, origin, tenantId, requester: { oid, displayName } });
    this.#runs.set(runId, run);
    return this.#change('start', runId, {});
  }

  async view(actor: Actor, runId: string): Promise<RunView> {
    const run = this.run(runId);
    if (![run.requester.oid, run.approver?.oid].includes(actor.oid)) throw this.#notYours(run);
    return Promise.resolve(run);
  }

  async list(): Promise<Awaited<ReturnType<Provisioning['list']>>> {
    return Promise.resolve(
      [...this.#runs.values()].map((run) => ({
        runId: run.runId,
        connectorId: run.connector.id,
        renewable: run.renewable,
        connectorTitle: run.connector.title,
        name: run.connector.title,
        phase: run.phase,
        requester: run.requester.displayName,
        description: run.description,
        credentialEnds: null,
        updatedAt: run.updatedAt,
      })),
    );
  }

  async choose(actor: Actor, runId: string, values: Readonly<Record<string, string>>): Promise<RunView> {
    const run = this.#mine(actor, runId);
    const wrong = (values['name'] ?? '').length < 3;
    const fields = run.choices.fields.map((field) =>
      field.kind === 'text'
        ? { ...field, value: values[field.id] ?? '', error: wrong ? problem('Too short.') : null }
        : field,
    );
    const choices = { ...run.choices, fields };
    return this.#change('choose', runId, wrong ? { choices } : { choices, phase: 'sign-in' });
  }

  async change(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('change', runId, { phase: 'choices' });
  }

  async adopt(actor: Actor, runId: string, appId: string, cleanUp: boolean): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change(`adopt ${appId}${cleanUp ? ' and clean up' : ''}`, runId, {
      phase: 'checks',
      adoptable: [],
    });
  }

  /** One at a time: a second asking is answered with the renewal that is under way. */
  async renew(actor: Actor, runId: string, origin: string): Promise<RunView> {
    const underWay = this.#renewals.get(runId);
    if (underWay !== undefined) return Promise.resolve(this.run(underWay));
    const view = await this.startFrom(actor, runId, 'add', origin);
    this.#renewals.set(runId, view.runId);
    return view;
  }

  async removeOld(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('remove-old', runId, {});
  }

  async startFrom(
    actor: Actor,
    runId: string,
    what: 'add' | 'next-function',
    origin: string,
  ): Promise<RunView> {
    const { connector } = this.#mine(actor, runId);
    this.changes.push(what);
    return this.start(actor, connector.id, origin);
  }

  async tick(
    actor: Actor,
    runId: string,
    itemId: string,
    outcome: 'done' | 'worked' | 'failed' | 'undo',
  ): Promise<RunView> {
    const run = this.#mine(actor, runId);
    const state = outcome === 'undo' ? ('open' as const) : outcome;
    const checklist = run.checklist.map((item) =>
      item.id === itemId ? { ...item, state, by: actor.displayName, at: run.updatedAt } : item,
    );
    return this.#change(`tick ${itemId} ${outcome}`, runId, { checklist });
  }

  async validate(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('validate', runId, {});
  }

  /** What takes something away wants the application's name. */
  async approve(actor: Actor, runId: string, planHash: string, confirmName?: string): Promise<RunView> {
    const { plan } = this.#mine(actor, runId);
    if (plan?.hash !== planHash) throw new RegistrarError('RUN_PLAN_CHANGED');
    const unnamed = (plan.existing?.removals ?? []).length > 0 && confirmName !== plan.applicationName;
    if (unnamed) throw new RegistrarError('RUN_NAME_NOT_TYPED', { name: plan.applicationName });
    return this.#change('approve', runId, { phase: 'working', approvedBy: person(actor) });
  }

  async askApprover(actor: Actor, runId: string, approverOid: string): Promise<RunView> {
    const asked = this.#mine(actor, runId).plan?.approvers.find(({ oid }) => oid === approverOid);
    if (asked === undefined) throw new RegistrarError('RUN_APPROVER_UNKNOWN');
    return this.#change('ask', runId, { phase: 'approval', approver: asked as RunView['approver'] });
  }

  async decline(actor: Actor, runId: string, reason: string): Promise<RunView> {
    if (this.run(runId).approver?.oid !== actor.oid) throw this.#notYours(this.run(runId));
    const declined = { by: actor.displayName, reason };
    return this.#change('decline', runId, { phase: 'plan', approver: null, declined });
  }

  async cancel(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('cancel', runId, { phase: 'declined' });
  }

  async retry(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('retry', runId, { phase: 'working', failure: null });
  }

  /** Writes to the run, as the engine does: asking twice is two changes. */
  async portalSteps(actor: Actor, runId: string): Promise<Awaited<ReturnType<Provisioning['portalSteps']>>> {
    this.#mine(actor, runId);
    const run = await this.#change('portal', runId, { phase: 'by-hand' });
    return { run, steps: [{ title: 'Register', clicks: ['New registration'] }] };
  }

  async verifyByHand(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('verify', runId, { phase: 'proven' });
  }

  async remakeSecret(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('remake', runId, { phase: 'working' });
  }

  async removeUnclaimed(actor: Actor, runId: string): Promise<RunView> {
    this.#mine(actor, runId);
    return this.#change('remove-unclaimed', runId, {});
  }

  onChange(listener: (tenantId: string, runId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  offerCertificate = this.#notFromChat;
  beginSignIn = this.#notFromChat;
  beginDeviceSignIn = this.#notFromChat;
  pollDeviceSignIn = this.#notFromChat;
  cancelDeviceSignIn = this.#notFromChat;
  finishSignIn = this.#notFromChat;
  openHandOver = this.#notFromChat;
  revealSecret = this.#notFromChat;
  revealPassword = this.#notFromChat;
  confirmSent = this.#notFromChat;
  resume = this.#notFromChat;
  woken = this.#notFromChat;
  stop = this.#notFromChat;
  tidy = this.#notFromChat;
  idle = this.#notFromChat;

  #notFromChat(): Promise<never> {
    return Promise.reject(new RegistrarError('RUN_STALE'));
  }

  async #change(what: string, runId: string, patch: Partial<RunView>): Promise<RunView> {
    if (this.#held !== null) await this.#held;
    this.changes.push(what);
    return this.set(runId, patch);
  }

  #mine(actor: Actor, runId: string): RunView {
    const run = this.run(runId);
    if (run.requester.oid !== actor.oid) throw this.#notYours(run);
    return run;
  }

  #notYours(run: RunView): RegistrarError {
    return new RegistrarError('RUN_NOT_YOURS', { name: run.requester.displayName });
  }
}

function person({ oid, displayName }: Actor): Person {
  return { oid, displayName };
}
