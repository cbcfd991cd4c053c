import { Component } from 'react';
import type { ReactNode } from 'react';
import { BROKEN } from '../trouble.ts';
import { words } from '../words.ts';
import styles from './failure.module.css';

/** A mistake of ours ends here, and not on a blank page. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="page">
        <section className={`${styles['box']} ${styles['whole']}`} role="alert">
          <div>
            <h1>{BROKEN.what}</h1>
            <p>
              {BROKEN.why} {BROKEN.fix}
            </p>
            <button type="button" onClick={() => location.reload()}>
              {words.reload}
            </button>
          </div>
        </section>
      </main>
    );
  }
}
