import { Component, Suspense } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../session.ts';
import { troubleOf } from '../trouble.ts';
import { PartMissing } from './lazily.ts';
import { reloadFor } from './reload.ts';
import type { ReloadPorts } from './reload.ts';

/** Around a part that is fetched after the page: `meanwhile` stands there until it comes, and when it does not. */
export function Later({
  meanwhile = null,
  children,
}: {
  readonly meanwhile?: ReactNode;
  readonly children: ReactNode;
}) {
  const { live, notes } = useSession();
  return (
    <Missing live={live} notes={notes} meanwhile={meanwhile}>
      <Suspense fallback={meanwhile}>{children}</Suspense>
    </Missing>
  );
}

interface Props extends ReloadPorts {
  readonly meanwhile: ReactNode;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** The rest of the page goes on without it. Other errors are not its business. */
class Missing extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : troubleOf(error) };
  }

  override componentDidCatch(error: unknown): void {
    reloadFor(error, this.props);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (!(error instanceof PartMissing)) throw error;
    return this.props.meanwhile;
  }
}
