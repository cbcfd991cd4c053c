/** What stands in a token we were given for ourselves, read as evidence and trusted for nothing else. */
import { z } from 'zod/v4';

const payload = z.object({ roles: z.array(z.string()).optional() });

/** The `roles` claim; none when the claim is absent, undefined when the token cannot be read. */
export function rolesIn(token: string): readonly string[] | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
    const read = payload.safeParse(claims);
    return read.success ? (read.data.roles ?? []) : undefined;
  } catch {
    return undefined;
  }
}
