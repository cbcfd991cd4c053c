/** From what was typed to valid choices. Everything wrong is told at once, each beside its own field. */
import { failure, type Failure } from '../errors.ts';
import { compareLives, durationWords, readLife } from './dates.ts';
import type { CredentialOffer, Definition, Life, PermissionChoice, SignInAudience } from './definition.ts';
import { checkName, normalName } from './names.ts';
import type { CertificateFacts, Choices } from './plan-types.ts';

/** Field ids of the form, besides the ids of the permission choices. */
export const FIELDS = {
  name: 'name',
  audience: 'audience',
  credential: 'credential',
  life: 'life',
  otherLife: 'otherLife',
  certificate: 'certificate',
} as const;

/** The `life` option that means: see `otherLife`. */
export const OTHER_LIFE = 'other';

export type Typed = Readonly<Record<string, string>>;

export type ReadChoices =
  | { readonly ok: true; readonly choices: Choices; readonly notices: readonly Failure[] }
  | { readonly ok: false; readonly errors: Readonly<Record<string, Failure>> };

type Read<T> = { readonly value: T } | { readonly error: Failure; readonly field: string };
export type SecretOffer = Extract<CredentialOffer, { kind: 'secret' }>;
export type CertificateOffer = Extract<CredentialOffer, { kind: 'certificate' }>;

/**
 * Reads form values by field id. An absent field has its preset; fields nobody asked for are ignored. `certificate`
 * is the run's, once one has been pasted and read. `notices` are lawful choices worth a second look.
 */
export function readChoices(
  definition: Definition,
  values: Typed,
  certificate: CertificateFacts | null,
): ReadChoices {
  const name = readName(definition, values);
  const audience = readAudience(definition, values);
  const permissions = definition.permissions.map((choice) => readPermission(choice, values));
  const credential = readCredential(definition, values, certificate);

  const errors: Record<string, Failure> = {};
  for (const read of [name, audience, ...permissions, credential]) {
    if ('error' in read) errors[read.field] = read.error;
  }
  if ('error' in name || 'error' in audience || 'error' in credential || Object.keys(errors).length > 0) {
    return { ok: false, errors };
  }
  const choices: Choices = {
    name: name.value,
    audience: audience.value,
    permissions: Object.fromEntries(permissions.flatMap((read) => ('value' in read ? read.value : []))),
    credential: credential.value,
  };
  return { ok: true, choices, notices: notices(definition, choices) };
}

/** A value as typed; undefined when the field was not sent, or not as text. */
export function typedValue(values: Typed, field: string): string | undefined {
  const value: unknown = Object.hasOwn(values, field) ? values[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function secretOffer(definition: Definition): SecretOffer | undefined {
  return definition.credentials.find((offer) => offer.kind === 'secret');
}

export function certificateOffer(definition: Definition): CertificateOffer | undefined {
  return definition.credentials.find((offer) => offer.kind === 'certificate');
}

function readName({ name }: Definition, values: Typed): Read<string> {
  const typed = typedValue(values, FIELDS.name) ?? name.preset;
  const error = checkName(name.rules, typed, name.preset);
  return error ? { error, field: FIELDS.name } : { value: normalName(typed) };
}

function readAudience({ audience }: Definition, values: Typed): Read<SignInAudience> {
  const offered = [audience.preset, ...audience.others];
  return pick(FIELDS.audience, 'Supported account types', offered, values, audience.preset);
}

type Granted = readonly (readonly [string, boolean | string])[];

function readPermission(choice: PermissionChoice, values: Typed): Read<Granted> {
  switch (choice.kind) {
    case 'always':
      return { value: [] };
    case 'optional': {
      const read = pick(choice.id, choice.label, ['true', 'false'], values, String(choice.ticked));
      return 'error' in read ? read : { value: [[choice.id, read.value === 'true']] };
    }
    case 'one-of': {
      const options = choice.options.map(({ id }) => id);
      const read = pick(choice.id, choice.label, options, values, choice.preset);
      return 'error' in read ? read : { value: [[choice.id, read.value]] };
    }
  }
}

function readCredential(
  definition: Definition,
  values: Typed,
  certificate: CertificateFacts | null,
): Read<Choices['credential']> {
  const kinds = definition.credentials.map(({ kind }) => kind);
  const [first = 'secret'] = kinds;
  const kind = pick(FIELDS.credential, 'Proof of identity', kinds, values, first);
  if ('error' in kind) return kind;
  const offer = definition.credentials.find((each) => each.kind === kind.value);
  if (offer?.kind === 'secret') return readSecret(offer, values);
  if (certificate) return { value: { kind: 'certificate', certificate } };
  const from = offer?.from ?? definition.vendor.name;
  return { error: failure('CERTIFICATE_MISSING', { from }), field: FIELDS.certificate };
}

function readSecret(offer: SecretOffer, values: Typed): Read<Choices['credential']> {
  const life = pick(FIELDS.life, 'Life', [...offer.lives, OTHER_LIFE], values, offer.preset);
  if ('error' in life) return life;
  if (life.value !== OTHER_LIFE) return { value: { kind: 'secret', life: life.value } };
  const other = checkLife(offer, typedValue(values, FIELDS.otherLife) ?? '');
  return 'error' in other ? other : { value: { kind: 'secret', life: other.value } };
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

function pick<T extends string>(
  field: string,
  label: string,
  options: readonly T[],
  values: Typed,
  preset: T,
): Read<T> {
  const typed = typedValue(values, field) ?? preset;
  const chosen = options.find((option) => option === typed);
  if (chosen !== undefined) return { value: chosen };
  const facts = { field: label, typed, options: options.join(', ') };
  return { error: failure('CHOICE_UNKNOWN', facts), field };
}

function notices(definition: Definition, { credential, audience }: Choices): readonly Failure[] {
  const found: Failure[] = [];
  const offer = secretOffer(definition);
  if (credential.kind === 'secret' && offer && compareLives(credential.life, offer.warnBeyond) > 0) {
    const facts = { life: durationWords(credential.life), usual: durationWords(offer.warnBeyond) };
    found.push(failure('LIFE_LONG', facts));
  }
  if (audience === 'AzureADMultipleOrgs' && definition.audience.preset !== audience) {
    found.push(failure('AUDIENCE_MULTIPLE'));
  }
  return found;
}
