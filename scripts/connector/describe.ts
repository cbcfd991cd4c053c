/** A definition as a person meets it: the form, the plan and the hand-over, as lines of plain text. */
import type { FormField } from '../../src/provisioning/contract.ts';
import { applies } from '../../src/provisioning/core/applies.ts';
import { AUDIENCE_WORDS, choicesForm } from '../../src/provisioning/core/choices.ts';
import { dayWords } from '../../src/provisioning/core/dates.ts';
import type { Definition, HandOverField, Warning } from '../../src/provisioning/core/definition.ts';
import type { Choices, Plan } from '../../src/provisioning/core/plan-types.ts';
import { portalSteps } from '../../src/provisioning/core/portal-steps.ts';

export function formLines(definition: Definition): readonly string[] {
  const form = choicesForm(definition, {}, {}, { certificate: null, known: [], renews: null });
  return [
    ...form.fields.flatMap(fieldLines),
    ...form.alternativeNames.map(({ name, why }) => `Another name: ${name}. ${why}`),
    ...form.warnings.map((text) => `Caution: ${text}`),
    ...form.links.map(({ title, url }) => `Link: ${title}, ${url}`),
  ];
}

function fieldLines(field: FormField): readonly string[] {
  switch (field.kind) {
    case 'text':
    case 'paste':
      return [`${field.label}: ${field.value || '(empty)'}`, `    ${field.hint}`];
    case 'fixed':
      return [`[x] ${field.label}, always: ${field.permission}`, `    ${field.why}`];
    case 'tick':
      return [
        `${box(field.value)} ${field.label}: ${field.permission}`,
        `    ${field.why}`,
        `    Without it: ${field.without}`,
      ];
    case 'function':
      return [
        `${box(field.value)} ${field.label}: ${field.asksFor.join(', ') || 'no permission'}`,
        `    ${field.why}`,
      ];
    case 'pick':
      return [
        `${field.label}:`,
        `    ${field.why}`,
        ...field.options.map(
          ({ id, label, detail }) =>
            `    ${id === field.value ? '(x)' : '( )'} ${label}${detail === '' ? '' : `: ${detail}`}`,
        ),
      ];
  }
}

function box(ticked: boolean): string {
  return ticked ? '[x]' : '[ ]';
}

export function planLines(plan: Plan): readonly string[] {
  const { application, permissions, user, directoryRoles } = plan;
  const redirects = Object.values(application.redirects).flat();
  return [
    `Application: ${application.displayName}`,
    `Sign-in: ${AUDIENCE_WORDS[application.signInAudience]}`,
    ...redirects.map((uri) => `Redirect address: ${uri}`),
    ...(application.publicClient ? ['Public client: yes'] : []),
    ...permissions.map(({ value, type, displayName }) => `Permission: ${value} (${type}), ${displayName}`),
    ...(permissions.length === 0 ? ['Permission: none'] : []),
    ...(user ? [accountLine(user)] : []),
    ...directoryRoles.map(({ displayName }) => `Entra role: ${displayName}`),
    credentialLine(plan.credential),
    ...(plan.consentBy.length > 0 ? [`Consent by: ${plan.consentBy.join(' or ')}`] : []),
  ];
}

function accountLine({ kind, userPrincipalName, becomesOwner }: NonNullable<Plan['user']>): string {
  const how = kind === 'create' ? 'is made' : 'is there already';
  return `Account: ${userPrincipalName} ${how}${becomesOwner ? ' and owns the application' : ''}`;
}

function credentialLine(credential: Plan['credential']): string {
  switch (credential.kind) {
    case 'secret':
      return `Client secret: until ${dayWords(credential.endDateTime)}`;
    case 'certificate':
      return `Certificate: until ${dayWords(credential.certificate.notAfter)}`;
    case 'none':
      return 'Credential: none';
  }
}

/** The definition's own words of caution at one place, as far as they matter here. */
export function cautions(
  { warnings }: Definition,
  place: Warning['at'],
  choices: Choices,
): readonly string[] {
  return warnings
    .filter(({ at, when }) => at === place && applies(when, choices))
    .map(({ text }) => `Caution: ${text}`);
}

export function portalLine(plan: Plan, definition: Definition): string {
  const { steps } = portalSteps(plan, definition);
  const clicks = steps.reduce((sum, step) => sum + step.clicks.length, 0);
  return `By hand it is ${steps.length} steps in the portal, ${clicks} lines in all.`;
}

const VALUES: Readonly<Record<HandOverField['value'], string>> = {
  'application-id': 'the id of the application',
  'tenant-id': 'the id of the tenant',
  'tenant-name': 'the name of the tenant',
  secret: 'the secret, shown once',
  'display-name': 'the name of the application',
  'user-name': 'the user name of the account',
  'user-password': 'whatever the person has set; it is never known here',
};

export function handOverLines({ handOver, checklist }: Definition): readonly string[] {
  return [
    ...handOver.fields.map(({ label, value, portal }) => {
      const elsewhere = portal === undefined ? '' : ` (in the portal: ${portal})`;
      return `${label}: ${VALUES[value]}${elsewhere}`;
    }),
    handOver.advice,
    ...checklist.map(({ text, required }) => `[ ] ${text}${required ? ' (required)' : ''}`),
  ];
}
