/** Each thing a plan speaks of, as a line: what is written, what is there, what goes, what is left alone. */
import type { CertificateFacts, PlannedUser, PlanView } from '../../../provisioning/contract.ts';
import { day, dayFrom } from '../dates.ts';
import type { Mark } from '../marks.ts';

export interface PlanLine {
  readonly kind: 'new' | 'changed' | 'there' | 'none' | 'removed' | 'left';
  readonly text: string;
  readonly detail: readonly string[];
}

export const PLAN_MARKS: Readonly<Record<PlanLine['kind'], Mark>> = {
  new: { sign: 'plus', word: 'New', tone: 'busy' },
  changed: { sign: 'pen', word: 'Changed', tone: 'busy' },
  there: { sign: 'done', word: 'There already', tone: 'quiet' },
  none: { sign: 'empty', word: 'None', tone: 'quiet' },
  removed: { sign: 'ended', word: 'Removed', tone: 'warn' },
  left: { sign: 'empty', word: 'Left alone', tone: 'quiet' },
};

export function planLines(plan: PlanView, now: number): readonly PlanLine[] {
  return [
    application(plan),
    {
      kind: plan.existing?.servicePrincipalThere === true ? 'there' : 'new',
      text: 'Its service principal',
      detail: [],
    },
    ...permissions(plan),
    ...(plan.user === null ? [] : user(plan.user)),
    ...roles(plan, 'add'),
    credential(plan, now),
    ...removed(plan),
    ...(plan.existing?.tooMuch ?? []).map((text): PlanLine => ({ kind: 'left', text, detail: [] })),
  ];
}

/** Something is taken away, so that the name has to be typed. */
export function takesAway({ existing, directoryRoles }: PlanView): boolean {
  return (existing?.removals ?? []).length > 0 || directoryRoles.some(({ change }) => change === 'remove');
}

function application(plan: PlanView): PlanLine {
  const { existing, applicationName, audience, redirects, publicClient } = plan;
  const addresses = redirects.length === 0 ? 'no redirect address' : `redirect to ${redirects.join(', ')}`;
  const flows = publicClient ? ['public client flows allowed'] : [];
  if (existing === null) {
    const whose = audience === 'AzureADMyOrg' ? 'this directory only' : 'any organisation’s directory';
    return {
      kind: 'new',
      text: `Application ${applicationName}`,
      detail: [[whose, addresses, ...flows].join(', ')],
    };
  }
  const id = `Application (client) ID ${existing.appId}`;
  if (!existing.settingsChange)
    return { kind: 'there', text: `Application ${applicationName}`, detail: [id] };
  const settings = [requests(plan), ...(redirects.length === 0 ? [] : [addresses]), ...flows].join('; ');
  return {
    kind: 'changed',
    text: `Settings of application ${applicationName}`,
    detail: [`Afterwards: ${settings}.`, id],
  };
}

function requests({ permissions: wanted, existing }: PlanView): string {
  if ((existing?.removals ?? []).length === 0) return 'it requests the permissions of this plan, too';
  return wanted.length === 0
    ? 'it requests no permission'
    : 'it requests the permissions of this plan and no other';
}

function permissions(plan: PlanView): PlanLine[] {
  return plan.permissions.map(({ value, type, there, why }) => ({
    kind: there ? 'there' : 'new',
    text: `Admin consent to ${value} (${type})`,
    detail: there ? [] : [why],
  }));
}

function user({
  kind,
  displayName,
  userPrincipalName,
  becomesOwner,
  neverExpires,
  passwordDays,
}: PlannedUser): PlanLine[] {
  const life = neverExpires
    ? 'The password never expires.'
    : passwordDays === null
      ? 'How long the password lives is up to this tenant.'
      : `The password expires after ${passwordDays} days.`;
  const first = 'Its first password is shown once, to you, and has to be changed at the first sign-in.';
  const account: PlanLine = {
    kind: kind === 'create' ? 'new' : 'there',
    text: `User ${displayName} (${userPrincipalName})`,
    detail: kind === 'create' ? [first, life] : ['Used as it is.'],
  };
  const owner: PlanLine = { kind: 'new', text: `${displayName} as owner of the application`, detail: [] };
  return becomesOwner ? [account, owner] : [account];
}

function roles({ directoryRoles }: PlanView, change: 'add' | 'remove'): PlanLine[] {
  return directoryRoles
    .filter((role) => role.change === change)
    .map(({ displayName }) => ({
      kind: change === 'add' ? 'new' : 'removed',
      text: `Entra role ${displayName} ${change === 'add' ? 'for' : 'of'} its service principal`,
      detail: [],
    }));
}

function removed(plan: PlanView): PlanLine[] {
  const gone = (plan.existing?.removals ?? []).map((text): PlanLine => ({
    kind: 'removed',
    text,
    detail: [],
  }));
  return [...gone, ...roles(plan, 'remove')];
}

function credential({ credential: planned, existing }: PlanView, now: number): PlanLine {
  switch (planned.kind) {
    case 'none':
      return planned.because === 'kept'
        ? { kind: 'there', text: 'It keeps the credential it has', detail: [] }
        : { kind: 'none', text: 'No secret: it only acts for signed-in people', detail: [] };
    case 'certificate':
      return {
        kind: 'new',
        text: `Certificate ${planned.certificate.subject}, valid until ${dayFrom(now, planned.certificate.notAfter)}`,
        detail: [compared(planned.certificate)],
      };
    case 'secret': {
      const { description, shortened, endDateTime } = planned;
      return {
        kind: 'new',
        text: `One ${existing === null ? '' : 'more '}client secret until ${dayFrom(now, endDateTime)}`,
        detail: [
          ...(description === null ? [] : [`Called “${description}”.`]),
          ...(existing === null ? [] : ['Those it has stay valid.']),
          ...(shortened ? ['Shorter than was chosen, because this tenant allows no longer one.'] : []),
        ],
      };
    }
    default:
      return planned satisfies never;
  }
}

/** Everything an admin can hold against what the vendor sent, before it is written. */
function compared({ issuer, key, notBefore, thumbprint, sha256 }: CertificateFacts): string {
  return `${key}, issued by ${issuer}, valid from ${day(notBefore)}. Thumbprint (SHA-1) ${thumbprint}. SHA-256 ${sha256}.`;
}
