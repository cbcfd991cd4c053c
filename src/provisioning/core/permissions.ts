/** Which permissions a set of choices asks for. */
import { applies, type Selection } from './applies.ts';
import type { Definition, Permission, PermissionChoice } from './definition.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import type { Choices } from './plan-types.ts';

export type ChosenPermission = Omit<Permission, 'id'> & {
  /** Null for one that was typed by name: the tenant knows its id. */
  readonly id: string | null;
  readonly why: string;
};

export type PermissionSelection = Selection & Pick<Choices, 'permissions' | 'morePermissions'>;

/** In the order of the form, each permission once; those asked for by name last. */
export function permissionsChosen(
  definition: Definition,
  choices: PermissionSelection,
): readonly ChosenPermission[] {
  const asked = definition.permissions
    .filter(({ when }) => applies(when, choices))
    .flatMap((choice) => chosen(choice, choices.permissions));
  const more = choices.morePermissions.map((value): ChosenPermission => ({
    resource: MICROSOFT_GRAPH,
    value,
    type: 'delegated',
    id: null,
    why: 'Asked for by name, beyond what the definition asks for.',
  }));
  const all = [...asked, ...more];
  return all.filter((one, index) => all.findIndex((other) => same(one, other)) === index);
}

function chosen(choice: PermissionChoice, answers: Choices['permissions']): readonly ChosenPermission[] {
  const { why, id } = choice;
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
  switch (choice.kind) {
    case 'always':
      return [{ ...choice.permission, why }];
    case 'optional':
      return answer === true ? [{ ...choice.permission, why }] : [];
    case 'one-of': {
      const option = choice.options.find((one) => one.id === answer);
      return option?.permission ? [{ ...option.permission, why }] : [];
    }
  }
}

function same(a: ChosenPermission, b: ChosenPermission): boolean {
  return a.resource === b.resource && a.value === b.value && a.type === b.type;
}
