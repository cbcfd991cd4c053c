/** What the organisation is: organization, domains, subscribedSkus, groups. */
import { keyAt, type Context } from './context.ts';
import { notFound } from './errors.ts';
import type { Answer } from './exchange.ts';
import { list, single, type ListRules, type Wire } from './query.ts';

type Row = Wire & { readonly id: string };

function rules(resource: string, metadata: string): ListRules<Row> {
  return {
    resource,
    metadata,
    filterable: { id: ['eq'], displayName: ['eq', 'startswith'] },
    toWire: (row) => row,
  };
}

export function listOrganizations(context: Context): Answer {
  return list(context, [organization(context)], rules('Organization', 'organization'));
}

export function getOrganization(context: Context): Answer {
  const found = organization(context);
  const { value } = keyAt(context, 0);
  if (found.id !== value) throw notFound(value);
  return single(context, found, { resource: 'organization', metadata: 'organization' });
}

export function listDomains(context: Context): Answer {
  return list(context, [domain(context)], rules('Domain', 'domains'));
}

export function listSkus(context: Context): Answer {
  return list(context, [], rules('SubscribedSku', 'subscribedSkus'));
}

export function listGroups(context: Context): Answer {
  return list(context, [], rules('Group', 'groups'));
}

function organization(context: Context): Row {
  const { world } = context.directory;
  return {
    id: world.tenantId,
    deletedDateTime: null,
    displayName: world.tenantName,
    createdDateTime: world.createdDateTime,
    countryLetterCode: 'GB',
    defaultUsageLocation: 'GB',
    preferredLanguage: 'en',
    tenantType: 'AAD',
    businessPhones: [],
    technicalNotificationMails: [],
    assignedPlans: [],
    provisionedPlans: [],
    verifiedDomains: [
      { capabilities: 'Email', isDefault: true, isInitial: true, name: world.defaultDomain, type: 'Managed' },
    ],
  };
}

function domain(context: Context): Row {
  return {
    id: context.directory.world.defaultDomain,
    authenticationType: 'Managed',
    availabilityStatus: null,
    isAdminManaged: true,
    isDefault: true,
    isInitial: true,
    isRoot: true,
    isVerified: true,
    supportedServices: ['Email'],
  };
}
