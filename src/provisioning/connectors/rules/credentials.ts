/** Secrets and certificates: each offered once, and no life beyond the longest. */
import { compareLives, durationWords } from '../../core/dates.ts';
import type { CredentialOffer, Definition } from '../../core/definition.ts';
import { broken, type Broken, type Path } from './broken.ts';
import { notAmong } from './presets.ts';

export function credentials({ credentials: offers }: Definition): readonly Broken[] {
  return offers.flatMap((offer, index) => {
    const path: Path = ['credentials', index];
    const again = offers.findIndex(({ kind }) => kind === offer.kind) < index;
    const double = broken([...path, 'kind'], 'DEF_DUPLICATE_ID', { found: offer.kind });
    return [...(again ? [double] : []), ...(offer.kind === 'secret' ? lives(offer, path) : [])];
  });
}

function lives(offer: Extract<CredentialOffer, { kind: 'secret' }>, path: Path): readonly Broken[] {
  const longest = durationWords(offer.longest);
  const tooLong = offer.lives.flatMap((life, index) =>
    compareLives(life, offer.longest) > 0
      ? [broken([...path, 'lives', index], 'DEF_LIFE_ORDER', { longest })]
      : [],
  );
  const warn =
    compareLives(offer.warnBeyond, offer.longest) > 0
      ? [broken([...path, 'warnBeyond'], 'DEF_LIFE_ORDER', { longest })]
      : [];
  return [...tooLong, ...notAmong([...path, 'preset'], offer.preset, offer.lives), ...warn];
}
