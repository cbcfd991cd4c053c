/** What a channel's tab was set to show. It stands in the tab's own address, so that it needs no sign-in to be kept. */

export interface TabSettings {
  /** Ids of connectors; empty: all. */
  readonly connectors: readonly string[];
  readonly alerts: boolean;
  /** Days before the end, the longest first. */
  readonly ladder: readonly number[];
}

export const USUAL: TabSettings = { connectors: [], alerts: true, ladder: [60, 30, 14, 7, 3, 1] };
/** Longer than any that lapses is foreseen. */
const FARTHEST = 365;

/** Of `?connectors=nectar-dxp,cirrus-connect&alerts=off&ladder=30,7`; what is missing or unreadable is as usual. */
export function settingsOf(search: string): TabSettings {
  const query = new URLSearchParams(search);
  return {
    connectors: list(query.get('connectors')).filter((id) => /^[a-z0-9-]+$/.test(id)),
    alerts: query.get('alerts') !== 'off',
    ladder: ladderOf(query.get('ladder') ?? '') ?? USUAL.ladder,
  };
}

/** Without what is as usual, so that the address stays short. */
export function searchOf({ connectors, alerts, ladder }: TabSettings): string {
  const query = new URLSearchParams();
  if (connectors.length > 0) query.set('connectors', connectors.join(','));
  if (!alerts) query.set('alerts', 'off');
  if (ladder.join(',') !== USUAL.ladder.join(',')) query.set('ladder', ladder.join(','));
  const text = query.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** `60, 30, 7` as it is typed: whole days, each once, the longest first. Null: it cannot be read. */
export function ladderOf(typed: string): readonly number[] | null {
  const parts = list(typed.replaceAll(';', ','));
  const days = parts.map(Number);
  const readable = days.every((n) => Number.isInteger(n) && n >= 1 && n <= FARTHEST);
  if (days.length === 0 || !readable) return null;
  return [...new Set(days)].sort((a, b) => b - a);
}

function list(text: string | null): string[] {
  return (text ?? '')
    .split(/[,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
