/** Reads variables one by one and remembers everything that is wrong with them. Never repeats a value. */
import { isGuid } from '../provisioning/core/ids.ts';
import { Secret } from '../provisioning/core/secret.ts';
import { VARIABLES, type VariableName } from './variables.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that is wrong with the configuration, one sentence each. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

export class Reader {
  readonly #env: Environment;
  readonly #problems: string[] = [];

  constructor(env: Environment) {
    this.#env = env;
  }

  refuse(problem: string): void {
    this.#problems.push(problem);
  }

  throwProblems(): void {
    if (this.#problems.length > 0) throw new ConfigRefused(this.#problems);
  }

  /** The value, or the preset when it is not set or blank. */
  text(name: VariableName): string {
    const set = this.#env[name]?.trim() ?? '';
    return set === '' ? (VARIABLES.find((variable) => variable.name === name)?.preset ?? '') : set;
  }

  /** 0 asks the system for a free one. */
  port(name: VariableName): number {
    const text = this.text(name);
    const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    if (port < 0 || port > 65_535) this.refuse(`${name} is not a port. Use a whole number from 0 to 65535.`);
    return port;
  }

  guid(name: VariableName): string {
    const text = this.text(name);
    if (!isGuid(text)) this.refuse(`${name} is not an application id (8-4-4-4-12 hexadecimal digits).`);
    return text.toLowerCase();
  }

  /** Null when it is not set. */
  guidOrNull(name: VariableName): string | null {
    return this.text(name) === '' ? null : this.guid(name);
  }

  /** With commas between them. Null when it is not set. */
  guidsOrNull(name: VariableName): readonly string[] | null {
    const parts = this.text(name)
      .split(',')
      .map((part) => part.trim().toLowerCase());
    if (parts.join('') === '') return null;
    if (!parts.every(isGuid))
      this.refuse(`${name} is not a list of ids (8-4-4-4-12 digits) with commas between.`);
    return Object.freeze(parts);
  }

  word(name: VariableName): string {
    const text = this.text(name).toLowerCase();
    if (!/^[a-z]{1,20}$/.test(text)) this.refuse(`${name} is not a single word of letters.`);
    return text;
  }

  oneOf<const T extends string>(name: VariableName, allowed: readonly T[]): T {
    const text = this.text(name);
    const found = allowed.find((value) => value === text);
    if (found === undefined) this.refuse(`${name} is none of ${allowed.join(', ')}.`);
    return found ?? (text as T);
  }

  /** 32 bytes in base64 or base64url. */
  key(name: VariableName): Secret | null {
    const text = this.text(name);
    if (text === '') return null;
    const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, 'base64').length : 0;
    if (bytes !== 32)
      this.refuse(`${name} is not 32 bytes in base64. \`openssl rand -base64 32\` makes one.`);
    return new Secret(text);
  }

  databaseUrl(name: VariableName): Secret | null {
    const text = this.text(name);
    if (text === '') return null;
    const known = URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
    if (!known) this.refuse(`${name} is not an address of the form postgres://user:password@host/database.`);
    return new Secret(text);
  }
}
