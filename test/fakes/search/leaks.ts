/** What of the found is a leak: all but a new secret or password that stands once in a reveal and nowhere else. */
import { SHOWN } from './canaries.ts';
import type { Canary } from './canaries.ts';
import { find, type Hit, type Text } from './find.ts';

/** In words that may be printed, each once. Nothing, when every reveal showed what it had to and nothing else did. */
export function leaks(canaries: readonly Canary[], searched: readonly Text[]): readonly string[] {
  const groups = [...Map.groupBy(find(canaries, searched), ({ canary }) => canary.value).values()];
  const leaked = groups.filter((group) => !shownOnce(group)).flat();
  const shown = groups.filter(shownOnce).length;
  const reveals = searched.filter(({ reveal }) => reveal).length;
  return [
    ...new Set(leaked.map(({ canary, where }) => `${canary.what} in ${where.place}`)),
    ...(shown === reveals ? [] : [`${shown} of ${reveals} reveals showed a secret that stands nowhere else`]),
  ];
}

function shownOnce(hits: readonly Hit[]): boolean {
  return hits.length === 1 && hits.every(({ canary, where }) => SHOWN.has(canary.what) && where.reveal);
}
