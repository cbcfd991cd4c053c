/** One registration as a page shows it: what its runs say together. */
import type { HandOverView, ProofView } from '../../contract.ts';
import type { CredentialView, RegistrationView } from '../../contract/register.ts';
import { explain } from '../../errors.ts';
import type { AppId } from '../ids.ts';
import { lapsesOf } from '../lapses.ts';
import type { Run } from '../run.ts';
import { portalUrl, proofView } from '../view.ts';
import { lapseNote } from '../watch/notes.ts';
import type { WatchedLapse } from '../watch/types.ts';
import { seenIn, unseenOf } from '../watch/unseen.ts';
import { registrationFindings } from './findings.ts';
import { newestFirst, type RegisterGround } from './ground.ts';
import { registrationLapses, type LapseMarks } from './lapses.ts';

type Whole = Pick<
  RegistrationView,
  'proof' | 'reasons' | 'credentials' | 'handOver' | 'findings' | 'notChecked' | 'portalUrl'
>;

/** `now` is epoch ms. */
export function wholeOf(ground: RegisterGround, marks: LapseMarks, now: number): Whole {
  const runs = ground.runs.map(({ run }) => run);
  const newest = newestFirst(ground);
  const registration = newest.flatMap((run) => run.registration ?? [])[0] ?? null;
  return {
    proof: proofOf(runs),
    reasons: Object.fromEntries(runs.flatMap(({ plan }) => reasonsIn(plan))),
    credentials: credentialsOf(ground, marks, now),
    handOver: handOverOf(newest),
    findings: registrationFindings(ground, now).map(explain),
    notChecked: registration === null ? [] : notCheckedOf(ground, registration.appId),
    portalUrl: registration === null ? null : portalUrl(registration.appId),
  };
}

function notCheckedOf({ runs, kept }: RegisterGround, appId: AppId): RegistrationView['notChecked'] {
  const look = kept.find((application) => application.appId === appId)?.look;
  return unseenOf(
    appId,
    runs.map(({ run }) => run),
    seenIn(look),
  );
}

/** Each permission as the last run that planned it found it; the rest as the last one did. */
function proofOf(runs: readonly Run[]): ProofView | null {
  const proofs = runs.flatMap((run) => proofView(run) ?? []);
  const newest = proofs.at(-1);
  if (newest === undefined) return null;
  const permissions = new Map(proofs.flatMap((one) => one.permissions).map((one) => [one.value, one]));
  return { ...newest, permissions: [...permissions.values()] };
}

function reasonsIn(plan: Run['plan']): readonly (readonly [string, string])[] {
  return plan?.permissions.map(({ value, why }) => [value, why] as const) ?? [];
}

/** Of the newest that has anything to hand over. */
function handOverOf(runs: readonly Run[]): HandOverView {
  const run = runs.find(({ handOver }) => handOver.state !== 'none') ?? runs[0];
  const { state, openedAt, openedBy } = run?.handOver ?? { state: 'none', openedAt: null, openedBy: null };
  return { state, openedAt, openedBy: openedBy?.displayName ?? null };
}

/** What works today, whether or not somebody said that it is another's. */
function credentialsOf(ground: RegisterGround, marks: LapseMarks, now: number): readonly CredentialView[] {
  return registrationLapses(ground, marks, now)
    .filter(({ state }) => state === 'live')
    .flatMap((lapse) => credentialOf(ground, lapse) ?? []);
}

function credentialOf(ground: RegisterGround, lapse: WatchedLapse): CredentialView | null {
  const { kind, label, ends, starts, places, effect, runId, owner, snooze, notOurs } = lapse;
  if (kind === 'check') return null;
  return {
    ...{ kind, label, ends, starts, places, effect, runId, owner },
    lapseId: lapse.id,
    note: noteOf(ground, lapse),
    hint:
      kind === 'secret'
        ? (ground.runs.find(({ run }) => run.id === runId)?.run.credentialHint ?? null)
        : null,
    snoozed: snooze === null ? null : { ...snooze, by: snooze.by.displayName },
    notOurs: notOurs === null ? null : { owner: notOurs.owner, by: notOurs.by.displayName },
  };
}

function noteOf({ runs, definitionOf }: RegisterGround, lapse: WatchedLapse): string {
  const { source, kind, runId } = lapse;
  const found = source === 'found' ? 'Found in the directory; no set-up of ours made it.' : '';
  const said = [found, lapseNote(lapse)].filter((text) => text !== '').join(' ');
  if (said !== '') return said;
  const run = runs.find((one) => one.run.id === runId)?.run;
  const definition = run === undefined ? undefined : definitionOf(run.connectorId);
  if (run === undefined || definition === undefined) return '';
  return lapsesOf(run, definition).find((one) => one.kind === kind)?.note ?? '';
}
