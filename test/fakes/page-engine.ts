/** The engine as the plain pages meet it: one run of Anna's, a sign-in that is finished by its state, one secret. */
import type { HandOverSheet, RunView } from '../../src/provisioning/contract.ts';
import type { ObjectId } from '../../src/provisioning/core/ids.ts';
import {
  RegistrarError,
  type Actor,
  type Provisioning,
  type SignInPurpose,
} from '../../src/provisioning/index.ts';
import type { LinkPress } from '../../src/tab/pages/exchange.ts';
import { PageDevice } from './page-device.ts';

export const RUN = '1b2c3d4e-0000-4000-8000-000000000001';
export const PRESS = '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de.5f1d2c3b5f1d2c3b5f1d2c3b5f1d2c3b';
export const ANNA: Actor = {
  oid: 'c0000000-0000-4000-8000-000000000001' as ObjectId,
  displayName: 'Anna <b>Admin</b>',
  tenantId: '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de',
};
export const SECRET = 'the-one-canary-secret';
export const PASSWORD = 'the-one-canary-password';

const FACTS = {
  der: '',
  subject: 'CN=Cirrus <script>alert(1)</script>',
  issuer: 'CN=Vendor CA',
  thumbprint: 'A1B2C3',
  sha256: 'D4E5F6',
  key: 'RSA 2048',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2027-11-21T00:00:00Z',
};

export class PageEngine {
  /** What was asked of it, in order. */
  readonly calls: string[] = [];
  state: HandOverSheet['state'] = 'ready';
  purpose: SignInPurpose = 'check';
  /** What the sheet has beside, or instead of, Nectar's. */
  sheet: Partial<HandOverSheet> = {};
  /** The run as the pages see it; null: as much of one as most of them read. */
  run: RunView | null = null;
  /** Thrown by the next call of any method. */
  fails: unknown = undefined;
  /** Signing in with a code. */
  readonly device = new PageDevice((...words) => this.#note(...words));
  #pending = new Map<string, { browser: string; purpose: SignInPurpose }>();

  openSignIn(press: string): Promise<LinkPress> {
    this.#note('press', press);
    if (press !== PRESS) throw new RegistrarError('RUN_STALE');
    return Promise.resolve({ actor: ANNA, runId: RUN, purpose: this.purpose });
  }

  /** Only what the pages use; anything else is not there, so a page that asks for more fails loudly. */
  asProvisioning(): Provisioning {
    const used: Partial<Provisioning> = {
      connectors: () => [
        { id: 'nectar', title: 'Nectar DXP', vendor: 'Nectar', purpose: 'Reads call <records>.' },
      ],
      beginSignIn: async (actor, runId, purpose, browser) => this.#begin(actor, runId, purpose, browser),
      finishSignIn: async (answer) => this.#finish(answer),
      ...this.device.asProvisioning(view(null)),
      openHandOver: async (actor, runId) => this.#sheet(actor, runId),
      revealSecret: async () => this.#reveal(),
      revealPassword: async () => this.#revealPassword(),
      confirmSent: async () => this.#sent(),
      remakeSecret: async () => this.#noted('remake'),
      view: async () => this.#noted('view'),
      offerCertificate: async (_actor, _runId, bytes) => this.#certificate(bytes),
    };
    return used as Provisioning;
  }

  #note(...words: string[]): void {
    this.calls.push(words.join(' '));
    const error = this.fails;
    this.fails = undefined;
    if (error !== undefined) throw error;
  }

  #noted(word: string): RunView {
    this.#note(word);
    return this.run ?? view(null);
  }

  #begin(actor: Actor, runId: string, purpose: SignInPurpose, browser: string): { url: string } {
    this.#note('begin', actor.oid, runId, purpose);
    const state = `state-${this.#pending.size}`;
    this.#pending.set(state, { browser, purpose });
    return { url: `https://localhost:3980/authorize?state=${state}` };
  }

  #finish(answer: Parameters<Provisioning['finishSignIn']>[0]) {
    this.#note('finish', answer.state, answer.code ?? `error=${answer.error}`);
    const pending = this.#pending.get(answer.state);
    this.#pending.delete(answer.state);
    if (pending === undefined || pending.browser !== answer.browser) throw new RegistrarError('RUN_STALE');
    return { run: view(null), purpose: pending.purpose, person: ANNA };
  }

  #sheet(actor: Actor, runId: string): HandOverSheet {
    this.#note('open', actor.oid, runId);
    return {
      runId,
      connectorTitle: 'Nectar DXP',
      to: 'Nectar',
      advice: 'Send these by a channel you trust.',
      fields: [
        sheetField('Application (client) ID', '11111111-2222-4333-8444-555555555555'),
        sheetField('Client secret value', null),
        sheetField('Directory (tenant) ID', ANNA.tenantId),
      ],
      state: this.state,
      credentialEnds: '2027-11-21T00:00:00Z',
      firstPassword: null,
      warnings: [],
      checklist: [],
      revealUntil: null,
      ...this.sheet,
    };
  }

  #reveal(): { value: string; until: string } {
    this.#note('reveal');
    if (this.state !== 'ready') throw new RegistrarError('HANDOVER_ALREADY_REVEALED');
    this.state = 'revealed';
    return { value: SECRET, until: '2026-11-21T10:10:00Z' };
  }

  #revealPassword(): { value: string; until: string } {
    this.#note('reveal-password');
    const password = this.sheet.firstPassword;
    if (password?.state !== 'ready')
      throw new RegistrarError('HANDOVER_PASSWORD_SHOWN', { name: password?.userPrincipalName ?? '' });
    this.sheet = { ...this.sheet, firstPassword: { ...password, state: 'revealed' } };
    return { value: PASSWORD, until: '2026-11-21T10:10:00Z' };
  }

  #sent(): RunView {
    this.#note('sent');
    const open = this.sheet.checklist?.find(({ required, state }) => required && state === 'open');
    if (open !== undefined) throw new RegistrarError('CHECKLIST_OPEN', { text: open.text });
    this.state = 'sent';
    return view(null);
  }

  #certificate(bytes: Uint8Array): RunView {
    this.#note('certificate', String(bytes.length));
    if (bytes.length === 0) throw new RegistrarError('CERT_EMPTY');
    return view(FACTS);
  }
}

/** Without a value: the secret. */
export function sheetField(
  label: string,
  value: string | null,
  more: Partial<HandOverSheet['fields'][number]> = {},
): HandOverSheet['fields'][number] {
  return { label, value, secret: value === null, portal: null, words: false, ...more };
}

/** As much of a view as the pages read. */
function view(certificate: typeof FACTS | null): RunView {
  const connector = { id: 'nectar', title: 'Nectar DXP', vendor: 'Nectar', purpose: '' };
  const form = { fields: [], rare: [], alternativeNames: [], notices: [], warnings: [], links: [] };
  const choices = { purpose: '', ...form, certificate };
  return { runId: RUN, tenantId: ANNA.tenantId, connector, choices, plan: null } as unknown as RunView;
}
