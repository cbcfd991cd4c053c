/** One form on its way to being drawn: what was typed, what is wrong with it, and what it is about. */
import { explain, type Explained, type Facts } from '../errors.ts';
import type { Selection } from './applies.ts';
import type { Definition } from './definition.ts';
import { FIELDS, NEW_REGISTRATION, typedValue, type Typed } from './fields.ts';
import type { FormGround } from './read-choices.ts';
import type { KnownRegistration } from './registrations.ts';

export type FormErrors = Readonly<Record<string, { readonly code: string; readonly facts: Facts }>>;

export class Form {
  readonly definition: Definition;
  readonly ground: FormGround;
  /** The registration that is added to, as the form stands. */
  readonly on: KnownRegistration | null;
  readonly #typed: Typed;
  readonly #errors: FormErrors;

  constructor(definition: Definition, typed: Typed, errors: FormErrors, ground: FormGround) {
    this.definition = definition;
    this.ground = ground;
    this.#typed = typed;
    this.#errors = errors;
    const chosen = this.value(FIELDS.registration, ground.known[0]?.appId ?? NEW_REGISTRATION);
    this.on = ground.known.find(({ appId }) => appId === chosen) ?? null;
  }

  value(field: string, preset: string): string {
    return typedValue(this.#typed, field) ?? preset;
  }

  error(field: string): Explained | null {
    const failed = Object.hasOwn(this.#errors, field) ? this.#errors[field] : undefined;
    return failed ? explain(failed) : null;
  }

  /** Functions and answers as they stand, right or wrong. */
  get selection(): Selection {
    const { functions, questions } = this.definition;
    return {
      functions: functions.filter(({ id, ticked }) => this.isTicked(id, ticked)).map(({ id }) => id),
      answers: Object.fromEntries(questions.map(({ id, preset }) => [id, this.value(id, preset)])),
    };
  }

  /** What is set up on the registration that is added to stays. */
  isTicked(functionId: string, preset: boolean): boolean {
    const there = this.on?.functions.includes(functionId) === true;
    return there || this.value(functionId, String(this.on === null && preset)) === 'true';
  }
}
