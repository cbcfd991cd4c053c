/** The connectors that ship with the product, read once: reading them takes longer than many a journey. */
import { loadBundled } from '../../src/provisioning/connectors/catalog.ts';

let read: ReturnType<typeof loadBundled> | undefined;

export function shipped(): ReturnType<typeof loadBundled> {
  return (read ??= loadBundled());
}
