/** Why the product does not start, in words for whoever started it. */
import { explain, RegistrarError } from '../provisioning/errors.ts';

export function whyNot(error: unknown): string {
  if (error instanceof RegistrarError) {
    const { what, why, fix, code } = explain(error);
    return `${what} ${why} ${fix} (${code})`;
  }
  const { code, port } = error as { readonly code?: unknown; readonly port?: unknown };
  if (code === 'EADDRINUSE')
    return `Port ${String(port)} is in use. Set PORT to another, or stop what uses it.`;
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return 'The pretend Microsoft cloud does not answer. `npm start` starts it with the product.';
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
