import { Button } from '@fluentui/react-components';
import { createContext, useCallback, useContext, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { ApiFailure } from '../../../provisioning/contract/tab.ts';
import { troubleOf } from '../trouble.ts';
import { inOneBreath, words } from '../words.ts';
import { SignIcon } from './icons.tsx';
import styles from './notices.module.css';

interface Notice {
  readonly text: string;
  readonly bad: boolean;
  /** How it is taken back; null: it cannot, or need not. */
  readonly undo: (() => Promise<unknown>) | null;
}

interface Notify {
  /** Says what was done, and offers to take it back. It stays until it is dismissed or followed by another. */
  done(text: string, undo?: () => Promise<unknown>): void;
  /** `undo`: of what was done before it failed. */
  failed(thrown: unknown, undo?: () => Promise<unknown>): void;
}

const NotifyContext = createContext<Notify | null>(null);

export function useNotify(): Notify {
  const notify = useContext(NotifyContext);
  if (notify === null) throw new TypeError('Outside of the notices');
  return notify;
}

export function Notices({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const notify = useMemo<Notify>(
    () => ({
      done: (text, undo) => setNotice({ text, bad: false, undo: undo ?? null }),
      failed: (thrown, undo) =>
        setNotice({ text: sentence(troubleOf(thrown).failure), bad: true, undo: undo ?? null }),
    }),
    [],
  );
  const dismiss = useCallback(() => setNotice(null), []);
  return (
    <NotifyContext value={notify}>
      {children}
      <div className={styles['place']} role="status" aria-live="polite">
        {notice !== null && <Said notice={notice} notify={notify} dismiss={dismiss} />}
      </div>
    </NotifyContext>
  );
}

function Said({ notice, notify, dismiss }: { notice: Notice; notify: Notify; dismiss: () => void }) {
  const { text, bad, undo } = notice;
  const takeBack = (act: () => Promise<unknown>): void => {
    dismiss();
    act().then(
      () => notify.done(words.undone),
      (error: unknown) => notify.failed(error),
    );
  };
  return (
    <div className={`${styles['notice']} ${bad ? styles['bad'] : ''}`}>
      <SignIcon sign={bad ? 'attention' : 'done'} />
      <p>{text}</p>
      {undo !== null && (
        <Button size="small" onClick={() => takeBack(undo)}>
          {words.undo}
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={dismiss}>
        {words.dismiss}
      </Button>
    </div>
  );
}

function sentence(failure: ApiFailure): string {
  return inOneBreath(failure);
}
