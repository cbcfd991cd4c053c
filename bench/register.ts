/** What reading the register costs: a page, the next, the summary and an export, out of so many registrations. */
import { measureApi } from './tab/api.ts';

const SIZES = [100, 1_000, 10_000];

export default async function register() {
  const rows = [];
  for (const size of SIZES) rows.push({ ...(await measureApi(size)) });
  return { rows };
}
