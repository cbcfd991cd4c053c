/** Files out of the frame. Teams lets a page download; where it lets no window open, a page is downloaded as well. */

/** Long enough for the browser to have begun. */
const KEPT_MS = 60_000;

export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = addressOf(blob);
  link.download = name;
  link.click();
}

/** In a window of its own, to be read and printed. */
export function showPage(blob: Blob, name: string): void {
  if (window.open(addressOf(blob), '_blank') === null) saveAs(blob, name);
}

function addressOf(blob: Blob): string {
  const address = URL.createObjectURL(blob);
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return address;
}
