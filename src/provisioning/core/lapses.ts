/** What of a registration stops working on a date, in the order in which people look for it. */
import type { LapseView } from '../contract.ts';
import { DAY } from './dates.ts';
import type { Definition } from './definition.ts';
import type { Run } from './run.ts';

/** Of this run's own: its credential, its user's password, the sign-in that must be repeated. */
export function lapsesOf(run: Run, definition: Definition): readonly LapseView[] {
  if (run.plan === null || run.registration === null) return [];
  return [...credential(run), ...password(run, definition), ...signIn(run, definition)];
}

/** When the credential of this run ends, as Graph returned it; null without one. */
export function credentialEnds({ plan, credentialEnds: returned }: Run): string | null {
  switch (plan?.credential.kind) {
    case 'certificate':
      return plan.credential.certificate.notAfter;
    case 'secret':
      return returned ?? plan.credential.endDateTime;
    default:
      return null;
  }
}

function credential(run: Run): readonly LapseView[] {
  const { plan } = run;
  const ends = credentialEnds(run);
  if (run.superseded !== null) return [];
  if (plan === null || plan.credential.kind === 'none' || ends === null) return [];
  const named = plan.credential.kind === 'secret' ? plan.credential.description : null;
  return [{ kind: plan.credential.kind, label: named ?? plan.application.displayName, ends, note: '' }];
}

/** Its clock starts with the first sign-in, when the person sets the password that is used from then on. */
function password({ plan, ticks }: Run, { checklist }: Definition): readonly LapseView[] {
  const user = plan?.user;
  const start = checklist.find(({ starts }) => starts === 'password');
  if (user == null || start === undefined) return [];
  const common = { kind: 'password' as const, label: user.userPrincipalName };
  if (user.neverExpires) return [{ ...common, ends: null, note: 'It never expires.' }];
  if (user.passwordDays === null)
    return [{ ...common, ends: null, note: 'This tenant sets no end to passwords, or I may not read it.' }];
  const from = ticks[start.id]?.at;
  return [
    from === undefined
      ? { ...common, ends: null, note: 'Its clock starts when the first sign-in is ticked.' }
      : { ...common, ends: after(from, user.passwordDays), note: '' },
  ];
}

function signIn({ plan, choices, ticks }: Run, { checklist }: Definition): readonly LapseView[] {
  const days = choices?.signInEveryDays;
  const start = checklist.find(({ starts }) => starts === 'sign-in');
  if (days == null || plan?.user == null || start === undefined) return [];
  const common = { kind: 'sign-in' as const, label: plan.user.userPrincipalName };
  const from = ticks[start.id]?.at;
  return [
    from === undefined
      ? { ...common, ends: null, note: `Every ${days} days, from the first sign-in on.` }
      : { ...common, ends: after(from, days), note: `Every ${days} days.` },
  ];
}

function after(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * DAY).toISOString();
}
