/** The choices form, ready to be drawn: fields in order, each with what was typed or its preset. */
import type { ChoicesView, FormField } from '../contract.ts';
import { explain, type Explained, type Facts } from '../errors.ts';
import {
  FIELDS,
  OTHER_LIFE,
  certificateOffer,
  readChoices,
  secretOffer,
  typedValue,
  type CertificateOffer,
  type SecretOffer,
  type Typed,
} from './read-choices.ts';
import { durationWords } from './dates.ts';
import type { Definition, PermissionChoice, PermissionOption, SignInAudience } from './definition.ts';
import type { CertificateFacts } from './plan-types.ts';

type Errors = Readonly<Record<string, { readonly code: string; readonly facts: Facts }>>;

/** Field ids are those of `readChoices`. `certificate` is the run's, once one has been pasted and read. */
export function choicesForm(
  definition: Definition,
  typed: Typed,
  errors: Errors,
  certificate: CertificateFacts | null,
): ChoicesView {
  const form = new Form(typed, errors);
  const read = readChoices(definition, typed, certificate);
  return {
    purpose: definition.purpose,
    fields: [
      nameField(definition, form),
      ...audienceField(definition, form),
      ...definition.permissions.map((choice) => permissionField(choice, form)),
      ...credentialFields(definition, form),
    ],
    alternativeNames: definition.name.alternatives,
    certificate,
    notices: read.ok ? read.notices.map(explain) : [],
  };
}

/** What was typed and what is wrong with it. */
class Form {
  readonly #typed: Typed;
  readonly #errors: Errors;

  constructor(typed: Typed, errors: Errors) {
    this.#typed = typed;
    this.#errors = errors;
  }

  value(field: string, preset: string): string {
    return typedValue(this.#typed, field) ?? preset;
  }

  error(field: string): Explained | null {
    const failed = Object.hasOwn(this.#errors, field) ? this.#errors[field] : undefined;
    return failed ? explain(failed) : null;
  }
}

function nameField({ name }: Definition, form: Form): FormField {
  return {
    kind: 'text',
    id: FIELDS.name,
    label: 'Name in your tenant',
    value: form.value(FIELDS.name, name.preset),
    hint: `${name.rules.shortest} to ${name.rules.longest} characters.`,
    error: form.error(FIELDS.name),
  };
}

/** As the admin centre prints them under "Supported account types". */
export const AUDIENCE_WORDS: Readonly<Record<SignInAudience, string>> = {
  AzureADMyOrg: 'Accounts in this organizational directory only',
  AzureADMultipleOrgs: 'Accounts in any organizational directory',
};

/** Nothing to ask when the connector leaves no choice. */
function audienceField({ audience }: Definition, form: Form): readonly FormField[] {
  if (audience.others.length === 0) return [];
  const options = [audience.preset, ...audience.others].map((id) => ({
    id,
    label: AUDIENCE_WORDS[id],
    detail: id === 'AzureADMyOrg' ? '' : 'Lets other organizations sign in too',
  }));
  return [
    {
      kind: 'pick',
      id: FIELDS.audience,
      label: 'Supported account types',
      why: 'Who can use this application.',
      value: form.value(FIELDS.audience, audience.preset),
      options,
      error: form.error(FIELDS.audience),
    },
  ];
}

function permissionField(choice: PermissionChoice, form: Form): FormField {
  const { id, label, why } = choice;
  switch (choice.kind) {
    case 'always':
      return { kind: 'fixed', id, label, why, permission: choice.permission.value };
    case 'optional':
      return {
        kind: 'tick',
        ...{ id, label, why },
        permission: choice.permission.value,
        without: choice.without,
        value: form.value(id, String(choice.ticked)) === 'true',
        error: form.error(id),
      };
    case 'one-of':
      return {
        kind: 'pick',
        ...{ id, label, why },
        value: form.value(id, choice.preset),
        options: choice.options.map(optionLine),
        error: form.error(id),
      };
  }
}

function optionLine({ id, label, permission, without }: PermissionOption): {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
} {
  return { id, label, detail: [permission?.value, without].filter(Boolean).join(' — ') };
}

function credentialFields(definition: Definition, form: Form): readonly FormField[] {
  const secret = secretOffer(definition);
  const certificate = certificateOffer(definition);
  return [
    credentialField(definition, form),
    ...(secret ? lifeFields(secret, form) : []),
    ...(certificate ? [pasteField(certificate, form)] : []),
  ];
}

function credentialField({ credentials }: Definition, form: Form): FormField {
  return {
    kind: 'pick',
    id: FIELDS.credential,
    label: 'Proof of identity',
    why: 'How the connector shows that it is the one you registered.',
    value: form.value(FIELDS.credential, credentials[0]?.kind ?? 'secret'),
    options: credentials.map(({ kind, label, why }) => ({ id: kind, label, detail: why })),
    error: form.error(FIELDS.credential),
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
