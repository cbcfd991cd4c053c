/**
 * What one set-up of Nectar with a secret costs on the wire, in tenants of 50 and of 2,000 service principals, at 0
 * and 100 ms latency. Depth is derived from the intervals in which the pretend cloud served each request: the
 * longest chain of requests of which none began before another had ended.
 */
import { measureSetUp } from './lib/set-up.ts';

const TENANTS = [50, 2_000];
const LATENCIES = [0, 100];

export default async function provision() {
  const rows = [];
  for (const servicePrincipals of TENANTS) {
    for (const latencyMs of LATENCIES) {
      rows.push({ servicePrincipals, latencyMs, ...(await measureSetUp(servicePrincipals, latencyMs)) });
    }
  }
  return { rows };
}
