import { words } from '../words.ts';
import styles from './loading.module.css';

/** While a page is on its way: its outline, so that nothing jumps when it comes. */
export function Loading({ rows = 3 }: { readonly rows?: number }) {
  return (
    <main className="page" aria-busy="true">
      <p className="unseen" role="status">
        {words.loading}
      </p>
      <div className={`${styles['bone']} ${styles['title']}`} />
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className={`sheet ${styles['sheet']}`}>
          <div className={`${styles['bone']} ${styles['heading']}`} />
          <div className={`${styles['bone']} ${styles['line']}`} />
          <div className={`${styles['bone']} ${styles['line']}`} />
        </div>
      ))}
    </main>
  );
}

/** A line of something that is on its way. */
export function Bone({ width }: { readonly width: string }) {
  return <span className={styles['bone']} style={{ width }} />;
}
