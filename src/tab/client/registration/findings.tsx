import type { RegistrationView } from '../../../provisioning/contract/register.ts';
import { FailureNote } from '../parts/failure.tsx';
import styles from './registration.module.css';

/** What is so and should not be, each with its fix; first what the list says of it. */
export function Findings({ view: { line, findings } }: { readonly view: RegistrationView }) {
  const all = [...(line.why === null ? [] : [line.why]), ...findings];
  const once = all.filter(({ what }, i) => all.findIndex((other) => other.what === what) === i);
  if (once.length === 0) return null;
  return (
    <div className={styles['findings']}>
      {once.map((finding) => (
        <FailureNote key={finding.what} failure={finding} />
      ))}
    </div>
  );
}
