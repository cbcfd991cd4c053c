/** The credential of a plan, within what the tenant allows. */
import { failure, type Failure } from '../errors.ts';
import { addDuration, dayWords, durationWords, parseDuration, toIso } from './dates.ts';
import type { Definition } from './definition.ts';
import type {
  CertificateFacts,
  Choices,
  CredentialChoice,
  PlannedCredential,
  TenantFacts,
} from './plan-types.ts';

export type Part<T> = { readonly planned: T } | { readonly problem: Failure };

/** `now` is epoch ms. */
export function planCredential(
  definition: Definition,
  { credential }: Choices,
  facts: TenantFacts,
  now: number,
): Part<PlannedCredential> {
  switch (credential.kind) {
    case 'none':
      return { planned: { kind: 'none', because: holdsOne(facts) ? 'kept' : 'not-needed' } };
    case 'secret':
      return planSecret(definition, credential, facts, now);
    case 'certificate':
      return planCertificate(credential.certificate, facts, now);
  }
}

function holdsOne({ existing }: TenantFacts): boolean {
  const application = existing?.application;
  return application !== undefined && application.passwords.length + application.certificates.length > 0;
}

function planCertificate(
  certificate: CertificateFacts,
  facts: TenantFacts,
  now: number,
): Part<PlannedCredential> {
  const starts = Date.parse(certificate.notBefore);
  const ends = Date.parse(certificate.notAfter);
  if (ends <= now) return { problem: failure('CERT_EXPIRED', { ends: dayWords(certificate.notAfter) }) };
  if (starts > now) return { problem: failure('CERT_NOT_YET', { starts: dayWords(certificate.notBefore) }) };
  const { credentialPolicy: policy } = facts;
  const longest = policy.known ? policy.value.longestCertificate : null;
  if (longest !== null && outlives(starts, ends, longest)) {
    const words = { ends: dayWords(certificate.notAfter), longest: durationWords(longest) };
    return { problem: failure('CERT_TOO_LONG', words) };
  }
  const there = facts.existing?.application.certificates.some(
    ({ thumbprint }) => thumbprint?.toUpperCase() === certificate.thumbprint.toUpperCase(),
  );
  return {
    planned: there === true ? { kind: 'none', because: 'kept' } : { kind: 'certificate', certificate },
  };
}

/** True when the time between two instants (epoch ms) is more than an ISO 8601 duration. */
export function outlives(starts: number, ends: number, longest: string): boolean {
  const limit = parseDuration(longest);
  return limit !== null && ends > addDuration(starts, limit);
}

/** The policy counts to the millisecond, by Microsoft's clock: a minute less than the limit is surely within it. */
const MARGIN = 60_000;

function planSecret(
  definition: Definition,
  { life, description }: Extract<CredentialChoice, { kind: 'secret' }>,
  facts: TenantFacts,
  now: number,
): Part<PlannedCredential> {
  const wanted = addDuration(now, parseDuration(life) ?? { months: 0, ms: 0 });
  const policy = facts.credentialPolicy.known ? facts.credentialPolicy.value : null;
  if (policy && !policy.secretsAllowed) return { problem: secretsForbidden(definition) };
  const limit = policy?.longestSecret ? parseDuration(policy.longestSecret) : null;
  const latest = limit ? addDuration(now, limit) - MARGIN : Infinity;
  if (latest <= now) return { problem: secretsForbidden(definition) };
  const shortened = wanted > latest;
  const endDateTime = toIso(shortened ? latest : wanted);
  return { planned: { kind: 'secret', endDateTime, shortened, description } };
}

/** Names the way on that this connector has. */
export function secretsForbidden(definition: Definition): Failure {
  const certificate = definition.credentials.find((offer) => offer.kind === 'certificate');
  const way = certificate
    ? `Choose a certificate instead; it comes from ${certificate.from}.`
    : 'Ask whoever owns the policy for an exception; this connector knows no other way.';
  return failure('CHECK_SECRETS_FORBIDDEN', { way });
}
