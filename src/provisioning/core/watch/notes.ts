/** What is to be said of a lapse beside its date. */
import type { WatchedLapse } from './types.ts';

/** Empty where the date says it all. */
export function lapseNote({ kind, ends, renewal }: WatchedLapse): string {
  if (kind === 'federated')
    return 'It never ends, and stops working when what it names is renamed or removed where it is issued.';
  if (renewal !== undefined) return renewalNote(renewal);
  return ends === null && (kind === 'secret' || kind === 'certificate') ? 'The directory names no end.' : '';
}

function renewalNote({ open }: NonNullable<WatchedLapse['renewal']>): string {
  return open.length === 0
    ? 'Renewed, and in use everywhere: the old one can be removed.'
    : `Renewed; the old one is still in use: ${open.join(', ')}.`;
}
