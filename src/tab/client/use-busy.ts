import { useCallback, useState } from 'react';
import { useNotify } from './parts/notices.tsx';

/** Does one thing at a time, and says when it fails. */
export function useBusy(): readonly [boolean, (act: () => Promise<unknown>) => void] {
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const run = useCallback(
    (act: () => Promise<unknown>) => {
      setBusy(true);
      act()
        .catch(notify.failed)
        .finally(() => setBusy(false));
    },
    [notify],
  );
  return [busy, run];
}
