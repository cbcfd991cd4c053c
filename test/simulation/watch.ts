/**
 * Years of lapses on a virtual clock: people who renew in time, late or after the fact, snooze and say "not ours";
 * Graph, the database, Teams and single channels that are out for minutes or two weeks; answers that get lost. The
 * decisions are the product's, everything around them is made up, from one seed.
 */
import { ROUGH, USUAL } from './watch-teams.ts';
import { World } from './watch-world.ts';

export interface Size {
  readonly seed: number;
  readonly lapses: number;
  readonly years: number;
  /** Every tenth message gets no answer. */
  readonly rough?: boolean;
}

export interface Tally {
  readonly years: number;
  readonly lapses: number;
  readonly alertsDue: number;
  readonly missed: number;
  /** Before its time, or a repeat within half an hour. */
  readonly early: number;
  readonly unlabelledDuplicates: number;
  /** The latest any alert came, after its time or after the end of what prevented it. */
  readonly latestMinutes: number;
  /** That came again, and said so. */
  readonly repeats: number;
  /** That came to another channel than the first, and said so. */
  readonly moved: number;
  /** That an outage kept until something more urgent was due, or nothing any more. */
  readonly overtaken: number;
  readonly outages: number;
}

const DAY = 86_400_000;
const START = Date.UTC(2026, 10, 21, 10);

export function simulate({ seed, lapses, years, rough = false }: Size): Tally {
  const span = { from: START, to: START + years * 365.25 * DAY };
  const world = new World(seed, span, rough ? ROUGH : USUAL);
  world.populate(lapses);
  const { auditor, outages } = world.run();
  const { delivered, missed, complaints, latestMs, repeats, moved, overtaken } = auditor;
  const latestMinutes = Math.ceil(latestMs / 6000) / 10;
  return {
    ...{ years, lapses, alertsDue: delivered + missed, missed, early: complaints.early },
    ...{ unlabelledDuplicates: complaints.duplicate, latestMinutes, repeats, moved, overtaken, outages },
  };
}
