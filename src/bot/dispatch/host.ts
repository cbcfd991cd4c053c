/** Tenants of the US government's community cloud are served by another host (403 `InvalidBotApiHost`). */
import type { ConversationNote } from '../../provisioning/contract.ts';

const GCC = 'https://smba.infra.gcc.teams.microsoft.com/teams';

/** The host to try instead of this one; null: there is no other. */
export type OtherHost = (serviceUrl: string) => string | null;

export const gccHost: OtherHost = (serviceUrl) =>
  new URL(serviceUrl).host === new URL(GCC).host ? null : GCC;

/** The conversation as it is reached through the other host; null: it has been tried. */
export function throughOtherHost(note: ConversationNote, otherHost: OtherHost): ConversationNote | null {
  const reference = JSON.parse(note.reference) as { readonly serviceUrl?: string };
  const serviceUrl = otherHost(reference.serviceUrl ?? '');
  return serviceUrl === null ? null : { ...note, reference: JSON.stringify({ ...reference, serviceUrl }) };
}
