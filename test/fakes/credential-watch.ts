/**
 * Looks at the credentials of one application after every single write to the pretend tenant: one of ours that was
 * tested (a secret) or confirmed (a certificate) has to be there, and whatever somebody else put there.
 */
import { createHash } from 'node:crypto';
import type { Application } from '../../src/sandbox/world.ts';
import { ours } from './stage.ts';
import type { World } from './world.ts';

export class CredentialWatch {
  readonly #world: World;
  readonly #foreign: readonly string[];
  readonly #trusted: Set<string>;
  /** Writes after which it was looked. */
  looks = 0;
  readonly violations: string[] = [];

  /** What is there is trusted from now on, but for the key ids of somebody else. */
  constructor(world: World, foreign: readonly string[]) {
    this.#world = world;
    this.#foreign = foreign;
    this.#trusted = new Set(this.ids().filter((id) => !foreign.includes(id)));
    world.sandbox.tenant.changed = () => this.#look();
  }

  /** Key ids on the application, in no order that matters. */
  ids(): string[] {
    const { passwordCredentials, keyCredentials } = this.#application();
    return [...passwordCredentials, ...keyCredentials].map(({ keyId }) => keyId).sort();
  }

  /** A person said that what is there is in use: for a certificate there is no other proof. */
  confirm(): void {
    for (const { keyId } of this.#application().keyCredentials)
      if (!this.#foreign.includes(keyId)) this.#trusted.add(keyId);
  }

  #application(): Application {
    const [application, ...more] = ours(this.#world);
    if (application === undefined || more.length > 0) throw new RangeError('one application is watched');
    return application;
  }

  #look(): void {
    this.looks += 1;
    for (const keyId of this.#tested()) this.#trusted.add(keyId);
    const there = this.ids();
    const lost = this.#foreign.filter((id) => !there.includes(id));
    if (lost.length > 0) this.violations.push(`write ${this.looks}: ${lost.join()} of somebody else is gone`);
    if (!there.some((id) => this.#trusted.has(id)))
      this.violations.push(`write ${this.looks}: none of ${there.join()} was tested`);
  }

  /** Key ids whose value Entra has given a token for: read off the wire, whatever the engine believes. */
  #tested(): string[] {
    const values = this.#world.exchanges
      .filter(({ response }) => response.status === 200)
      .flatMap(({ request }) => new URLSearchParams(request.body).getAll('client_secret'));
    const hashes = values.map((value) => createHash('sha256').update(value).digest('hex'));
    return this.#application()
      .passwordCredentials.filter(({ _valueSha256 }) => hashes.includes(_valueSha256))
      .map(({ keyId }) => keyId);
  }
}
