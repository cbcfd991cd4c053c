/** What the connector may do and see: functions, questions, permissions. */
import type { FormField } from '../contract.ts';
import { cases } from './applies.ts';
import type { PermissionChoice, PermissionOption, Question } from './definition.ts';
import { FIELDS } from './fields.ts';
import type { Form } from './form.ts';
import { permissionsChosen } from './permissions.ts';

export function permissionFields(form: Form): readonly FormField[] {
  const { functions, questions, permissions } = form.definition;
  return [
    ...functions.map((one) => functionField(form, one)),
    ...questions.map((one) => questionField(form, one)),
    ...permissions.filter((choice) => !isOfAFunction(choice)).map((choice) => permissionField(form, choice)),
    ...morePermissionsField(form),
    ...directoryRolesField(form),
  ];
}

function functionField(
  form: Form,
  { id, label, why, ticked }: Form['definition']['functions'][number],
): FormField {
  const there = form.on?.functions.includes(id) === true;
  return {
    kind: 'function',
    id,
    label: there ? `${label} (set up already)` : label,
    why,
    asksFor: asksFor(form, id),
    value: form.isTicked(id, ticked),
    error: form.error(id),
  };
}

/** The permissions of this function alone, with the questions answered as they stand. */
function asksFor(form: Form, functionId: string): readonly string[] {
  const { definition } = form;
  const own = definition.permissions.filter(
    ({ when }) => when !== undefined && cases(when).some(({ functions }) => functions?.includes(functionId)),
  );
  const selection = { ...form.selection, functions: [functionId], permissions: {}, morePermissions: [] };
  return permissionsChosen({ ...definition, permissions: own }, selection).map(
    ({ value, type }) => `${value} (${type})`,
  );
}

function questionField(form: Form, { id, label, why, preset, options }: Question): FormField {
  return {
    kind: 'pick',
    ...{ id, label, why },
    value: form.value(id, preset),
    options: options.map(({ detail = '', ...option }) => ({ ...option, detail })),
    error: form.error(id),
  };
}

/** Then its function names it, and nobody is asked. */
function isOfAFunction(choice: PermissionChoice): boolean {
  return (
    choice.kind === 'always' &&
    choice.when !== undefined &&
    cases(choice.when).every(({ functions }) => functions !== undefined)
  );
}

function permissionField(form: Form, choice: PermissionChoice): FormField {
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

function morePermissionsField(form: Form): readonly FormField[] {
  const more = form.definition.morePermissions;
  if (more === undefined) return [];
  return [
    {
      kind: 'text',
      id: FIELDS.morePermissions,
      label: more.label,
      value: form.value(FIELDS.morePermissions, ''),
      hint: more.why,
      error: form.error(FIELDS.morePermissions),
    },
  ];
}

/** What is on a registration that is there is not known before somebody signs in; it may be taken away by name. */
function directoryRolesField(form: Form): readonly FormField[] {
  const { directoryRoles } = form.definition;
  if (directoryRoles === undefined) return [];
  const preset = form.on === null ? directoryRoles.preset.join(', ') : '';
  const fields: [string, string, string, string][] = [
    [FIELDS.directoryRoles, 'Entra roles to add', preset, `${directoryRoles.notice} ${NAMES}`],
    ...(form.on === null
      ? []
      : ([[FIELDS.rolesToRemove, 'Entra roles to take away', '', NAMES]] as [
          string,
          string,
          string,
          string,
        ][])),
  ];
  return fields.map(([id, label, value, hint]) => ({
    kind: 'text',
    ...{ id, label, hint },
    value: form.value(id, value),
    error: form.error(id),
  }));
}

const NAMES = 'Names as Entra prints them, separated by commas.';
