/** `/health`, for a monitor: 200 when every part answers, 503 when one does not. */
import type { Answer, PageRoute } from '../tab/pages/exchange.ts';
import { json } from '../tab/pages/layout.ts';

/** Resolves when the part works. */
export type HealthCheck = () => Promise<void>;

export function healthRoute(checks: Readonly<Record<string, HealthCheck>>): PageRoute {
  return { method: 'GET', path: '/health', failsAs: 'json', handle: () => health(checks) };
}

/** Which part failed is said; why is for the log of that part. */
async function health(checks: Readonly<Record<string, HealthCheck>>): Promise<Answer> {
  const parts = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)] as const),
  );
  const well = parts.every(([, state]) => state === 'ok');
  return json({ status: well ? 'ok' : 'failed', parts: Object.fromEntries(parts) }, well ? 200 : 503);
}

async function outcome(check: HealthCheck): Promise<'ok' | 'failed'> {
  try {
    await check();
    return 'ok';
  } catch {
    return 'failed';
  }
}
