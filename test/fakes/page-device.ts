/** Signing in with a code, as the pages meet it: nobody has signed in until the test says how it ends. */
import type { Person, RunView } from '../../src/provisioning/contract.ts';
import type { ObjectId } from '../../src/provisioning/core/ids.ts';
import { RegistrarError, type FailureCode, type Provisioning } from '../../src/provisioning/index.ts';

export const TYPED = 'BCDFG2345';
export const THERE = 'http://localhost:3979/devicelogin';

const ANNA: Person = {
  oid: 'c0000000-0000-4000-8000-000000000001' as ObjectId,
  displayName: 'Anna <b>Admin</b>',
};

type Device = Pick<Provisioning, 'beginDeviceSignIn' | 'pollDeviceSignIn' | 'cancelDeviceSignIn'>;

export class PageDevice {
  /** What the next question is answered with. */
  ends: 'not yet' | 'signed in' | FailureCode = 'not yet';
  nextInSeconds = 5;
  expiresAt = '2026-11-21T10:15:00.000Z';
  readonly #note: (...words: string[]) => void;
  readonly #browsers = new Map<string, string>();

  constructor(note: (...words: string[]) => void) {
    this.#note = note;
  }

  asProvisioning(run: RunView): Device {
    return {
      beginDeviceSignIn: async (actor, runId, purpose, browser) => {
        this.#note('code', actor.oid, runId, purpose);
        const state = (this.#browsers.size + 1).toString(16).padStart(64, '0');
        this.#browsers.set(state, browser);
        return { state, ...this.#code() };
      },
      pollDeviceSignIn: async (asked) => {
        this.#note('ask', asked.state);
        this.#requireOurs(asked);
        if (this.ends === 'not yet') {
          const { nextInSeconds } = this;
          return { kind: 'pending', code: this.#code(), nextInSeconds, run, person: ANNA };
        }
        this.#browsers.delete(asked.state);
        if (this.ends === 'signed in')
          return { kind: 'done', outcome: { run, purpose: 'check', person: ANNA } };
        throw new RegistrarError(this.ends, { expected: 'Anna', actual: 'Bo <i>Builder</i>' });
      },
      cancelDeviceSignIn: async (asked) => {
        this.#note('cancel', asked.state);
        this.#requireOurs(asked);
        this.#browsers.delete(asked.state);
      },
    };
  }

  #code() {
    const { expiresAt } = this;
    return { userCode: TYPED, verificationUri: THERE, expiresAt, intervalSeconds: 5 };
  }

  #requireOurs({ state, browser }: { readonly state: string; readonly browser: string }): void {
    if (browser === '' || this.#browsers.get(state) !== browser) throw new RegistrarError('SIGNIN_STATE');
  }
}
