/** Time, chance and hashing, which the core and the engine may not take from the machine themselves. */

/** Business time: lapses, ages, dates people see. Epoch milliseconds, UTC. Leases use the database's clock. */
export interface Clock {
  now(): number;
}

export interface NewId {
  /** A random (v4) GUID. */
  guid(): string;
  /** `bits` random bits as lower-case hexadecimal. */
  hex(bits: 128 | 256): string;
  /** From 0 up to 1, for spreading retries. */
  unit(): number;
}

export interface Hash {
  /** Lower-case hexadecimal SHA-256 of UTF-8 text. */
  sha256(text: string): string;
}

/** A short wait within one act (a commit that failed, say). Long waits are wake-ups. */
export interface Pause {
  /** Ends early, and rejects, when the signal says so. */
  pause(ms: number, signal?: AbortSignal): Promise<void>;
}
