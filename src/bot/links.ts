/**
 * The pages' side of a button: what `?press=` in an address stands for. Looking does not use it up, because link
 * scanners open addresses before people do; it lives as long as the card's state does.
 */
import { RegistrarError } from '../provisioning/index.ts';
import type { Actor, SignInPurpose } from '../provisioning/index.ts';
import { Lanes } from './lanes.ts';
import { readDetail } from './presses.ts';
import type { Presses } from './presses.ts';

export interface OpenedLink {
  /** Who the link was drawn for. Whoever opens it still has to sign in as this person. */
  readonly actor: Actor;
  readonly runId: string;
  readonly purpose: SignInPurpose;
}

/**
 * `press` is the whole parameter, as the address carries it: `<tenant id>.<nonce>`. Errors: RUN_STALE when it is
 * unknown, replaced by a newer card's, or no link at all.
 */
export type OpenLink = (press: string) => Promise<OpenedLink>;

const PRESS = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([0-9a-f]{32})$/;

export function linkOpener(presses: Presses): OpenLink {
  const lanes = new Lanes();
  return async (press) => {
    const [, tenantId, nonce] = PRESS.exec(press) ?? [];
    if (tenantId === undefined || nonce === undefined) throw new RegistrarError('RUN_STALE');
    return lanes.run(nonce, () => peek(presses, tenantId, nonce));
  };
}

/** Taken and given back: the memory knows no other way to look. One at a time, or the second would find it used. */
async function peek(presses: Presses, tenantId: string, nonce: string): Promise<OpenedLink> {
  const note = await presses.take(tenantId, nonce);
  if (typeof note === 'string') throw new RegistrarError('RUN_STALE');
  await presses.restore(tenantId, nonce);
  const detail = readDetail(note);
  if (note.runId === null || detail?.person === undefined || detail.purpose === undefined) {
    throw new RegistrarError('RUN_STALE');
  }
  return { actor: { ...detail.person, tenantId } as Actor, runId: note.runId, purpose: detail.purpose };
}
