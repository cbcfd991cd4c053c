/** The choices form, ready to be drawn: fields in order, each with what was typed or its preset. */
import type { ChoicesView, FormField } from '../contract.ts';
import { explain } from '../errors.ts';
import { applies } from './applies.ts';
import type { Definition, SignInAudience } from './definition.ts';
import { FIELDS, type Typed } from './fields.ts';
import { credentialFields } from './form-credential.ts';
import { Form, type FormErrors } from './form.ts';
import { permissionFields } from './form-permissions.ts';
import { userFields } from './form-user.ts';
import { registrationFields } from './form-registration.ts';
import { readChoices, type FormGround } from './read-choices.ts';

/** Field ids are those of `readChoices`. */
export function choicesForm(
  definition: Definition,
  typed: Typed,
  errors: FormErrors,
  ground: FormGround,
): ChoicesView {
  const form = new Form(definition, typed, errors, ground);
  const read = readChoices(definition, typed, ground);
  const selection = read.ok ? read.choices : form.selection;
  const fields = ground.renews === null ? everyField(form) : credentialFields(form);
  return {
    purpose: definition.purpose,
    fields,
    rare: fields.flatMap(({ id }) => (RARE.has(id) ? [id] : [])),
    alternativeNames: form.on === null ? definition.name.alternatives : [],
    certificate: ground.certificate,
    notices: read.ok ? read.notices.map(explain) : [],
    warnings: definition.warnings
      .filter(({ at, when }) => at === 'choices' && applies(when, selection))
      .map(({ text }) => text),
    links: definition.links,
  };
}

/** Settings whose preset is right for nearly everybody. */
const RARE: ReadonlySet<string> = new Set([
  FIELDS.arrangement,
  FIELDS.audience,
  FIELDS.morePermissions,
  FIELDS.directoryRoles,
  FIELDS.userDisplayName,
  FIELDS.userDomain,
  FIELDS.signInRepeats,
  FIELDS.otherLife,
]);

function everyField(form: Form): readonly FormField[] {
  return [
    ...registrationFields(form),
    ...nameField(form),
    ...audienceField(form),
    ...permissionFields(form),
    ...userFields(form),
    ...consentField(form),
    ...credentialFields(form),
  ];
}

/** A registration that is there keeps its name. */
function nameField(form: Form): readonly FormField[] {
  if (form.on !== null) return [];
  const { name } = form.definition;
  return [
    {
      kind: 'text',
      id: FIELDS.name,
      label: 'Name in your tenant',
      value: form.value(FIELDS.name, name.preset),
      hint: `${name.rules.shortest} to ${name.rules.longest} characters.${forbidden(name.rules.forbidden)}`,
      error: form.error(FIELDS.name),
    },
  ];
}

/** Only what the vendor forbids beyond the portal is worth a word. */
function forbidden(characters: string): string {
  const more = [...new Set(characters)].filter((one) => !'<>;&%'.includes(one));
  if (more.length === 0) return '';
  const named = more.map((one) => (one === ' ' ? 'spaces' : one === '.' ? 'dots' : one));
  return ` Not allowed: ${named.join(' ')}`;
}

/** As the admin centre prints them under "Supported account types". */
export const AUDIENCE_WORDS: Readonly<Record<SignInAudience, string>> = {
  AzureADMyOrg: 'Accounts in this organizational directory only',
  AzureADMultipleOrgs: 'Accounts in any organizational directory',
};

/** Nothing to ask when the connector leaves no choice. */
function audienceField(form: Form): readonly FormField[] {
  const { audience } = form.definition;
  if (audience.others.length === 0 || form.on !== null) return [];
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

/** The vendor asks for more than Microsoft does: whose rule holds is the admin's to say. */
function consentField(form: Form): readonly FormField[] {
  const rule = form.definition.vendorRules.consent;
  if (rule === undefined) return [];
  return [
    {
      kind: 'pick',
      id: FIELDS.consentRule,
      label: 'Who consents',
      why: rule.why,
      value: form.value(FIELDS.consentRule, 'vendor'),
      options: [
        { id: 'vendor', label: `As the vendor asks: ${rule.roles.join(' or ')}`, detail: '' },
        { id: 'microsoft', label: 'As Microsoft allows', detail: 'A Privileged Role Administrator can too' },
      ],
      error: form.error(FIELDS.consentRule),
    },
  ];
}
