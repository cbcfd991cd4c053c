/** A failure as the page's script reads it. */
import type { ApiFailure, ApiReason } from '../../provisioning/contract/tab.ts';
import type { Explained, FailureCode, RegistrarError } from '../../provisioning/index.ts';

const REASONS: Partial<Readonly<Record<FailureCode, ApiReason>>> = {
  TAB_TOKEN: 'token',
  TAB_CONSENT_NEEDED: 'consent',
  TAB_CLAIMS_NEEDED: 'claims',
  TAB_ROLE: 'role',
  TAB_GUEST: 'guest',
  TAB_ROLES_UNKNOWN: 'unavailable',
  TAB_MEMBER_UNKNOWN: 'unavailable',
  TAB_KEYS_UNREACHABLE: 'unavailable',
};

export function apiFailure({ code, facts }: RegistrarError, explained: Explained): ApiFailure {
  const reason = REASONS[code];
  const claims = code === 'TAB_CLAIMS_NEEDED' ? String(facts['claims'] ?? '') : '';
  const consent = code === 'TAB_CONSENT_NEEDED' ? String(facts['consent'] ?? '') : '';
  return {
    ...explained,
    ...(reason !== undefined && { reason }),
    ...(claims !== '' && { claims }),
    ...(consent !== '' && { consent }),
  };
}
