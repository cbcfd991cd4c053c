/** What the page writes down for the next one in the same window of Teams. */
export type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Null where the frame may keep nothing. */
export function notesOfBrowser(): Notes | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
