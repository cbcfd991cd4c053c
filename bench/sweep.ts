/**
 * What it costs to watch a tenant of 100,000 applications with 250,000 credentials, all of them kept: a first look at
 * everything, and the next after a few changes. The product, the pretend cloud and PostgreSQL each run in a process of
 * their own. `rssMb` is by how much the product's grew, at most, over what it held before it looked; it is given where
 * the system tells (Linux).
 */
import { measureSweeps } from './lib/sweep.ts';

const APPLICATIONS = 100_000;

export default async function sweep() {
  return { rows: await measureSweeps(APPLICATIONS) };
}
