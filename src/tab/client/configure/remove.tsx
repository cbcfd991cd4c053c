import { useEffect } from 'react';
import { useSession } from '../session.ts';
import { words } from '../words.ts';

/** Says what goes and what stays. Teams draws the button. */
export function Remove() {
  const { host } = useSession();
  useEffect(() => host.offerRemove(), [host]);
  return (
    <main className="page narrow">
      <h1>{words.removeTitle}</h1>
      <p>{words.removeIntro}</p>
    </main>
  );
}
