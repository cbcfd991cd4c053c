/**
 * "Ready?": what stands in the way of a plan, each line with its state and its fix. What could not be read is
 * `unknown`, never `ok`.
 */
import { failure, type Failure, type FailureCode, type Facts } from '../errors.ts';
import { compareDurations, DAY, dayWords, durationWords, parseDuration } from './dates.ts';
import type { Definition } from './definition.ts';
import { outlives, permissionsChosen, secretsForbidden } from './plan.ts';
import type { CertificateFacts, Choices, Known, TenantFacts } from './plan-types.ts';
import { mayRegisterWith, mayConsent, roleName, rolesThatConsent, strongestRole } from './roles.ts';

export { mayConsent } from './roles.ts';

export interface Check {
  readonly id: 'you' | 'guest' | 'register' | 'consent' | 'credential' | 'name' | 'sign-in-logs';
  readonly state: 'ok' | 'warn' | 'bad' | 'unknown';
  /** Its `what` is the line on the card; `why` and `fix` fold out. */
  readonly failure: Failure;
}

/** Every check, in the order of the card. */
export function checks(facts: TenantFacts, definition: Definition, choices: Choices): readonly Check[] {
  return [
    you(facts),
    ...(facts.me.guest ? [guest(facts)] : []),
    register(facts),
    consent(facts, definition, choices),
    credential(facts, definition, choices),
    sameName(facts, choices),
    signInLogs(facts, definition),
  ];
}

/**
 * By role; or as a plain member where the tenant lets its users. Guests are not its users. Unknown when neither
 * answer could be read.
 */
export function mayRegister(facts: TenantFacts): Known<boolean> {
  const { roles, usersMayRegister, me } = facts;
  if (roles.known && mayRegisterWith(roles.value)) return YES;
  if (!me.guest && usersMayRegister.known && usersMayRegister.value) return YES;
  if (!roles.known) return roles;
  return me.guest || usersMayRegister.known ? NO : usersMayRegister;
}

const YES = { known: true, value: true } as const;
const NO = { known: true, value: false } as const;

function you({ me, roles }: TenantFacts): Check {
  const name = me.displayName;
  if (!roles.known) return check('you', 'unknown', 'CHECK_YOU_ROLES_UNKNOWN', { name, code: roles.code });
  const role = strongestRole(roles.value);
  if (role === null) return check('you', 'ok', 'CHECK_YOU_NO_ROLE', { name });
  return check('you', 'ok', 'CHECK_YOU', { name, role });
}

function guest({ tenant }: TenantFacts): Check {
  return check('guest', 'warn', 'CHECK_GUEST', { tenant: tenant.displayName });
}

function register(facts: TenantFacts): Check {
  const may = mayRegister(facts);
  if (!may.known) return check('register', 'unknown', 'CHECK_REGISTER_UNKNOWN', { code: may.code });
  if (!may.value) return check('register', 'bad', 'CHECK_REGISTER_NO');
  const byRole = facts.roles.known && mayRegisterWith(facts.roles.value);
  const role = facts.roles.known ? strongestCreator(facts.roles.value) : '';
  const from = byRole ? `your role ${role}` : 'the setting "Users can register applications"';
  return check('register', 'ok', 'CHECK_REGISTER_OK', { from });
}

function strongestCreator(roles: readonly string[]): string {
  return strongestRole(roles.filter((role) => mayRegisterWith([role]))) ?? '';
}

function consent(facts: TenantFacts, definition: Definition, choices: Choices): Check {
  const permissions = permissionsChosen(definition, choices);
  const consenting = rolesThatConsent(permissions);
  const needed = consenting.map(roleName).join(' or ');
  const { roles, approvers } = facts;
  if (!roles.known) {
    return check('consent', 'unknown', 'CHECK_CONSENT_UNKNOWN', { needed, code: roles.code });
  }
  if (mayConsent(roles.value, permissions)) {
    const mine = strongestRole(roles.value.filter((role) => consenting.includes(role))) ?? '';
    return check('consent', 'ok', 'CHECK_CONSENT_OK', { from: `your role ${mine}` });
  }
  if (!approvers.known) {
    return check('consent', 'warn', 'CHECK_CONSENT_WHO_UNKNOWN', { needed, code: approvers.code });
  }
  const names = listed(approvers.value.map(({ displayName }) => displayName));
  if (names === '') return check('consent', 'warn', 'CHECK_CONSENT_NOBODY', { needed });
  return check('consent', 'warn', 'CHECK_CONSENT_OTHERS', { needed, names });
}

function credential(facts: TenantFacts, definition: Definition, choices: Choices): Check {
  const { credentialPolicy: policy } = facts;
  if (!policy.known) return check('credential', 'unknown', 'CHECK_POLICY_UNKNOWN', { code: policy.code });
  if (choices.credential.kind === 'certificate') {
    const at = Date.parse(facts.at);
    return certificate(choices.credential.certificate, at, policy.value.longestCertificate, definition);
  }
  if (!policy.value.secretsAllowed) {
    return { id: 'credential', state: 'bad', failure: secretsForbidden(definition) };
  }
  return secretLife(choices.credential.life, policy.value.longestSecret);
}

function secretLife(chosen: string, longest: string | null): Check {
  const life = durationWords(chosen);
  const wanted = parseDuration(chosen);
  const limit = longest === null ? null : parseDuration(longest);
  if (longest !== null && limit === null) {
    return check('credential', 'unknown', 'CHECK_POLICY_UNKNOWN', { code: longest });
  }
  if (longest === null || !limit || !wanted || compareDurations(wanted, limit) <= 0) {
    return check('credential', 'ok', 'CHECK_SECRETS_OK', { life });
  }
  return check('credential', 'warn', 'CHECK_SECRETS_SHORTENED', { life, longest: durationWords(longest) });
}

/** A certificate that ends sooner than this after the check is warned of. */
const SOON = 7 * DAY;

function certificate(
  { notBefore, notAfter, isAuthority }: CertificateFacts,
  at: number,
  longest: string | null,
  { handOver }: Definition,
): Check {
  const ends = dayWords(notAfter);
  if (longest !== null && outlives(Date.parse(notBefore), Date.parse(notAfter), longest)) {
    const words = { longest: durationWords(longest), ends, to: handOver.to };
    return check('credential', 'bad', 'CHECK_CERTIFICATE_TOO_LONG', words);
  }
  const left = Date.parse(notAfter) - at;
  if (left < SOON)
    return check('credential', 'warn', 'CERT_EXPIRES_SOON', { ends, days: Math.floor(left / DAY) });
  return isAuthority === true
    ? check('credential', 'warn', 'CERT_IS_CA')
    : check('credential', 'ok', 'CHECK_CERTIFICATE_OK');
}

function sameName({ sameName: found }: TenantFacts, { name }: Choices): Check {
  if (!found.known) return check('name', 'unknown', 'CHECK_NAME_UNKNOWN', { code: found.code });
  const newest = found.value
    .map(({ createdDateTime }) => createdDateTime)
    .sort()
    .at(-1);
  if (newest === undefined) return check('name', 'ok', 'CHECK_NAME_FREE', { name });
  const words = { name, count: found.value.length, created: dayWords(newest) };
  return check('name', 'warn', 'CHECK_NAME_TAKEN', words);
}

function signInLogs({ signInLogsReadable }: TenantFacts, { vendor }: Definition): Check {
  if (signInLogsReadable)
    return check('sign-in-logs', 'ok', 'CHECK_SIGN_IN_LOGS_OK', { vendor: vendor.name });
  return check('sign-in-logs', 'unknown', 'CHECK_SIGN_IN_LOGS_UNKNOWN', { vendor: vendor.name });
}

function check(id: Check['id'], state: Check['state'], code: FailureCode, facts: Facts = {}): Check {
  return { id, state, failure: failure(code, facts) };
}

/** The first three names and how many more. */
function listed(names: readonly string[]): string {
  const more = names.length - 3;
  return names.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
