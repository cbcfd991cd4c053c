/**
 * Reading that is asked for faster than it is answered: one is under way at a time, and whoever asks meanwhile has it
 * done once more afterwards. So the last answer is as new as the last asking, and none is thrown away.
 */
export function oneAtATime(read: () => Promise<unknown>): () => void {
  let isReading = false;
  let isAsked = false;
  const ask = (): void => {
    isAsked = true;
    if (isReading) return;
    isReading = true;
    isAsked = false;
    void read().finally(() => {
      isReading = false;
      if (isAsked) ask();
    });
  };
  return ask;
}
