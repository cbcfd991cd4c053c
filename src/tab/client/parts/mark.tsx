import type { Mark } from '../marks.ts';
import { SignIcon } from './icons.tsx';
import styles from './mark.module.css';

/** An icon and a word. `quiet`: without a ground of its own, where many stand in a list. */
export function MarkChip({ mark, plain = false }: { readonly mark: Mark; readonly plain?: boolean }) {
  return (
    <span className={`${styles['mark']} ${styles[mark.tone]} ${plain ? '' : styles['chip']}`}>
      <SignIcon sign={mark.sign} />
      <span>{mark.word}</span>
    </span>
  );
}
