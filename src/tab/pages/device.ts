/**
 * Signing in with a code: shows it, and asks whether somebody has signed in with it whenever the page does. Opening
 * the link makes a code; the address it leads to shows that one, however often it is opened.
 */
import type { RunView } from '../../provisioning/contract.ts';
import { explain, RegistrarError } from '../../provisioning/index.ts';
import type { DevicePoll } from '../../provisioning/index.ts';
import { markCookie, markOf } from './browser-mark.ts';
import { cancelledPage, codePage, DEVICE, deviceAddress, endedPage } from './device-page.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { FORM_TYPES, readForm, textField } from './form.ts';
import { refuseOtherSites } from './guard.ts';
import { json, redirect } from './layout.ts';
import { isPress, pressOf } from './press.ts';
import { signedInPage, signedInWords } from './signed-in-page.ts';

/** Its own: a code lives longer than the way through Entra and back. */
const BROWSER = { name: 'registrar-device', path: DEVICE } as const;
const STATE = /^[0-9a-f]{64}$/;
/** A form of two short fields, in whichever encoding. */
const FORM_BYTES = 4 * 1024;
/** Seconds by which the cookie outlives the code, so that the page can be told that the code has ended. */
const GRACE = 60;

export function deviceRoutes(ports: PagePorts): readonly PageRoute[] {
  const room = new DeviceRoom(ports);
  const form = { method: 'POST', accepts: FORM_TYPES, limit: FORM_BYTES } as const;
  return [
    { method: 'GET', path: DEVICE, failsAs: 'page', handle: (request) => room.open(request) },
    { ...form, path: DEVICE, failsAs: 'page', handle: (request) => room.check(request) },
    { ...form, path: `${DEVICE}/poll`, failsAs: 'json', handle: (request) => room.poll(request) },
    { ...form, path: `${DEVICE}/cancel`, failsAs: 'page', handle: (request) => room.cancel(request) },
  ];
}

/** Which code a page of ours means. */
interface Shown {
  readonly state: string;
  /** The link it began with; '' when it does not say. */
  readonly press: string;
}

class DeviceRoom {
  readonly #ports: PagePorts;

  constructor(ports: PagePorts) {
    this.#ports = ports;
  }

  async open(request: PageRequest): Promise<Answer> {
    const press = pressOf(request);
    const state = request.query.get('state');
    return state === undefined
      ? this.#begin(request, press)
      : this.#look(request, { state: checked(state), press });
  }

  /** "I have signed in", for a browser without scripts. */
  async check(request: PageRequest): Promise<Answer> {
    return this.#look(request, await this.#form(request));
  }

  async poll(request: PageRequest): Promise<Answer> {
    const polled = await this.#poll(request, await this.#form(request));
    if (polled.kind === 'pending') return json({ kind: 'pending', nextInSeconds: polled.nextInSeconds });
    return json({ kind: 'signed-in', ...signedInWords(polled.outcome) });
  }

  async cancel(request: PageRequest): Promise<Answer> {
    const { state, press } = await this.#form(request);
    await this.#ports.provisioning.cancelDeviceSignIn({ state, browser: this.#browser(request) });
    return cancelledPage(press);
  }

  async #begin(request: PageRequest, press: string): Promise<Answer> {
    const { actor, runId, purpose } = await this.#ports.openSignIn(press);
    const browser = markOf(request, BROWSER) ?? this.#ports.hex(256);
    const code = await this.#ports.provisioning.beginDeviceSignIn(actor, runId, purpose, browser);
    const seconds = this.#secondsUntil(code.expiresAt) + GRACE;
    const cookie = markCookie(browser, BROWSER, seconds, this.#ports);
    return redirect(deviceAddress(press, code.state), [cookie]);
  }

  /** How it stands with the code; what ended it is told on a page that can make a new one. */
  async #look(request: PageRequest, shown: Shown): Promise<Answer> {
    try {
      const polled = await this.#poll(request, shown);
      return polled.kind === 'done' ? signedInPage(polled.outcome) : await this.#waiting(shown, polled);
    } catch (error) {
      if (!(error instanceof RegistrarError) || !error.code.startsWith('SIGNIN_')) throw error;
      return endedPage(explain(error), shown.press);
    }
  }

  async #waiting(shown: Shown, polled: Extract<DevicePoll, { kind: 'pending' }>): Promise<Answer> {
    const tenantName = await this.#tenantName(polled.run);
    return codePage({
      ...shown,
      ...polled,
      tenantName,
      secondsLeft: this.#secondsUntil(polled.code.expiresAt),
    });
  }

  /** Null where nobody knows it yet: the tenant has not been read before the first sign-in. */
  async #tenantName({ tenantId, plan }: Pick<RunView, 'tenantId' | 'plan'>): Promise<string | null> {
    if (plan !== null) return plan.tenantName;
    const pretend = await this.#ports.pretendTenant?.();
    return pretend?.tenantId === tenantId ? pretend.tenantName : null;
  }

  #poll(request: PageRequest, { state }: Shown): Promise<DevicePoll> {
    return this.#ports.provisioning.pollDeviceSignIn({ state, browser: this.#browser(request) });
  }

  #browser(request: PageRequest): string {
    return markOf(request, BROWSER) ?? '';
  }

  /** The state is known to our own page and worth nothing without its cookie, so it is the form's token, too. */
  async #form(request: PageRequest): Promise<Shown> {
    refuseOtherSites(request, this.#ports.publicUrl());
    const form = await readForm(request);
    const press = textField(form, 'press') ?? '';
    return { state: checked(textField(form, 'state') ?? ''), press: isPress(press) ? press : '' };
  }

  #secondsUntil(iso: string): number {
    return Math.max(0, Math.ceil((Date.parse(iso) - this.#ports.now()) / 1000));
  }
}

/** Throws SIGNIN_STATE: none of ours looks like this. */
function checked(state: string): string {
  if (!STATE.test(state)) throw new RegistrarError('SIGNIN_STATE');
  return state;
}
