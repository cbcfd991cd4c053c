import type { CredentialView, RegistrationView } from '../../../provisioning/contract/register.ts';
import { DAY, day, dayFrom, distance } from '../dates.ts';
import { KIND_MARKS, nameOfLapse } from '../marks.ts';
import { ShapeIcon } from '../parts/icons.tsx';
import { useNow } from '../session.ts';
import { words } from '../words.ts';
import { CredentialActions } from './credential-actions.tsx';
import { lifeOf } from './doable.ts';
import styles from './registration.module.css';

const NEAR = 30 * DAY;

/** Everything of it that stops working on a date, where it is used, and what can be done about it. */
export function Credentials({
  view,
  again,
}: {
  readonly view: RegistrationView;
  readonly again: () => void;
}) {
  if (view.credentials.length === 0) return <p className="quiet">{words.noCredentials}</p>;
  return (
    <ul>
      {view.credentials.map((credential) => (
        <li key={credential.lapseId} className={styles['item']}>
          <Credential credential={credential} />
          <CredentialActions view={view} credential={credential} again={again} />
        </li>
      ))}
    </ul>
  );
}

function Credential({ credential }: { readonly credential: CredentialView }) {
  const now = useNow();
  const { kind, ends, starts, hint, note, places, effect, owner } = credential;
  return (
    <>
      <div className={styles['first']}>
        <h3 className={styles['name']}>
          <ShapeIcon shape={KIND_MARKS[kind].shape} size={14} />
          {nameOfLapse(credential)}
        </h3>
        <span className={styles['when']}>{ends === null ? words.neverEnds : dayFrom(now, ends)}</span>
      </div>
      <Life credential={credential} now={now} />
      <div className={styles['facts']}>
        {note !== '' && <p>{note}</p>}
        <p className="quiet">
          {[
            starts === null ? '' : words.age(distance(now, starts) ?? ''),
            hint === null ? '' : words.hint(hint),
            owner === null ? '' : owner.displayName,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
        {effect !== '' && ends !== null && <p>{words.effect(effect)}</p>}
        {places.length > 0 && (
          <p>
            {words.usedIn} {places.join(', ')}
          </p>
        )}
        <Silence credential={credential} />
      </div>
    </>
  );
}

function Silence({ credential: { snoozed, notOurs } }: { readonly credential: CredentialView }) {
  if (notOurs !== null) return <p className="quiet">{words.notOursBy(notOurs.owner, notOurs.by)}</p>;
  if (snoozed === null) return null;
  return <p className="quiet">{words.snoozedBy(day(snoozed.until), snoozed.by, snoozed.reason)}</p>;
}

/** How much of its life has passed. The dates beside it say the same in words. */
function Life({ credential, now }: { readonly credential: CredentialView; readonly now: number }) {
  const life = lifeOf(credential, now);
  if (life === null) return null;
  const left = Date.parse(credential.ends ?? '') - now;
  const tone = left < 0 ? 'over' : left < NEAR ? 'near' : 'far';
  return (
    <div className={`${styles['life']} ${styles[tone] ?? ''}`} aria-hidden="true">
      <div style={{ width: `${Math.max(life * 100, 1)}%` }} />
    </div>
  );
}
