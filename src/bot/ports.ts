/** What the bot asks of its surroundings. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  error(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Resolves after so many milliseconds; `signal` ends the wait early. Tests hold it in their hands. */
export type Delay = (ms: number, signal?: AbortSignal) => Promise<void>;

/** 128 random bits as 32 lower-case hexadecimal digits. */
export type NewNonce = () => string;
