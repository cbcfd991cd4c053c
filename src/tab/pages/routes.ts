/** Every plain page, in one list. */
import { assetRoutes } from './assets.ts';
import { certificateRoutes } from './certificate.ts';
import { deviceRoutes } from './device.ts';
import type { PagePorts, PageRoute } from './exchange.ts';
import { handOverRoutes } from './hand-over.ts';
import { planRoute } from './plan.ts';
import { Sessions } from './sessions.ts';
import { signInRoutes } from './sign-in.ts';
import { startRoute } from './start.ts';
import { tabRoutes } from './tab.ts';

export function pageRoutes(ports: PagePorts): readonly PageRoute[] {
  const handOvers = new Sessions(ports);
  return [
    startRoute(ports),
    ...tabRoutes(ports),
    ...assetRoutes(),
    planRoute(ports),
    ...signInRoutes(ports, handOvers),
    ...deviceRoutes(ports),
    ...handOverRoutes(ports, handOvers),
    ...certificateRoutes(ports, new Sessions(ports)),
  ];
}
