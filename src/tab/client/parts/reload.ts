/**
 * What a page lacks is there after a reload, and not before: browsers remember for as long as a page lives that a module
 * could not be fetched (https://github.com/whatwg/html/issues/6768).
 */
import type { Live } from '../live.ts';
import type { Notes } from '../notes.ts';
import { PartMissing } from './lazily.ts';

export interface ReloadPorts {
  readonly live: Live;
  readonly notes: Notes | null;
}

const NOTE = 'registrar.reloaded-for';

/** As soon as the server answers; for each part once, since one that is missing then is not coming. */
export function reloadFor(error: unknown, { live, notes }: ReloadPorts): void {
  if (!(error instanceof PartMissing) || notes === null) return;
  const before = notes.getItem(NOTE) ?? '';
  if (before.includes(error.said)) return;
  const look = (): void => {
    if (live.state === 'off') return;
    notes.setItem(NOTE, `${before}${error.said}\n`);
    location.reload();
  };
  live.watch(look);
  look();
}
