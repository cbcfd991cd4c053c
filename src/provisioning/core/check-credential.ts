/** Whether the tenant's policies allow the credential that was chosen. */
import { check, type Check } from './check.ts';
import { compareDurations, DAY, dayWords, durationWords, parseDuration } from './dates.ts';
import type { Definition } from './definition.ts';
import { outlives, secretsForbidden } from './plan-credential.ts';
import type { CertificateFacts, Choices, CredentialChoice, TenantFacts } from './plan-types.ts';

/** Nothing to say where no credential is made. */
export function credentialCheck(
  facts: TenantFacts,
  definition: Definition,
  choices: Choices,
): readonly Check[] {
  return choices.credential.kind === 'none' ? [] : [credential(facts, definition, choices.credential)];
}

function credential(
  facts: TenantFacts,
  definition: Definition,
  chosen: Exclude<CredentialChoice, { kind: 'none' }>,
): Check {
  const { credentialPolicy: policy } = facts;
  if (!policy.known) return check('credential', 'unknown', 'CHECK_POLICY_UNKNOWN', { code: policy.code });
  if (chosen.kind === 'certificate') {
    const at = Date.parse(facts.at);
    return certificate(chosen.certificate, at, policy.value.longestCertificate, definition);
  }
  if (!policy.value.secretsAllowed) {
    return { id: 'credential', state: 'bad', failure: secretsForbidden(definition) };
  }
  return secretLife(chosen.life, policy.value.longestSecret);
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
