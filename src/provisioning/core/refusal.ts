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
  const [kind = step, ...rest] = step.split(':');
  const named = rest.join(':');
  return NAMED[kind]?.(named) ?? WORDS[step] ?? step;
}

const WORDS: Readonly<Record<string, string>> = {
  user: 'the user',
  application: 'the application',
  settings: 'the settings of the application',
  'service-principal': 'the service principal',
  'delegated-grant': 'consent to the delegated permissions',
  owner: 'the owner',
  secret: 'the secret',
  certificate: 'the certificate',
};

/** Rows of which there may be several carry a name. */
const NAMED: Readonly<Record<string, (name: string) => string | undefined>> = {
  'app-role': (name) => `consent to ${name}`,
  'delegated-grant': (name) => (name === '' ? undefined : `consent to the permissions of ${name}`),
  'directory-role': (name) => `the Entra role ${name}`,
  'remove-directory-role': (name) => `taking away the Entra role ${name}`,
  'remove-app-role': (name) => `taking away ${name}`,
  'remove-grant': (name) => `taking away ${name}`,
  'remove-credential': (name) => `removing the old ${name}`,
};

/** Least role for each kind of change (Microsoft Entra built-in roles, permissions reference). */
function roleFor(what: string): string {
  if (what.startsWith('user')) return 'User Administrator or Global Administrator';
  if (what.startsWith('delegated-grant'))
    return 'Cloud Application Administrator or Application Administrator';
  return /^(app-role|remove-(?!credential)|directory-role)/.test(what)
    ? 'Privileged Role Administrator or Global Administrator'
    : 'Application Administrator or Application Developer';
}
