import { useCallback } from 'react';
import { useSession } from '../session.ts';

/** The hand-over in a window of its own, behind a sign-in of its own. Resolves when the window is closed. */
export function useHandOver(): (runId: string) => Promise<void> {
  const { api, host } = useSession();
  return useCallback(
    async (runId) => {
      const { url } = await api.handOver(runId);
      await host.popUp(url, { width: 720, height: 840 });
    },
    [api, host],
  );
}
