/**
 * Whether a 429 is about the conversation or about the tenant. Teams' answer does not say. A conversation that is
 * refused is one among many that are not; a tenant that is refused is so everywhere.
 */

/** The newest answers that are looked at. */
const LOOKED_AT = 20;
/** So many of them refused, in as many conversations: two in a hundred do not look like that, one in three does. */
const REFUSED = 5;

export class Crowd {
  readonly #tenants = new Map<string, (string | null)[]>();

  /** Notes an answer from a conversation. True: the tenant as a whole is being refused. */
  heard(tenantId: string, conversation: string, refused: boolean): boolean {
    const answers = [...(this.#tenants.get(tenantId) ?? []), refused ? conversation : null].slice(-LOOKED_AT);
    const conversations = new Set(answers.filter((one) => one !== null));
    const whole = refused && conversations.size >= REFUSED;
    this.#tenants.set(tenantId, whole ? [] : answers);
    return whole;
  }
}
