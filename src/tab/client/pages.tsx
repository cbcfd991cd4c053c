import { Suspense } from 'react';
import { lazily } from './parts/lazily.ts';
import { useJustSaved } from './configure/use-just-saved.ts';
import { Overview } from './overview/overview.tsx';
import { Loading } from './parts/loading.tsx';
import { Unknown } from './parts/unknown.tsx';
import { Dialogs } from './parts/dialogs.tsx';
import { Notices } from './parts/notices.tsx';
import { useSession } from './session.ts';
import { useRoute } from './use-route.ts';

const Registration = lazily(() => import('./registration/registration.tsx').then((m) => m.Registration));
const Run = lazily(() => import('./run/run.tsx').then((m) => m.Run));
const Connectors = lazily(() => import('./gallery/connectors.tsx').then((m) => m.Connectors));
const Configure = lazily(() => import('./configure/configure.tsx').then((m) => m.Configure));
const Remove = lazily(() => import('./configure/remove.tsx').then((m) => m.Remove));

/** The page that the address names. All but the first are fetched when they are gone to. */
export function Pages() {
  return (
    <Notices>
      <Dialogs>
        <Suspense fallback={<Loading />}>
          <Current />
        </Suspense>
      </Dialogs>
    </Notices>
  );
}

function Current() {
  const { host } = useSession();
  useJustSaved();
  const { route, params } = useRoute(host.context.subPage);
  if (host.context.frame === 'settings') return <Configure />;
  if (host.context.frame === 'remove') return <Remove />;
  switch (route.page) {
    case 'overview':
      return <Overview params={params} />;
    case 'registration':
      return <Registration key={route.id} id={route.id} />;
    case 'run':
      return <Run key={route.id} id={route.id} />;
    case 'connectors':
      return <Connectors />;
    case 'configure':
      return <Configure />;
    case 'remove':
      return <Remove />;
    case 'unknown':
      return <Unknown />;
    default:
      return route satisfies never;
  }
}
