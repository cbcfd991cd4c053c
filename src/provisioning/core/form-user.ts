/** The account the vendor's product signs in with. */
import type { FormField } from '../contract.ts';
import type { UserNeed } from './definition.ts';
import { FIELDS } from './fields.ts';
import type { Form } from './form.ts';

/** A card cannot grow while it is filled in, so whatever any choice may need is on it. */
export function userFields(form: Form): readonly FormField[] {
  const { user } = form.definition;
  if (user === undefined) return [];
  return [
    ...wayField(form, user),
    ...(user.ways.includes('create') ? newUserFields(form, user) : []),
    ...(user.ways.includes('existing') ? [existingField(form, user)] : []),
    ...repeatsField(form, user),
  ];
}

function wayField(form: Form, { label, why, ways }: UserNeed): readonly FormField[] {
  const [first = 'existing'] = ways;
  if (ways.length < 2) return [];
  return [
    {
      kind: 'pick',
      id: FIELDS.userWay,
      label,
      why,
      value: form.value(FIELDS.userWay, first),
      options: ways.map((way) => ({ id: way, ...WAYS[way] })),
      error: form.error(FIELDS.userWay),
    },
  ];
}

const WAYS = {
  create: { label: 'Make a new one', detail: '' },
  existing: { label: 'Use one that is there', detail: '' },
} as const;

function newUserFields(form: Form, { preset, mayNeverExpire }: UserNeed): readonly FormField[] {
  const text = (id: string, label: string, value: string, hint: string): FormField => ({
    kind: 'text',
    ...{ id, label, hint },
    value: form.value(id, value),
    error: form.error(id),
  });
  return [
    text(
      FIELDS.userDisplayName,
      'Name of the new user',
      preset.displayName,
      'As people see it in the directory.',
    ),
    text(FIELDS.userName, 'User name of the new user', preset.userName, 'The part before the @.'),
    text(FIELDS.userDomain, 'Its domain', '', 'A verified domain of your tenant. Empty: the default one.'),
    ...(mayNeverExpire ? [neverExpiresField(form)] : []),
  ];
}

function neverExpiresField(form: Form): FormField {
  return {
    kind: 'pick',
    id: FIELDS.neverExpires,
    label: 'Password of the new user',
    why: 'The vendor’s product keeps this password, and stops when it expires.',
    value: form.value(FIELDS.neverExpires, 'false'),
    options: [
      { id: 'false', label: 'Expires as your tenant says', detail: 'You are reminded before it does' },
      { id: 'true', label: 'Never expires', detail: 'Sets DisablePasswordExpiration on this user' },
    ],
    error: form.error(FIELDS.neverExpires),
  };
}

function existingField(form: Form, { label, why, ways }: UserNeed): FormField {
  return {
    kind: 'text',
    id: FIELDS.userExisting,
    label: ways.length > 1 ? 'User name of the one that is there' : label,
    value: form.value(FIELDS.userExisting, ''),
    hint:
      ways.length > 1
        ? 'With the @ and the domain. Only if you chose to use one that is there.'
        : `${why} Its user name, with the @ and the domain.`,
    error: form.error(FIELDS.userExisting),
  };
}

function repeatsField(form: Form, { signInRepeats }: UserNeed): readonly FormField[] {
  if (signInRepeats === undefined) return [];
  return [
    {
      kind: 'text',
      id: FIELDS.signInRepeats,
      label: signInRepeats.label,
      value: form.value(FIELDS.signInRepeats, ''),
      hint: signInRepeats.why,
      error: form.error(FIELDS.signInRepeats),
    },
  ];
}
