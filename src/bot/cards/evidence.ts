/** What was seen of a registration: each permission, the credential, whatever else was planned. */
import type { ProofView, RunView } from '../../provisioning/contract.ts';
import { timeOfDay } from '../dates.ts';
import { brief, words } from '../words.ts';
import { CHECK_CHIPS, VERDICT_CHIPS } from './chips.ts';
import type { Part } from './drawing.ts';
import { lapseLines } from './lapses.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import { bothNames } from './parts.ts';
import { quote, say } from './text.ts';
import type { Said } from './text.ts';

export function evidence(view: RunView, now: number): Part[] {
  const seen = [...proofLines(view), ...findings(view)];
  const tail =
    view.proof === null
      ? []
      : [...noCredential(view), ...lapseLines(view, now), ...account(view), ...bothNames(view)];
  return seen.length + tail.length === 0 ? [] : [lines(seen, { tail })];
}

function proofLines(view: RunView): Line[] {
  const { proof, description } = view;
  if (proof === null) return [];
  return [...granted(proof), ...more(proof), ...credential(proof, description), ...ownToken(view, proof)];
}

function findings(view: RunView): Line[] {
  return [
    ...view.findings.map((text) => ({ chip: CHECK_CHIPS.warn, text: brief(text) })),
    ...view.warnings.map((text) => ({ chip: CHECK_CHIPS.warn, text: quote(text) })),
  ];
}

function granted(proof: ProofView): Line[] {
  return proof.permissions.map((permission) => {
    const chip =
      permission.granted === 'proven' && permission.inToken === 'missing'
        ? VERDICT_CHIPS.missing
        : VERDICT_CHIPS[permission.granted];
    return { chip, text: say`${permission.value}`, detail: whatWasSeen(permission, proof.at) };
  });
}

function whatWasSeen({ granted: grant, inToken }: ProofView['permissions'][number], at: string): Said {
  if (grant !== 'proven') return say`The grant is not there, or I may not read it.`;
  if (inToken === 'proven') return say`Granted, and present in a token taken at ${timeOfDay(at)}.`;
  return inToken === 'missing'
    ? say`Granted, but absent from a token taken at ${timeOfDay(at)}.`
    : say`Granted, read back from the directory.`;
}

function more(proof: ProofView): Line[] {
  return proof.more.map(({ what, verdict }) => ({ chip: VERDICT_CHIPS[verdict], text: quote(what) }));
}

function credential({ credential: verdict, credentialKind }: ProofView, description: string | null): Line[] {
  if (verdict === 'none') return [];
  const kind = credentialKind === 'certificate' ? say`Certificate` : say`Client secret`;
  const text = description === null ? kind : say`${kind} “${description}”`;
  return [{ chip: VERDICT_CHIPS[verdict], text }];
}

/** What only the holder of the key could show; one line of its own, so that no grant looks unproven for it. */
function ownToken({ plan, connector: { vendor } }: RunView, proof: ProofView): Line[] {
  const asItself = plan === null || plan.permissions.some(({ type }) => type === 'application');
  const unseen =
    proof.permissions.length > 0 && proof.permissions.every(({ inToken }) => inToken === 'not-checked');
  if (!asItself || !unseen || proof.credential === 'none') return [];
  const detail =
    proof.credentialKind === 'certificate'
      ? say`${vendor} holds the key, so only ${vendor} can take one. Ask them to confirm.`
      : say`None could be read.`;
  return [{ chip: VERDICT_CHIPS['not-checked'], text: say`A token of the registration's own`, detail }];
}

function noCredential({ proof, plan }: RunView): Said[] {
  if (proof?.credential !== 'none') return [];
  const kept = plan?.credential.kind === 'none' && plan.credential.because === 'kept';
  return [kept ? words.keptCredential : words.noSecret];
}

/** The account the vendor's product signs in with, and where its first password is. */
function account({ user, firstPassword }: RunView): Said[] {
  if (user === null) return [];
  const { userPrincipalName, made } = user;
  const who = made === 'create' ? words.userMade(userPrincipalName) : words.userExisting(userPrincipalName);
  return [
    who,
    ...(firstPassword === 'ready' ? [words.passwordReady] : []),
    ...(firstPassword === 'gone' ? [words.passwordGone] : []),
  ];
}
