/** What the organisation is: organization, subscribedSkus, groups. */
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
    verifiedDomains: world.domains
      .filter(({ isVerified }) => isVerified)
      .map(({ id, isDefault }) => ({
        capabilities: 'Email',
        isDefault,
        isInitial: isDefault,
        name: id,
        type: 'Managed',
      })),
  };
}
