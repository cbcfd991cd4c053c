/**
 * The pages' side of a button: what `?press=` in an address stands for. Looking does not use it up, because link
 * scanners open addresses before people do; it lives as long as the card's state does.
 */
import type { Explained } from '../provisioning/contract.ts';
import type { Actor, SignInPurpose } from '../provisioning/index.ts';
import { Lanes } from './lanes.ts';
import { readDetail } from './presses.ts';
import type { Presses } from './presses.ts';
import type { LinkVerb } from './verbs.ts';
import { DEAD_LINK } from './words.ts';

export type OpenedLink =
  | { readonly kind: 'open'; readonly actor: Actor; readonly runId: string; readonly purpose: SignInPurpose }
  | { readonly kind: 'dead'; readonly text: Explained };

/** `press` is the whole parameter, as the address carries it: `<tenant id>.<nonce>`. */
export type OpenLink = (press: string) => Promise<OpenedLink>;

const PRESS = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([0-9a-f]{32})$/;

export function linkOpener(presses: Presses): (verb: LinkVerb) => OpenLink {
  const lanes = new Lanes();
  return (verb) => async (press) => {
    const [, tenantId, nonce] = PRESS.exec(press) ?? [];
    if (tenantId === undefined || nonce === undefined) return dead;
    return lanes.run(nonce, () => peek(presses, verb, tenantId, nonce));
  };
}

const dead: OpenedLink = { kind: 'dead', text: DEAD_LINK };

async function peek(presses: Presses, verb: LinkVerb, tenantId: string, nonce: string): Promise<OpenedLink> {
  const note = await presses.take(tenantId, nonce);
  if (typeof note === 'string') return dead;
  await presses.restore(tenantId, nonce);
  const detail = readDetail(note);
  if (
    note.verb !== verb ||
    note.runId === null ||
    detail?.person === undefined ||
    detail.purpose === undefined
  ) {
    return dead;
  }
  const actor = { ...detail.person, tenantId } as Actor;
  return { kind: 'open', actor, runId: note.runId, purpose: detail.purpose };
}
