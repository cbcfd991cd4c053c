/**
 * What it costs to watch a tenant of 100,000 applications with 250,000 credentials: a first look at everything and
 * the next, after a few changes, with everything kept. The product's side runs in this process, the pretend cloud and
 * PostgreSQL in theirs. `rssMb` is by how much this process grew, at most, over what it held before it looked at all.
 */
import { measureSweeps } from './lib/sweep.ts';

const APPLICATIONS = 100_000;

export default async function sweep() {
  return { rows: await measureSweeps(APPLICATIONS) };
}
