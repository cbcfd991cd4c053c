/** /domains (https://learn.microsoft.com/graph/api/resources/domain). */
import type { Domain } from '../world.ts';
import { keyAt, type Context } from './context.ts';
import { notFound } from './errors.ts';
import type { Answer } from './exchange.ts';
import { sameText } from './lookup.ts';
import { list, single, type Wire } from './query.ts';

export function listDomains(context: Context): Answer {
  return list(context, context.directory.world.domains, {
    resource: 'Domain',
    metadata: 'domains',
    filterable: { id: ['eq'] },
    toWire: domainWire,
  });
}

export function getDomain(context: Context): Answer {
  const { value } = keyAt(context, 0);
  const found = context.directory.world.domains.find(({ id }) => sameText(id, value));
  if (found === undefined) throw notFound(value);
  return single(context, domainWire(found), { resource: 'domain', metadata: 'domains' });
}

/** The default domain is also the first one; what is not verified can do nothing yet. */
function domainWire(domain: Domain): Wire {
  return {
    authenticationType: 'Managed',
    availabilityStatus: null,
    id: domain.id,
    isAdminManaged: true,
    isDefault: domain.isDefault,
    isInitial: domain.isDefault,
    isRoot: domain.isVerified,
    isVerified: domain.isVerified,
    passwordNotificationWindowInDays: domain.passwordNotificationWindowInDays,
    passwordValidityPeriodInDays: domain.passwordValidityPeriodInDays,
    supportedServices: domain.isVerified ? ['Email'] : [],
  };
}
