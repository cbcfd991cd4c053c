/**
 * Every failure a person can meet, by code. The tables are in errors/, one for each room; nobody matches on the
 * text of a message, only on a code.
 */
import { certificateFailures } from './errors/certificate.ts';
import { checksFailures } from './errors/checks.ts';
import { choicesFailures } from './errors/choices.ts';
import { definitionFailures } from './errors/definition.ts';
import { graphFailures } from './errors/graph.ts';
import { handOverFailures } from './errors/hand-over.ts';
import { httpFailures } from './errors/http.ts';
import { peopleFailures } from './errors/people.ts';
import { registerFailures } from './errors/register.ts';
import { runFailures } from './errors/run.ts';
import type { FailureText } from './errors/shape.ts';
import { signInFailures } from './errors/sign-in.ts';
import { storeFailures } from './errors/store.ts';
import { tabFailures } from './errors/tab.ts';
import { watchFailures } from './errors/watch.ts';
import { sweepFailures } from './errors/sweep.ts';

export const FAILURES = {
  ...definitionFailures,
  ...certificateFailures,
  ...choicesFailures,
  ...checksFailures,
  ...graphFailures,
  ...peopleFailures,
  ...signInFailures,
  ...runFailures,
  ...handOverFailures,
  ...storeFailures,
  ...registerFailures,
  ...sweepFailures,
  ...httpFailures,
  ...watchFailures,
  ...tabFailures,
};

export type FailureCode = keyof typeof FAILURES;
export type Facts = Readonly<Record<string, string | number>>;

/** A failure as data: what a run record keeps and a view carries. */
export interface Failure {
  readonly code: FailureCode;
  readonly facts: Facts;
}

/** A failure as words. */
export interface Explained {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

export function failure(code: FailureCode, facts: Facts = {}): Failure {
  return { code, facts };
}

/** The words for a failure. An unknown code (an older record) is said to be unknown rather than hidden. */
export function explain(failed: { readonly code: string; readonly facts: Facts }): Explained {
  const text: FailureText = isKnown(failed.code) ? FAILURES[failed.code] : UNKNOWN;
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) =>
      clip(String(failed.facts[name] ?? '?'), name === 'text' ? LONGEST_TEXT : LONGEST_FACT),
    );
  return { code: failed.code, what: fill(text.what), why: fill(text.why), fix: fill(text.fix) };
}

/** True when trying again later, with nothing changed, may succeed. */
export function isRetryable(code: FailureCode): boolean {
  const text: FailureText = FAILURES[code];
  return text.retryable === true;
}

function isKnown(code: string): code is FailureCode {
  return Object.hasOwn(FAILURES, code);
}

const UNKNOWN: FailureText = {
  what: 'Something failed that this version has no words for.',
  why: 'The record was made by another version.',
  fix: 'Give the reference to whoever runs Registrar.',
};

/** Of what came from outside. */
const LONGEST_FACT = 80;
/** A definition's own sentence, which is said whole: the fact called `text`. */
const LONGEST_TEXT = 600;

/** So many characters, and no control or direction characters. */
function clip(text: string, longest: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}]/gu, '');
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean;
}

/** Thrown where a failure must cross function boundaries; the only error class the product throws on purpose. */
export class RegistrarError extends Error {
  override readonly name = 'RegistrarError';
  readonly code: FailureCode;
  readonly facts: Facts;

  constructor(code: FailureCode, facts: Facts = {}, options?: { cause?: unknown }) {
    super(explain({ code, facts }).what, options);
    this.code = code;
    this.facts = facts;
  }

  toFailure(): Failure {
    return { code: this.code, facts: this.facts };
  }
}
