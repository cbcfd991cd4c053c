/**
 * Ten years of the watch on a virtual clock: ten thousand lapses in 250 tenants, with Graph, the database, Teams and
 * single channels out at random for up to two weeks. Every number is the same on every machine, but for the last.
 */
import { simulate } from '../test/simulation/watch.ts';

const SIZES = [
  { seed: 1, lapses: 100, years: 10 },
  { seed: 1, lapses: 10_000, years: 10 },
];

export default async function watch() {
  return {
    rows: SIZES.map((size) => {
      const began = performance.now();
      const tally = simulate(size);
      return { ...tally, wallSeconds: Math.round((performance.now() - began) / 1000) };
    }),
  };
}
