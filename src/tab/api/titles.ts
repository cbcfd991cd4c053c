/** Connectors as people call them, for what is taken out of a tab that is about some of them. */
import type { Provisioning } from '../../provisioning/index.ts';

/** In the order asked for; the id where there is no such connector any more. */
export function titlesOf(
  provisioning: Pick<Provisioning, 'connectors'>,
  ids: readonly string[],
): readonly string[] {
  const known = new Map(provisioning.connectors().map(({ id, title }) => [id, title]));
  return ids.map((id) => known.get(id) ?? id);
}
