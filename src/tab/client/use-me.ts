import { useEffect, useState } from 'react';
import type { MeView } from '../../provisioning/contract/tab.ts';
import type { Session } from './session.ts';

const AGAIN_MS = 30_000;

/** Who looks, and what they may. Asked again while it is held up; not asked where nobody has to sign in. */
export function useMe({ api, host }: Pick<Session, 'api' | 'host'>): MeView | null {
  const [me, setMe] = useState<MeView | null>(null);
  const [asked, setAsked] = useState(0);
  const needed = host.context.frame !== 'settings' && host.context.frame !== 'remove';
  useEffect(() => {
    if (!needed) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (): void => void (timer = setTimeout(() => setAsked((n) => n + 1), AGAIN_MS));
    api.me().then(
      (heard) => {
        if (over) return;
        setMe(heard);
        if (heard.held !== null) later();
      },
      () => over || later(),
    );
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [api, needed, asked]);
  return me;
}
