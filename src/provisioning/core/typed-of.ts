/** Choices as the form would have sent them: what a renewal keeps as it was. */
import type { Definition } from './definition.ts';
import { FIELDS, type Typed } from './fields.ts';
import type { Choices } from './plan-types.ts';

/** All but the credential and the user: of these a renewal asks for the one and leaves the other alone. */
export function typedOf({ functions }: Definition, choices: Choices): Typed {
  const ticked = functions.map(({ id }) => [id, String(choices.functions.includes(id))] as const);
  const permissions = Object.entries(choices.permissions).map(([id, value]) => [id, String(value)] as const);
  return {
    ...Object.fromEntries([...ticked, ...Object.entries(choices.answers), ...permissions]),
    [FIELDS.name]: choices.name,
    [FIELDS.audience]: choices.audience,
    [FIELDS.morePermissions]: choices.morePermissions.join(', '),
    [FIELDS.consentRule]: choices.consentRule,
    [FIELDS.directoryRoles]: '',
  };
}
