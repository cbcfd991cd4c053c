/** Where the hand-over page is, and the cookie that opens it. */

export const HAND_OVER = { name: 'registrar-hand-over', path: '/handover' } as const;

export function handOverAddress(runId: string): string {
  return `${HAND_OVER.path}/${encodeURIComponent(runId)}`;
}
