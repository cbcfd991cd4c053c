/** The failure a person is told for a refusal of the directory. */
import type { Failure } from '../errors.ts';
import { failure } from '../errors.ts';
import type { AnswerClass } from './answers.ts';
import { codeOf } from './answers.ts';
import type { Refusal } from './operations.ts';

/** `what` names the step or read for the reader, e.g. `application`. */
export function failureFor(answer: AnswerClass, refusal: Refusal, what: string): Failure {
  const code = answer === 'ok' ? 'GRAPH_BUG' : codeOf(answer, refusal);
  const { status, requestId } = refusal;
  return failure(code, {
    step: stepWords(what),
    role: roleFor(what),
    status,
    graphCode: refusal.code,
    requestId,
  });
}

/** A ledger row's name as people say it; anything else as it is. */
export function stepWords(step: string): string {
  const consent = 'app-role:';
  if (step.startsWith(consent)) return `consent to ${step.slice(consent.length)}`;
  return WORDS[step] ?? step;
}

const WORDS: Readonly<Record<string, string>> = {
  application: 'the application',
  'service-principal': 'the service principal',
  'delegated-grant': 'consent to the delegated permissions',
  secret: 'the secret',
  certificate: 'the certificate',
};

/** Least role for each kind of change (Microsoft Entra built-in roles, permissions reference). */
function roleFor(what: string): string {
  const consent = what.startsWith('app-role:');
  return consent
    ? 'Privileged Role Administrator or Global Administrator'
    : 'Application Administrator or Application Developer';
}
