/** What goes wrong on the way, in the shape in which the server tells its own failures: what, why, what to do. */
import type { ApiFailed, ApiFailure } from '../../provisioning/contract/tab.ts';

/** A failure to be shown as it is. */
export class Trouble extends Error {
  override readonly name = 'Trouble';
  readonly failure: ApiFailure;
  /** HTTP status; 0: nothing was answered. */
  readonly status: number;
  /** To quote when asking for help; empty: there is none. */
  readonly reference: string;

  constructor(failure: ApiFailure, status = 0, reference = '') {
    super(failure.code);
    this.failure = failure;
    this.status = status;
    this.reference = reference;
  }
}

export const UNREACHABLE: ApiFailure = {
  code: 'TAB_UNREACHABLE',
  what: 'Registrar does not answer',
  why: 'This device is offline, or Registrar is being restarted.',
  fix: 'Nothing is lost. The page tries again by itself.',
};

export const NO_TOKEN: ApiFailure = {
  code: 'TAB_NO_TOKEN',
  what: 'Teams gave no sign-in for this page',
  why: 'It was cancelled, or your organisation has not agreed to it yet.',
  fix: 'Sign in again. If that does not help, ask an admin to consent to Registrar.',
};

export const UNREADABLE: ApiFailure = {
  code: 'TAB_UNREADABLE',
  what: 'The answer of Registrar cannot be read',
  why: 'Something between this page and Registrar answered instead, or both are of different versions.',
  fix: 'Reload the page.',
};

export const PART_MISSING: ApiFailure = {
  code: 'TAB_PART_MISSING',
  what: 'A part of this page could not be fetched',
  why: 'This device is offline, or Registrar was restarted or renewed since the page was opened.',
  fix: 'Nothing is lost. The page is loaded anew once Registrar answers; if this stays, try again.',
};

export const TAB_KEPT: ApiFailure = {
  code: 'TAB_KEPT',
  what: 'It is undone here, but Teams keeps the tab as it was saved',
  why: 'This Teams lets a tab be changed in its settings only.',
  fix: 'Open the settings of the tab and save it as it should be.',
};

export const BROKEN: ApiFailure = {
  code: 'TAB_BROKEN',
  what: 'This page stopped working',
  why: 'That is a mistake in the page itself; nothing in your tenant was changed by it.',
  fix: 'Reload the page. If it stays, tell whoever runs Registrar.',
};

/** Whatever was thrown, as something that can be shown. */
export function troubleOf(thrown: unknown): Trouble {
  return thrown instanceof Trouble ? thrown : new Trouble(BROKEN);
}

/** Reads a failure of the API; what is none is told to be unreadable. */
export function troubleFrom(status: number, body: unknown): Trouble {
  return isFailed(body) ? new Trouble(body.error, status, body.reference) : new Trouble(UNREADABLE, status);
}

function isFailed(body: unknown): body is ApiFailed {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'what' in error && typeof error.what === 'string';
}
