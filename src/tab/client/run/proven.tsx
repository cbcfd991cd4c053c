import { FailureNote } from '../parts/failure.tsx';
import { Section } from '../parts/ground.tsx';
import { ProofList } from '../parts/proof.tsx';
import { day, dayFrom, moment } from '../dates.ts';
import { nameOfLapse } from '../marks.ts';
import type { RunView } from '../../../provisioning/contract.ts';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';
import { Checklist } from './checklist.tsx';
import { ProvenButtons } from './proven-buttons.tsx';
import styles from './run.module.css';

/** Registered and checked: the proof, what is left to do, and the hand-over. */
export function Proven({ desk }: DeskProps) {
  const { view, now } = desk;
  return (
    <>
      <section className={`sheet ${styles['sheet']}`}>
        <p className={styles['lead']}>{sentence(view)}</p>
        {view.renewal !== null && <p>{oldCredential(view.renewal, now)}</p>}
        {view.findings.map((finding) => (
          <FailureNote key={finding.what} failure={finding} />
        ))}
        {view.warnings.map((text) => (
          <p key={text} className="quiet">
            {text}
          </p>
        ))}
        {desk.mine && <ProvenButtons desk={desk} />}
      </section>
      {view.checklist.length > 0 && (
        <Section title={words.toDo}>
          <Checklist desk={desk} />
        </Section>
      )}
      {view.proof !== null && (
        <Section title={words.proofHeading} aside={words.provenAt(moment(view.proof.at))}>
          <ProofList proof={view.proof} reasons={reasonsOf(view)} />
          {view.lapses.map((lapse) => (
            <p key={`${lapse.kind} ${lapse.label}`} className={styles['after']}>
              {ending(lapse, now)}
            </p>
          ))}
        </Section>
      )}
    </>
  );
}

function sentence(view: RunView): string {
  const name = view.registration?.name ?? view.connector.title;
  if (view.phase === 'handed-over') return finished(view, name);
  if (view.handOver.state === 'shredded') return words.shredded;
  if (view.handOver.state === 'revealed') return words.handOverRevealed;
  return `${words.proven(name)} ${next(view)}`;
}

function finished({ supersededAt, renewal }: RunView, name: string): string {
  if (supersededAt !== null) return words.superseded(name, day(supersededAt));
  return renewal?.removed === false ? words.renewedHandedOver(name) : words.handedOver(name);
}

function next({ proof, handOverTo }: RunView): string {
  switch (proof?.credentialKind) {
    case 'certificate':
      return words.handOverNextNoSecret(handOverTo);
    case 'none':
      return words.handOverNextNone(handOverTo);
    default:
      return words.handOverNext(handOverTo);
  }
}

/** What of it stops working, and when; what has no date yet says why. */
function ending(lapse: RunView['lapses'][number], now: number): string {
  const what = nameOfLapse(lapse);
  if (lapse.ends === null) return `${what}: ${lapse.note}`;
  const when = dayFrom(now, lapse.ends);
  const said = lapse.kind === 'sign-in' ? words.repeat(what, when) : words.expires(what, when);
  return `${said} ${lapse.note}`.trim();
}

function oldCredential(
  { kind, ends, removable, removed }: NonNullable<RunView['renewal']>,
  now: number,
): string {
  if (removed) return words.oldGone(kind);
  const until = dayFrom(now, ends);
  return removable ? words.oldMayGo(kind, until) : words.oldWorks(kind, until);
}

function reasonsOf({ plan }: RunView): Readonly<Record<string, string>> {
  return Object.fromEntries((plan?.permissions ?? []).map(({ value, why }) => [value, why]));
}
