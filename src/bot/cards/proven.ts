import type { HandOverView, ProofView, RunView } from '../../provisioning/contract.ts';
import { dayFrom, day, timeOfDay } from '../dates.ts';
import { brief, words } from '../words.ts';
import { CHECK_CHIPS, VERDICT_CHIPS } from './chips.ts';
import type { Button, Drawing, Part } from './drawing.ts';
import { lines } from './lines.ts';
import type { Line } from './lines.ts';
import type { Looking } from './looking.ts';
import { bothNames, detailsFold, frame, personalLink } from './parts.ts';
import { joined, say } from './text.ts';
import type { Said } from './text.ts';

/** Registered and checked; what is left is the hand-over. */
export function proven(view: RunView, looking: Looking): Drawing {
  const name = view.registration?.name ?? view.connector.title;
  return {
    ...frame(view, looking),
    sentence: joined([words.proven(name), ...handOverState(view)]),
    body: evidence(view, looking),
    buttons: [...nextButtons(view), ...elsewhere(view, looking)],
    folds: detailsFold(record(view)),
  };
}

/** The last card: what became of it, and nothing to press. */
export function handedOver(view: RunView, looking: Looking): Drawing {
  const name = view.registration?.name ?? view.connector.title;
  return {
    ...frame(view, looking),
    sentence: words.handedOver(name),
    body: evidence(view, looking),
  };
}

function evidence(view: RunView, looking: Looking): Part[] {
  const findings: Line[] = view.findings.map((text) => ({ chip: CHECK_CHIPS.warn, text: brief(text) }));
  if (view.proof === null) return findings.length === 0 ? [] : [lines(findings)];
  const tail = [joined([ends(view.proof, looking.now), words.lapses(view.lapseEffect)]), ...bothNames(view)];
  const { vendor } = view.connector;
  return [
    lines([...granted(view.proof), credential(view.proof), ...ownToken(view.proof, vendor), ...findings], {
      tail,
    }),
  ];
}

function granted(proof: ProofView): Line[] {
  return proof.permissions.map((permission) => {
    const chip =
      permission.granted === 'proven' && permission.inToken === 'missing'
        ? VERDICT_CHIPS.missing
        : VERDICT_CHIPS[permission.granted];
    return { chip, text: say`${permission.value}`, detail: whatWasSeen(permission, proof.at) };
  });
}

function whatWasSeen({ granted, inToken }: ProofView['permissions'][number], at: string): Said {
  if (granted !== 'proven') return say`The grant is not there, or I may not read it.`;
  if (inToken === 'proven') return say`Granted, and present in a token taken at ${timeOfDay(at)}.`;
  return inToken === 'missing'
    ? say`Granted, but absent from a token taken at ${timeOfDay(at)}.`
    : say`Granted, read back from the directory.`;
}

/** What only the holder of the key could show; one line of its own, so that no grant looks unproven for it. */
function ownToken(proof: ProofView, vendor: string): Line[] {
  if (!proof.permissions.some(({ inToken }) => inToken === 'not-checked')) return [];
  const detail =
    proof.credentialKind === 'certificate'
      ? say`${vendor} holds the key, so only ${vendor} can take one. Ask them to confirm.`
      : say`None could be read.`;
  return [{ chip: VERDICT_CHIPS['not-checked'], text: say`A token of the registration's own`, detail }];
}

function credential(proof: ProofView): Line {
  const kind = proof.credentialKind === 'secret' ? say`Client secret` : say`Certificate`;
  return { chip: VERDICT_CHIPS[proof.credential], text: kind };
}

function ends(proof: ProofView, now: number): Said {
  const until = dayFrom(now, proof.credentialEnds);
  return proof.credentialKind === 'secret' ? words.secretEnds(until) : words.certificateEnds(until);
}

function handOverState(view: RunView): Said[] {
  const hasSecret = view.proof?.credentialKind !== 'certificate';
  const next = hasSecret ? words.handOverNext(view.handOverTo) : words.handOverNextNoSecret(view.handOverTo);
  const state: Record<HandOverView['state'], Said> = {
    none: next,
    ready: next,
    opened: opened(view.handOver),
    revealed: words.handOverRevealed,
    sent: words.handOverRevealed,
    shredded: words.shredded,
  };
  return [state[view.handOver.state]];
}

function opened({ openedAt, openedBy }: HandOverView): Said {
  return words.handOverOpened(openedBy ?? 'somebody', openedAt === null ? 'earlier' : timeOfDay(openedAt));
}

function nextButtons(view: RunView): Button[] {
  if (view.handOver.state === 'shredded') {
    return [
      { kind: 'ask', verb: 'remake', title: 'Make a new secret', style: 'positive' },
      { kind: 'ask', verb: 'remove-unclaimed', title: 'Remove the unused secret' },
    ];
  }
  const title = `Hand over to ${view.connector.vendor} (opens your browser)`;
  return [personalLink('hand-over', title, 'hand-over', view.requester)];
}

/** The tab only while there is room beside the hand-over: four buttons at most, the fold's own among them. */
function elsewhere(view: RunView, looking: Looking): Button[] {
  const tab: Button[] =
    looking.tabUrl === null || view.handOver.state === 'shredded'
      ? []
      : [{ kind: 'open', title: 'Open in the tab', url: looking.tabUrl }];
  const portal: Button[] =
    view.registration === null
      ? []
      : [{ kind: 'open', title: 'View in Microsoft Entra', url: view.registration.portalUrl }];
  return [...tab, ...portal];
}

function record(view: RunView): Said[] {
  const ids = view.registration === null ? [] : [say`Application (client) ID: ${view.registration.appId}`];
  return [
    ...ids,
    say`Tenant ID: ${view.tenantId}`,
    say`Started ${day(view.createdAt)} by ${view.requester.displayName}`,
  ];
}
