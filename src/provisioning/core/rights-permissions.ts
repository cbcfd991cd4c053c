/** The permissions a definition could ask for, each with how firmly and when. */
import { applies, cases as casesIn } from './applies.ts';
import type { Condition, Definition, Permission, PermissionChoice, When } from './definition.ts';
import { MICROSOFT_GRAPH } from './ids.ts';
import { casesOf, EVERY_CASE } from './narrower.ts';
import { ALWAYS, firmly, FROM_THE_START, IF_CHOSEN, type Standing } from './rights-words.ts';
import type { Right } from './rights.ts';

export function permissionRights(definition: Definition): readonly Right[] {
  const more: Right = {
    ...{ key: 'more permissions', rank: ALWAYS, cases: EVERY_CASE },
    words: 'Delegated permissions beyond the list, by name',
  };
  return [
    ...definition.permissions.flatMap((choice) => rightsOfChoice(definition, choice)),
    ...(definition.morePermissions ? [more] : []),
  ];
}

function rightsOfChoice(definition: Definition, choice: PermissionChoice): readonly Right[] {
  const right = (permission: Permission, rank: Standing): readonly Right[] =>
    rightsTo(definition, choice.when, permission, rank);
  switch (choice.kind) {
    case 'always':
      return right(choice.permission, ALWAYS);
    case 'optional':
      return right(choice.permission, choice.ticked ? FROM_THE_START : IF_CHOSEN);
    case 'one-of': {
      const options = choice.options.flatMap(({ id, permission }) =>
        permission ? right(permission, id === choice.preset ? FROM_THE_START : IF_CHOSEN) : [],
      );
      return [...options, ...unavoidable(definition, choice)];
    }
  }
}

/** Asked for at all; and, where a condition stands before it, asked for by the form as it is first shown. */
function rightsTo(
  definition: Definition,
  when: Condition | undefined,
  permission: Permission,
  rank: Standing,
): readonly Right[] {
  const key = `permission ${permission.resource} ${permission.type} ${permission.value} ${permission.id}`;
  const cases = casesOf(definition, when);
  const everywhere = when === undefined || cases === EVERY_CASE;
  const atFirst = rank !== IF_CHOSEN && (everywhere || applies(when, firstShown(definition)));
  const condition = everywhere ? '' : conditionWords(definition, when);
  const words =
    firmly(named(permission), rank) + condition + (atFirst && condition ? ', as first shown' : '');
  return [
    { key, rank, cases, words },
    ...(atFirst ? [{ key: `${key} as first shown`, rank: ALWAYS, cases: EVERY_CASE, words }] : []),
  ];
}

/** Where no option is empty, one of the permissions cannot be refused. */
function unavoidable(
  definition: Definition,
  { when, options }: Extract<PermissionChoice, { kind: 'one-of' }>,
): readonly Right[] {
  const permissions = options.flatMap(({ permission }) => permission ?? []);
  if (permissions.length < options.length) return [];
  const ids = permissions.map(({ type, id }) => `${type} ${id}`).sort();
  const words = `${permissions.map(named).join(' or ')}: one of them always`;
  return [{ key: `one of ${ids.join(', ')}`, rank: ALWAYS, cases: casesOf(definition, when), words }];
}

function firstShown({ functions, questions }: Definition) {
  return {
    functions: functions.filter(({ ticked }) => ticked).map(({ id }) => id),
    answers: Object.fromEntries(questions.map(({ id, preset }) => [id, preset])),
  };
}

function named({ resource, value, type }: Permission): string {
  return resource === MICROSOFT_GRAPH
    ? `${value} (${type})`
    : `${value} (${type}) of the service ${resource}`;
}

/** ` with Mail or Presence (Users come from: Entra)`; several cases with `or` between them. */
function conditionWords(definition: Definition, when: Condition): string {
  const all = casesIn(when).map((one) => caseWords(definition, one));
  return ` ${all.join(', or ')}`;
}

function caseWords({ functions, questions }: Definition, one: When): string {
  const label = (list: readonly { readonly id: string; readonly label: string }[], id: string): string =>
    list.find((each) => each.id === id)?.label ?? id;
  const withFunctions = one.functions?.map((id) => label(functions, id)).join(' or ');
  const answers = Object.entries(one.answers ?? {}).map(([id, chosen]) => {
    const options = questions.find((question) => question.id === id)?.options ?? [];
    return `${label(questions, id)}: ${chosen.map((each) => label(options, each)).join(' or ')}`;
  });
  return [
    ...(withFunctions === undefined ? [] : [`with ${withFunctions}`]),
    ...(answers.length > 0 ? [`(${answers.join('; ')})`] : []),
  ].join(' ');
}
