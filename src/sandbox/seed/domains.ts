/** The domains of the pretend tenant: one where passwords expire, one where they never do, one nobody has verified. */
import type { Domain } from '../world.ts';
import { DEFAULT_DOMAIN } from './ids.ts';

/** What Graph sends for a password that never expires: the largest 32-bit number. */
const NEVER = 2_147_483_647;

export const NEVER_EXPIRING_DOMAIN = 'contoso-voice.example';
export const UNVERIFIED_DOMAIN = 'contoso-new.example';

/** 90 and 14 days are the documented defaults (https://learn.microsoft.com/graph/api/resources/domain). */
export function seedDomains(): Domain[] {
  return [
    {
      id: DEFAULT_DOMAIN,
      isDefault: true,
      isVerified: true,
      passwordValidityPeriodInDays: 90,
      passwordNotificationWindowInDays: 14,
    },
    {
      id: NEVER_EXPIRING_DOMAIN,
      isDefault: false,
      isVerified: true,
      passwordValidityPeriodInDays: NEVER,
      passwordNotificationWindowInDays: 14,
    },
    {
      id: UNVERIFIED_DOMAIN,
      isDefault: false,
      isVerified: false,
      passwordValidityPeriodInDays: null,
      passwordNotificationWindowInDays: null,
    },
  ];
}
