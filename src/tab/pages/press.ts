/** The press a link of a card carries. Opaque here: who made it looks it up. */
import { RegistrarError } from '../../provisioning/index.ts';
import type { PageRequest } from './exchange.ts';

const PRESS = /^[\w.~-]{16,200}$/;

/** What may stand in a link of ours again. */
export function isPress(text: string): boolean {
  return PRESS.test(text);
}

/** Throws HTTP_BAD_QUERY when there is none, or it cannot be one. */
export function pressOf({ query }: PageRequest): string {
  const press = query.get('press') ?? '';
  if (!PRESS.test(press)) throw new RegistrarError('HTTP_BAD_QUERY');
  return press;
}
