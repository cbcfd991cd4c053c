/** The plan as facts: what is written, what is there already, what goes, what is left alone. */
import type { PlannedUser, PlanView } from '../../provisioning/contract.ts';
import { day } from './dates.ts';
import { html, type Markup } from './html.ts';

/** A term and the lines below it. */
export interface Fact {
  readonly term: string;
  readonly lines: readonly (string | Markup)[];
}

export function planFacts(plan: PlanView): readonly Fact[] {
  const { permissions, redirects, directoryRoles, existing } = plan;
  const roles = (change: 'add' | 'remove'): string[] =>
    directoryRoles.filter((role) => role.change === change).map(({ displayName }) => displayName);
  const facts: Fact[] = [
    { term: 'Application', lines: application(plan) },
    { term: 'Redirect addresses', lines: redirects },
    { term: 'Admin consent to', lines: permissions.filter(({ there }) => !there).map(permission) },
    { term: 'User', lines: user(plan.user) },
    { term: 'Entra roles', lines: roles('add') },
    { term: 'Credential', lines: [credential(plan)] },
    {
      term: 'Removed',
      lines: [...(existing?.removals ?? []), ...roles('remove').map((role) => `Entra role ${role}`)],
    },
    { term: 'There already', lines: there(plan) },
    { term: 'Left alone', lines: existing?.tooMuch ?? [] },
  ];
  return facts.filter(({ lines }) => lines.length > 0);
}

function application({ applicationName, audience, publicClient, existing }: PlanView): string[] {
  const flows = publicClient ? ['Public client flows allowed'] : [];
  if (existing !== null) {
    const change = existing.settingsChange ? ['Its settings are changed to what this plan says'] : [];
    return [applicationName, `There already: Application (client) ID ${existing.appId}`, ...change, ...flows];
  }
  const whose = audience === 'AzureADMyOrg' ? 'For this directory only' : 'For any organisation’s directory';
  return [applicationName, whose, ...flows];
}

function permission({ value, type, displayName, why }: PlanView['permissions'][number]): Markup {
  return html`<strong>${value}</strong> (${type}) · ${displayName}. ${why}`;
}

function there({ permissions, existing }: PlanView): string[] {
  return [
    ...(existing?.servicePrincipalThere === true ? ['Its service principal'] : []),
    ...permissions.filter((one) => one.there).map(({ value, type }) => `Admin consent to ${value} (${type})`),
  ];
}

function user(planned: PlannedUser | null): string[] {
  if (planned === null) return [];
  const { kind, displayName, userPrincipalName, becomesOwner } = planned;
  const name = `${displayName} (${userPrincipalName})`;
  return [
    kind === 'create' ? `New: ${name}. ${password(planned)}` : `There already: ${name}`,
    ...(becomesOwner ? ['Becomes an owner of the application'] : []),
  ];
}

function password({ neverExpires, passwordDays }: PlannedUser): string {
  const first = 'Its first password has to be changed at the first sign-in';
  if (neverExpires) return `${first}; it never expires.`;
  return passwordDays === null ? `${first}.` : `${first}; it expires after ${passwordDays} days.`;
}

function credential({ credential: planned, existing }: PlanView): string {
  switch (planned.kind) {
    case 'secret': {
      const called = planned.description === null ? '' : `, called “${planned.description}”`;
      const one = existing === null ? 'One client secret' : 'One more client secret';
      return `${one} until ${day(planned.endDateTime)}${called}`;
    }
    case 'certificate':
      return `Certificate ${planned.certificate.subject}, valid until ${day(planned.certificate.notAfter)}`;
    case 'none':
      return planned.because === 'kept'
        ? 'It keeps the credential it has'
        : 'No secret: it only acts for signed-in people';
    default:
      return planned satisfies never;
  }
}
