/**
 * What the tab's API takes to read the register: through the same store as in the product, on PGlite in memory. The
 * registrations come into the register as they do at the first start of this version.
 */
import type { RegisterQuery } from '../../src/provisioning/contract/register.ts';
import { openInMemory, type TestDatabase } from '../../test/fakes/database.ts';
import { leaveBehind, registration } from '../../test/fakes/registrations.ts';
import { registerOn } from '../../test/fakes/register-on.ts';
import { CONTOSO } from '../../test/provisioning/store/records.ts';
import type { Register } from '../../src/provisioning/index.ts';

export interface ApiCost {
  readonly registrations: number;
  /** A page of 100 in the order of the first look; the median of 51. */
  readonly apiMedianMs: number;
  /** The page after it. */
  readonly nextPageMedianMs: number;
  /** The headline, the counts and the timeline. */
  readonly summaryMedianMs: number;
  /** Every line, as an export reads them. */
  readonly exportMs: number;
  /** The first start of a version that has a register. */
  readonly fillMs: number;
}

const NOW = Date.UTC(2026, 10, 21, 10);
const TIMES = 51;
const FIRST_LOOK: RegisterQuery = {
  ...{ search: '', states: [], connectors: [], lapsesWithin: null, after: null, limit: 100 },
  ...{ sort: 'attention', descending: false, group: 'none' },
};

export async function measureApi(registrations: number): Promise<ApiCost> {
  const opened = await openInMemory();
  try {
    const many = Array.from({ length: registrations }, (_, number) => registration(number, NOW));
    await leaveBehind(opened.database, many);
    const fillMs = await took(() => opened.store.register.fill(NOW));
    return { registrations, ...(await measureReading(registerOf(opened))), fillMs };
  } finally {
    await opened.close();
  }
}

async function measureReading(register: Register) {
  const page = (after: string | null) => register.page(CONTOSO, { ...FIRST_LOOK, after });
  const { next } = await page(null);
  return {
    apiMedianMs: await median(() => page(null)),
    nextPageMedianMs: await median(() => page(next)),
    summaryMedianMs: await median(() => register.summary(CONTOSO)),
    exportMs: await took(async () => {
      for await (const _line of register.all(CONTOSO, FIRST_LOOK));
    }),
  };
}

/** No single run is drawn here. */
function registerOf({ store }: TestDatabase): Register {
  const view = (): Promise<never> => Promise.reject(new RangeError('nobody looks at one'));
  return registerOn({ store, provisioning: { view }, clock: { now: () => NOW } });
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) times.push(await took(work));
  return times.toSorted((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
}

async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) * 10) / 10;
}
