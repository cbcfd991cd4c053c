/** The plan, line for line: the same for the person who asks and the person who approves. */
import type { CertificateFacts, PlanView, RunView } from '../../provisioning/contract.ts';
import { day, dayFrom } from '../dates.ts';
import { words } from '../words.ts';
import { checkLine } from './checks.ts';
import type { Part } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import { joined, quote, say } from './text.ts';
import type { Said } from './text.ts';

const PLUS = { icon: '+', word: 'New', colour: 'default' } as const;

export function planBody(view: RunView, plan: PlanView, now: number, tail: readonly Said[] = []): Part[] {
  const notices = view.checks.filter((check) => check.state !== 'ok').map(checkLine);
  const written = [application(plan), servicePrincipal, ...permissions(plan), credential(plan, now)];
  const owner = plan.creatorBecomesOwner ? [words.ownerNote] : [];
  return [
    lines(written, { tail: [words.planTail(plan.number), ...owner] }),
    ...(notices.length + tail.length === 0 ? [] : [lines(notices, { tail })]),
  ];
}

/** What each permission is for, for the fold. */
export function reasons(plan: PlanView): Said[] {
  return plan.permissions.map(({ value, displayName, why }) =>
    joined([say`**${value}** · ${displayName}.`, quote(why)]),
  );
}

function application(plan: PlanView): Line {
  const audience = plan.audience === 'AzureADMyOrg' ? 'this directory only' : 'any organisation’s directory';
  const redirects = plan.redirects.length === 0 ? 'no redirect address' : plan.redirects.join(', ');
  return {
    chip: PLUS,
    text: say`Application **${plan.applicationName}**`,
    detail: say`${audience}, ${redirects}`,
  };
}

const servicePrincipal: Line = { chip: PLUS, text: say`Its service principal` };

function permissions(plan: PlanView): Line[] {
  return plan.permissions.map(({ value, type }) => ({
    chip: PLUS,
    text: say`Admin consent to **${value}** (${type})`,
  }));
}

/** Everything an admin can hold against what the vendor sent, before it is written. */
function compared({ issuer, key, notBefore, thumbprint, sha256 }: CertificateFacts): Said {
  return say`${key}, issued by ${issuer}, valid from ${day(notBefore)}. Thumbprint (SHA-1) ${thumbprint}. SHA-256 ${sha256}.`;
}

function credential({ credential }: PlanView, now: number): Line {
  if (credential.kind === 'certificate') {
    const { subject, notAfter } = credential.certificate;
    const text = say`Certificate ${subject}, valid until ${dayFrom(now, notAfter)}`;
    return { chip: PLUS, text, detail: compared(credential.certificate) };
  }
  const until = say`One client secret until ${dayFrom(now, credential.endDateTime)}`;
  return credential.shortened
    ? {
        chip: PLUS,
        text: until,
        detail: say`Shorter than was chosen, because this tenant allows no longer one.`,
      }
    : { chip: PLUS, text: until };
}
