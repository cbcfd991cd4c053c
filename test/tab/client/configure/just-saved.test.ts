import { describe, expect, test } from '@jest/globals';
import { leaveNote, takeNote } from '../../../../src/tab/client/configure/just-saved.ts';
import type { JustSaved } from '../../../../src/tab/client/configure/just-saved.ts';
import type { Notes } from '../../../../src/tab/client/notes.ts';
import { USUAL } from '../../../../src/tab/client/settings.ts';

const SAVED: JustSaved = {
  channelId: 'a',
  was: USUAL,
  is: { connectors: ['nectar-dxp'], alerts: true, ladder: [30, 7] },
  warnings: { how: 'saved', was: { alerts: false, connectors: null, ladder: null, evenLast: true } },
};

/** A browser's storage: text by key. */
function storage(kept: Record<string, string> = {}): Notes {
  return {
    getItem: (key) => kept[key] ?? null,
    setItem: (key, text) => void (kept[key] = text),
    removeItem: (key) => void delete kept[key],
  };
}

describe('what was just saved', () => {
  test('is known to the tab that is shown next, once', () => {
    const notes = storage();
    leaveNote(notes, SAVED);
    expect(takeNote(notes, 'a', SAVED.is)).toEqual(SAVED);
    expect(takeNote(notes, 'a', SAVED.is)).toBeNull();
  });

  test.each([
    ['another channel', 'b', SAVED.is],
    ['a tab that is not as it was saved', 'a', USUAL],
  ])('is nothing to %s', (_, channelId, shown) => {
    const notes = storage();
    leaveNote(notes, SAVED);
    expect(takeNote(notes, channelId, shown)).toBeNull();
  });

  test.each(['{', 'null', '{}', '{"channelId":"a","was":"","is":""}'])('is not read from %s', (text) => {
    expect(takeNote(storage({ 'registrar.just-saved': text }), 'a', USUAL)).toBeNull();
  });

  test('is not known where the browser keeps nothing', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new TypeError('QuotaExceededError');
      },
    };
    for (const notes of [null, full]) {
      leaveNote(notes, SAVED);
      expect(takeNote(notes, 'a', SAVED.is)).toBeNull();
    }
  });
});
