/**
 * A renewal, killed from its button on, and killed from the removal of the old credential on. After each single write
 * there is a credential of ours that was tested or confirmed, and what somebody else put there stays.
 */
import { vendorCertificate } from '../fakes/certificates.ts';
import { renewalStory, type RenewalChoices } from '../fakes/renewal-flow.ts';
import { killEverywhere, type Flow } from './kill.ts';

const NOW = Date.UTC(2026, 10, 21);
const DAY_MS = 86_400_000;

/** Making one takes longer than the flow: one of each is enough. */
function certificate(at: number): () => Record<string, string> {
  let made: string | undefined;
  return () => ({ credential: 'certificate', certificate: (made ??= vendorCertificate(at).pem) });
}

const OLD = certificate(NOW);
const NEW = certificate(NOW + DAY_MS);

function killed(name: string, stride: number, choices: RenewalChoices): Flow {
  return { name: `${name}, from ${choices.from}`, stride, ...renewalStory(choices) };
}

const SECRET = { old: () => ({}), renewed: () => ({}) };
const CERTIFICATE = { old: OLD, renewed: NEW };

// Closest where something is taken away; the way there takes longer, and what it can do wrong is tried in kill.test.ts.
killEverywhere([
  killed('a secret renewed', 41, { ...SECRET, from: 'the button' }),
  killed('a secret renewed', 9, { ...SECRET, from: 'the removal' }),
  killed('a certificate renewed', 41, { ...CERTIFICATE, from: 'the button' }),
  killed('a certificate renewed', 13, { ...CERTIFICATE, from: 'the removal' }),
]);
