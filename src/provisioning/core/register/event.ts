/** A line of the history in words: what somebody did, whose name stands beside it. */
import { planNumber } from '../canonical.ts';
import { stepWords } from '../refusal.ts';

const SAID: Readonly<Record<string, string>> = {
  chosen: 'Made the choices',
  checked: 'Read what the tenant allows',
  'certificate-offered': 'Gave the certificate',
  'approval-asked': 'Asked for approval',
  'approval-declined': 'Declined the plan',
  declined: 'Declined the plan',
  'application-created': 'Made the application',
  'service-principal-created': 'Made its service principal',
  'user-created': 'Made the user',
  'lost-secret-accounted-for': 'Removed a secret whose value was lost on the way',
  'tried-again': 'Tried again',
  proven: 'Proven by reading it back',
  'proven-by-hand': 'Proven as it was made by hand',
  'validation-asked': 'Asked to prove it anew',
  'hand-over-opened': 'Opened the hand-over',
  'secret-revealed': 'Saw the secret',
  'first-password-revealed': 'Saw the first password',
  'secret-remade': 'Asked for another secret',
  'handed-over': 'Handed it over',
  'unclaimed-secret-removal-asked': 'Asked to remove the secret that nobody fetched',
  'old-credential-removal-asked': 'Asked to remove the old credential',
  'old-secret-removed': 'Removed the old secret',
  'credential-superseded': 'A newer credential took its place',
  'cancel-asked': 'Asked to take it back',
  cancelled: 'Cancelled',
};

/** @param what a code, and what it is about; a code without words of its own is said without its dashes */
export function eventWords(what: string): string {
  const [, step, end] = /^(.+)-(applied|taken-back)$/s.exec(what) ?? [];
  if (step !== undefined) return `${named(step)}: ${end === 'applied' ? 'done' : 'taken back'}`;
  const [code = '', ...about] = what.split(' ');
  if (code === 'plan-approved') return `Approved plan ${planNumber(about[0] ?? '')}`.trim();
  if (code === 'adoption-asked') return `Asked to take over the application ${about.join(' ')}`;
  return [SAID[code] ?? capital(code.replaceAll('-', ' ')), ...about].join(' ');
}

/** `secret (2)`: the second of its kind in one registration. */
function named(step: string): string {
  const [, plain = step, again = ''] = /^(.*?)( \(\d+\))?$/s.exec(step) ?? [];
  return capital(stepWords(plain) + again);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
