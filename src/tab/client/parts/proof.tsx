import type { ProofView, Verdict } from '../../../provisioning/contract.ts';
import type { Mark } from '../marks.ts';
import { VERDICT_MARKS } from '../marks.ts';
import { words } from '../words.ts';
import { MarkChip } from './mark.tsx';
import styles from './lines.module.css';

/** What was seen of it: each permission with what it is for, the credential, and the rest. */
export function ProofList({
  proof,
  reasons,
  children,
}: {
  readonly proof: ProofView;
  readonly reasons: Readonly<Record<string, string>>;
  /** Further lines. */
  readonly children?: React.ReactNode;
}) {
  return (
    <ul>
      {proof.permissions.length === 0 && <li className="quiet">{words.noPermissions}</li>}
      {proof.permissions.map((permission) => (
        <Line
          key={permission.value}
          mark={VERDICT_MARKS[verdictOf(permission)]}
          text={<code>{permission.value}</code>}
          detail={[seen(permission), reasons[permission.value] ?? '']}
        />
      ))}
      {proof.credential !== 'none' && (
        <Line
          mark={VERDICT_MARKS[proof.credential]}
          text={proof.credentialKind === 'certificate' ? 'Certificate' : 'Client secret'}
          detail={[]}
        />
      )}
      {proof.more.map(({ what, verdict }) => (
        <Line key={what} mark={VERDICT_MARKS[verdict]} text={what} detail={[]} />
      ))}
      {children}
    </ul>
  );
}

/** A mark, what it is about, and more of it beneath. */
export function Line({
  mark,
  text,
  detail,
  children,
}: {
  readonly mark: Mark;
  readonly text: React.ReactNode;
  readonly detail: readonly string[];
  readonly children?: React.ReactNode;
}) {
  const said = detail.filter((one) => one !== '');
  return (
    <li className={styles['line']}>
      <MarkChip mark={mark} plain />
      <div>
        <div>{text}</div>
        {said.map((one) => (
          <p key={one} className="quiet">
            {one}
          </p>
        ))}
        {children}
      </div>
    </li>
  );
}

type Permission = ProofView['permissions'][number];

function verdictOf({ granted, inToken }: Permission): Verdict {
  return granted === 'proven' && inToken === 'missing' ? 'missing' : granted;
}

function seen({ granted, inToken }: Permission): string {
  if (granted === 'missing') return words.notGranted;
  if (granted === 'not-checked') return words.grantNotChecked;
  if (inToken === 'proven') return words.grantedInToken;
  return inToken === 'missing' ? words.grantedNotInToken : words.grantedOnly;
}
