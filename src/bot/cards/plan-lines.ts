/** Each thing a plan speaks of, as a line: what is written, what is there, what goes, what is left alone. */
import type { CertificateFacts, PlannedUser, PlanView } from '../../provisioning/contract.ts';
import { day, dayFrom } from '../dates.ts';
import { words } from '../words.ts';
import { PLAN_CHIPS } from './chips.ts';
import type { Line } from './lines.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

export interface PlanLines {
  readonly written: readonly Line[];
  readonly removed: readonly Line[];
  readonly there: readonly Line[];
  readonly left: readonly Line[];
}

export function planLines(plan: PlanView, now: number): PlanLines {
  const planned = [
    application(plan),
    servicePrincipal(plan),
    ...permissions(plan),
    ...(plan.user === null ? [] : user(plan.user)),
    ...newRoles(plan),
    credential(plan, now),
  ];
  return {
    written: planned.filter(({ chip }) => chip !== PLAN_CHIPS.there),
    there: planned.filter(({ chip }) => chip === PLAN_CHIPS.there),
    removed: removed(plan),
    left: (plan.existing?.tooMuch ?? []).map((what) => ({ chip: PLAN_CHIPS.left, text: quote(what) })),
  };
}

function newOrThere(there: boolean): Line['chip'] {
  return there ? PLAN_CHIPS.there : PLAN_CHIPS.new;
}

function application(plan: PlanView): Line {
  const { existing, applicationName } = plan;
  if (existing === null) {
    const audience =
      plan.audience === 'AzureADMyOrg' ? say`this directory only` : say`any organisation’s directory`;
    const redirects = addresses(plan);
    const all = [
      audience,
      ...(redirects.length === 0 ? [say`no redirect address`] : redirects),
      ...flows(plan),
    ];
    return {
      chip: PLAN_CHIPS.new,
      text: say`Application **${applicationName}**`,
      detail: joined(all, ', '),
    };
  }
  const id = say`Application (client) ID ${existing.appId}.`;
  return existing.settingsChange
    ? {
        chip: PLAN_CHIPS.changed,
        text: say`Settings of application **${applicationName}**`,
        detail: joined([settingsChange(plan, existing), id]),
      }
    : { chip: PLAN_CHIPS.there, text: say`Application **${applicationName}**`, detail: id };
}

/** What is there beside them stays. */
function settingsChange(plan: PlanView, existing: NonNullable<PlanView['existing']>): Said {
  const all = [requests(plan, existing), ...addresses(plan), ...flows(plan)];
  return say`Afterwards: ${joined(all, '; ')}.`;
}

function requests({ permissions: wanted }: PlanView, { removals }: NonNullable<PlanView['existing']>): Said {
  if (removals.length === 0) return say`it requests the permissions of this plan, too`;
  return wanted.length === 0
    ? say`it requests no permission`
    : say`it requests the permissions of this plan and no other`;
}

function addresses({ redirects }: PlanView): Said[] {
  const listed = redirects.map((address) => say`${address}`);
  if (listed.length === 0) return [];
  return [
    joined([listed.length === 1 ? say`redirect address` : say`redirect addresses`, joined(listed, ', ')]),
  ];
}

function flows({ publicClient }: PlanView): Said[] {
  return publicClient ? [say`public client flows allowed`] : [];
}

function servicePrincipal({ existing }: PlanView): Line {
  return { chip: newOrThere(existing?.servicePrincipalThere === true), text: say`Its service principal` };
}

function permissions(plan: PlanView): Line[] {
  return plan.permissions.map(({ value, type, there }) => ({
    chip: newOrThere(there),
    text: say`Admin consent to **${value}** (${type})`,
  }));
}

function user(planned: PlannedUser): Line[] {
  const { kind, displayName, userPrincipalName, becomesOwner } = planned;
  const text = say`User **${displayName}** (${userPrincipalName})`;
  const account: Line =
    kind === 'create'
      ? { chip: PLAN_CHIPS.new, text, detail: joined([words.firstPassword, passwordLife(planned)]) }
      : { chip: PLAN_CHIPS.there, text, detail: words.usedAsItIs };
  const owner: Line = { chip: PLAN_CHIPS.new, text: say`**${displayName}** as owner of the application` };
  return becomesOwner ? [account, owner] : [account];
}

function passwordLife({ neverExpires, passwordDays }: PlannedUser): Said {
  if (neverExpires) return words.passwordForEver;
  return passwordDays === null ? words.passwordAsTenant : words.passwordDays(passwordDays);
}

function newRoles({ directoryRoles }: PlanView): Line[] {
  return directoryRoles
    .filter(({ change }) => change === 'add')
    .map(({ displayName }) => ({
      chip: PLAN_CHIPS.new,
      text: say`Entra role **${displayName}** for its service principal`,
    }));
}

function removed({ existing, directoryRoles }: PlanView): Line[] {
  const roles = directoryRoles.filter(({ change }) => change === 'remove');
  const gone = [
    ...(existing?.removals ?? []).map((what) => quote(what)),
    ...roles.map(({ displayName }) => say`Entra role **${displayName}** of its service principal`),
  ];
  return gone.map((text) => ({ chip: PLAN_CHIPS.removed, text }));
}

/** Everything an admin can hold against what the vendor sent, before it is written. */
function compared({ issuer, key, notBefore, thumbprint, sha256 }: CertificateFacts): Said {
  return say`${key}, issued by ${issuer}, valid from ${day(notBefore)}. Thumbprint (SHA-1) ${thumbprint}. SHA-256 ${sha256}.`;
}

function credential({ credential: planned, existing }: PlanView, now: number): Line {
  switch (planned.kind) {
    case 'none':
      return planned.because === 'kept'
        ? { chip: PLAN_CHIPS.there, text: words.keptCredential }
        : { chip: PLAN_CHIPS.none, text: words.noSecret };
    case 'certificate': {
      const { subject, notAfter } = planned.certificate;
      const text = say`Certificate ${subject}, valid until ${dayFrom(now, notAfter)}`;
      return { chip: PLAN_CHIPS.new, text, detail: compared(planned.certificate) };
    }
    case 'secret': {
      const until = dayFrom(now, planned.endDateTime);
      const one =
        existing === null
          ? say`One client secret until ${until}`
          : say`One more client secret until ${until}`;
      return { chip: PLAN_CHIPS.new, text: one, detail: joined(aboutSecret(planned, existing !== null)) };
    }
    default:
      return planned satisfies never;
  }
}

function aboutSecret(
  { description, shortened }: Extract<PlanView['credential'], { kind: 'secret' }>,
  besideOthers: boolean,
): Said[] {
  return [
    ...(description === null ? [] : [say`Called “${description}”.`]),
    ...(besideOthers ? [words.othersStay] : []),
    ...(shortened ? [words.shortened] : []),
  ];
}
