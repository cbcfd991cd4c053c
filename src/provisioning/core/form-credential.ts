/** How the connector proves itself. */
import type { FormField } from '../contract.ts';
import { durationWords } from './dates.ts';
import type { SecretDescription } from './definition.ts';
import { FIELDS, KEEP_CREDENTIAL, OTHER_LIFE } from './fields.ts';
import type { Form } from './form.ts';
import {
  certificateOffer,
  credentialKinds,
  presetDescription,
  secretOffer,
  type CertificateOffer,
  type SecretOffer,
} from './read-credential.ts';

export function credentialFields(form: Form): readonly FormField[] {
  const secret = secretOffer(form.definition);
  const certificate = certificateOffer(form.definition);
  return [
    ...credentialField(form),
    ...(secret ? secretFields(secret, form) : []),
    ...(certificate ? [pasteField(certificate, form)] : []),
  ];
}

/** Nothing to ask where there is one way only. */
function credentialField(form: Form): readonly FormField[] {
  const kinds = credentialKinds(form.definition, form.on, form.ground.renews);
  const [first = 'secret'] = kinds;
  if (kinds.length < 2) return [];
  return [
    {
      kind: 'pick',
      id: FIELDS.credential,
      label: 'Proof of identity',
      why: 'How the connector shows that it is the one you registered.',
      value: form.value(FIELDS.credential, first),
      options: kinds.map((kind) => optionOf(kind, form)),
      error: form.error(FIELDS.credential),
    },
  ];
}

function optionOf(kind: string, { definition }: Form) {
  if (kind === KEEP_CREDENTIAL) {
    return { id: kind, label: 'Keep what it has', detail: 'No new secret or certificate is made' };
  }
  const offer = definition.credentials.find((one) => one.kind === kind);
  return { id: kind, label: offer?.label ?? kind, detail: offer?.why ?? '' };
}

function secretFields(offer: SecretOffer, form: Form): readonly FormField[] {
  return [
    ...(offer.description === undefined || form.ground.renews?.description != null
      ? []
      : [descriptionField(offer.description, form)]),
    ...lifeFields(offer, form),
  ];
}

/** Where each secret is for something of its own, the next one is for something else. */
function descriptionField(asked: SecretDescription, form: Form): FormField {
  const { label, why, eachFor } = asked;
  const preset = presetDescription(asked, { on: form.on, known: form.ground.known });
  const another = form.on !== null && eachFor !== undefined;
  const empty = preset === '' && !another ? ' Empty: the name of the registration.' : '';
  return {
    kind: 'text',
    id: FIELDS.description,
    label,
    value: form.value(FIELDS.description, another ? '' : preset),
    hint: `${why}${empty}`,
    error: form.error(FIELDS.description),
  };
}

function lifeFields(offer: SecretOffer, form: Form): readonly FormField[] {
  const offered = offer.lives.map((life) => ({ id: life, label: durationWords(life), detail: '' }));
  return [
    {
      kind: 'pick',
      id: FIELDS.life,
      label: 'A client secret lives',
      why: 'When it expires, the connector stops until there is a new one.',
      value: form.value(FIELDS.life, offer.preset),
      options: [
        ...offered,
        { id: OTHER_LIFE, label: 'Another time', detail: `Up to ${durationWords(offer.longest)}` },
      ],
      error: form.error(FIELDS.life),
    },
    {
      kind: 'text',
      id: FIELDS.otherLife,
      label: 'Another time, if you chose that',
      value: form.value(FIELDS.otherLife, ''),
      hint: 'For example 18 months, 2 years or 90 days',
      error: form.error(FIELDS.otherLife),
    },
  ];
}

function pasteField(offer: CertificateOffer, form: Form): FormField {
  return {
    kind: 'paste',
    id: FIELDS.certificate,
    label: 'Certificate',
    value: form.value(FIELDS.certificate, ''),
    hint: `The .pem from ${offer.from}, from BEGIN CERTIFICATE to END CERTIFICATE. Never the private key.`,
    error: form.error(FIELDS.certificate),
  };
}
