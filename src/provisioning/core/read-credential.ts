/** How the connector proves itself: a secret of some life, a certificate, or what is there already. */
import { failure } from '../errors.ts';
import { compareLives, durationWords, readLife } from './dates.ts';
import type { CredentialOffer, Definition, Life, SecretDescription } from './definition.ts';
import { FIELDS, KEEP_CREDENTIAL, OTHER_LIFE, pick, typedValue, type Read, type Typed } from './fields.ts';
import { checkName, normalName } from './names.ts';
import type { CertificateFacts, CredentialChoice } from './plan-types.ts';
import type { KnownRegistration } from './registrations.ts';
import type { Renewal } from './run.ts';

export type SecretOffer = Extract<CredentialOffer, { kind: 'secret' }>;
export type CertificateOffer = Extract<CredentialOffer, { kind: 'certificate' }>;

export function secretOffer(definition: Definition): SecretOffer | undefined {
  return definition.credentials.find((offer) => offer.kind === 'secret');
}

export function certificateOffer(definition: Definition): CertificateOffer | undefined {
  return definition.credentials.find((offer) => offer.kind === 'certificate');
}

/** What the choice of a credential depends on. */
export interface CredentialContext {
  readonly certificate: CertificateFacts | null;
  /** The registration that is added to. */
  readonly on: KnownRegistration | null;
  /** Every registration of this connector that is there. */
  readonly known: readonly KnownRegistration[];
  readonly renews: Renewal | null;
  /** The registration's own name, chosen or given. */
  readonly name: string;
}

/** The kinds a person may pick, the preset first. */
export function credentialKinds(
  definition: Definition,
  on: KnownRegistration | null,
  renews: Renewal | null,
): readonly CredentialChoice['kind'][] {
  const offered = definition.credentials.map(({ kind }) => kind);
  // The same kind first; another one is how a registration goes from a secret to a certificate, or back.
  if (renews !== null) return [renews.kind, ...offered.filter((kind) => kind !== renews.kind)];
  if (on?.hasCredential !== true) return offered;
  // One more secret is what such a registration is come back to for, unless it is for another function.
  const addsSecrets = secretOffer(definition)?.description?.eachFor !== undefined;
  return addsSecrets && definition.functions.length === 0
    ? [...offered, KEEP_CREDENTIAL]
    : [KEEP_CREDENTIAL, ...offered];
}

export function readCredential(
  definition: Definition,
  values: Typed,
  context: CredentialContext,
): Read<CredentialChoice> {
  const kinds = credentialKinds(definition, context.on, context.renews);
  const [first = 'secret'] = kinds;
  const kind = pick(FIELDS.credential, 'Proof of identity', kinds, values, first);
  if ('error' in kind) return kind;
  if (kind.value === KEEP_CREDENTIAL) return { value: { kind: KEEP_CREDENTIAL } };
  const offer = definition.credentials.find((each) => each.kind === kind.value);
  if (offer?.kind === 'secret') return readSecret(offer, values, context);
  const { certificate } = context;
  if (certificate) return { value: { kind: 'certificate', certificate } };
  const from = offer?.from ?? definition.vendor.name;
  return { error: failure('CERTIFICATE_MISSING', { from }), field: FIELDS.certificate };
}

function readSecret(offer: SecretOffer, values: Typed, context: CredentialContext): Read<CredentialChoice> {
  const life = readLifeField(offer, values);
  if ('error' in life) return life;
  const description = readDescription(offer.description, values, context);
  if ('error' in description) return description;
  return { value: { kind: 'secret', life: life.value, description: description.value } };
}

function readLifeField(offer: SecretOffer, values: Typed): Read<Life> {
  const life = pick(FIELDS.life, 'Life', [...offer.lives, OTHER_LIFE], values, offer.preset);
  if ('error' in life || life.value !== OTHER_LIFE) return life as Read<Life>;
  return checkLife(offer, typedValue(values, FIELDS.otherLife) ?? '');
}

function checkLife(offer: SecretOffer, typed: string): Read<Life> {
  const life = readLife(typed);
  const preset = durationWords(offer.preset);
  const longest = durationWords(offer.longest);
  const field = FIELDS.otherLife;
  if (life === null) return { error: failure('LIFE_UNREADABLE', { typed }), field };
  if (life === 'zero') return { error: failure('LIFE_ZERO', { preset }), field };
  if (compareLives(life, offer.longest) > 0) {
    return { error: failure('LIFE_TOO_LONG', { typed, longest, preset }), field };
  }
  return { value: life };
}

/** Where each secret is for something of its own, a new registration's preset is good for the first of them only. */
export function presetDescription(
  { preset, eachFor }: SecretDescription,
  { on, known }: Pick<CredentialContext, 'on' | 'known'>,
): string {
  const isTaken = eachFor !== undefined && holderOf(preset, known) !== undefined;
  return on === null && isTaken ? '' : preset;
}

function holderOf(description: string, known: readonly KnownRegistration[]): KnownRegistration | undefined {
  return known.find(({ descriptions }) => descriptions.some((one) => sameName(one, description)));
}

/** Left empty it is the name of the registration; where each secret is for something, no two are for the same. */
function readDescription(
  asked: SecretDescription | undefined,
  values: Typed,
  context: CredentialContext,
): Read<string | null> {
  if (asked === undefined) return { value: null };
  const { known, name, renews } = context;
  // It is for the same thing as the old one.
  if (renews?.description != null) return { value: renews.description };
  const field = FIELDS.description;
  const preset = presetDescription(asked, context) || name;
  const typed = typedValue(values, field)?.trim() ?? '';
  const description = normalName(typed === '' ? preset : typed);
  const misnamed = checkName(asked.rules, description, preset);
  if (misnamed !== null) return { error: misnamed, field };
  const holder = holderOf(description, known);
  if (asked.eachFor === undefined || holder === undefined) return { value: description };
  const facts = { description, name: holder.name, what: asked.eachFor };
  return { error: failure('DESCRIPTION_TAKEN', facts), field };
}

export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
