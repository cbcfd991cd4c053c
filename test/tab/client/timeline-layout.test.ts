import { describe, expect, test } from '@jest/globals';
import type { RegisterLapse } from '../../../src/provisioning/contract/register.ts';
import { layOutTimeline } from '../../../src/tab/client/overview/timeline-layout.ts';

const NOW = Date.parse('2026-11-21T10:43:00Z');
const DAY = 86_400_000;

function lapse(id: string, days: number | null, kind: RegisterLapse['kind'] = 'secret'): RegisterLapse {
  const ends = days === null ? null : new Date(NOW + days * DAY).toISOString();
  return { id, registrationId: id, kind, connectorTitle: '', name: '', label: '', ends };
}

describe('the timeline', () => {
  test('every lapse of the twelve months stands on it once', () => {
    const lapses = [lapse('a', 0.5), lapse('b', 12), lapse('c', 12.2), lapse('d', 365.01)];
    const { spots } = layOutTimeline(lapses, NOW, 50);
    expect(spots.flatMap((spot) => spot.lapses.map(({ id }) => id))).toEqual(['a', 'b', 'c', 'd']);
    expect(spots.map((spot) => spot.lapses.length)).toEqual([1, 2, 1]);
    expect(spots.every(({ at }) => at > 0 && at < 1)).toBe(true);
  });

  test('what has passed stands before it, what is later or undated not at all', () => {
    const { overdue, spots } = layOutTimeline(
      [lapse('old', -9), lapse('late', 400), lapse('never', null)],
      NOW,
      50,
    );
    expect(overdue.map(({ id }) => id)).toEqual(['old']);
    expect(spots).toEqual([]);
  });

  test('each month has its beginning, the year where it changes', () => {
    const { months } = layOutTimeline([], NOW, 50);
    expect(months.map(({ label }) => label)).toEqual([
      'Dec',
      'Jan',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
      'Sep',
      'Oct',
      'Nov',
    ]);
    expect(months.map(({ year }) => year).slice(0, 3)).toEqual(['2026', '2027', null]);
    expect(months.every(({ at }, i) => at > (months[i - 1]?.at ?? 0) && at <= 1)).toBe(true);
  });
});
