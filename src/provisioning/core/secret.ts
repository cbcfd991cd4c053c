/**
 * The one type a secret travels in, from the moment Graph returns it until it is sealed or revealed. It refuses
 * to print itself: in JSON, a template string, a log line or the inspector it reads `[secret]`.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it only where the value leaves us on purpose: to seal, to reveal, to authenticate. */
  expose(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}
