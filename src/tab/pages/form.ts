/** Reads a sent form, in either encoding a browser uses. */
import { RegistrarError } from '../../provisioning/index.ts';
import type { PageRequest } from './exchange.ts';

export const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** Throws HTTP_BAD_FORM when it is cut short or a field comes more than once. */
export async function readForm(request: PageRequest): Promise<FormData> {
  const form = await parse(request).catch((cause: unknown) => {
    throw new RegistrarError('HTTP_BAD_FORM', {}, { cause });
  });
  const names = [...form.keys()];
  if (new Set(names).size !== names.length) throw new RegistrarError('HTTP_BAD_FORM');
  return form;
}

async function parse(request: PageRequest): Promise<FormData> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the warning is about large bodies; ours is bounded
  return await new Response(Buffer.from(request.body), { headers }).formData();
}

/** A field of text; undefined when it is missing or a file. */
export function textField(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' ? value : undefined;
}
