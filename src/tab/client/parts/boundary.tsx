import { Component } from 'react';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../../../provisioning/contract/tab.ts';
import { troubleOf } from '../trouble.ts';
import { words } from '../words.ts';
import styles from './failure.module.css';
import { reloadFor } from './reload.ts';
import type { ReloadPorts } from './reload.ts';

interface Props extends ReloadPorts {
  readonly children: ReactNode;
}

interface State {
  readonly failure: ApiFailure | null;
}

/** What cannot be drawn, by a mistake of ours or since it was not fetched, ends here and not on a blank page. */
export class Boundary extends Component<Props, State> {
  override state: State = { failure: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failure: troubleOf(error).failure };
  }

  override componentDidCatch(error: unknown): void {
    reloadFor(error, this.props);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    return (
      <main className="page">
        <section className={`${styles['box']} ${styles['whole']}`} role="alert">
          <div>
            <h1>{failure.what}</h1>
            <p>
              {failure.why} {failure.fix}
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
