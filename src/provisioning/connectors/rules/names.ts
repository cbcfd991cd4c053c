/** Names a definition offers obey the rules it sets, so that a form can be sent as it comes. */
import { explain, type Failure } from '../../errors.ts';
import type { ConnectorFunction, Definition, NameRules, SecretDescription } from '../../core/definition.ts';
import { FIELDS } from '../../core/fields.ts';
import { checkName } from '../../core/names.ts';
import { readUser } from '../../core/read-user.ts';
import { broken, wrong, type Broken, type Path } from './broken.ts';

type Offered = readonly [path: Path, name: string];

export function names(definition: Definition): readonly Broken[] {
  const { name, functions } = definition;
  return [
    ...obeying(name.rules, ['name', 'rules'], [...namesOffered(definition), ...alone(functions)]),
    ...functionNames(functions),
    ...descriptions(definition),
    ...userPreset(definition),
  ];
}

function namesOffered({ name: { preset, alternatives } }: Definition): readonly Offered[] {
  const others = alternatives.map(({ name }, index): Offered => [
    ['name', 'alternatives', index, 'name'],
    name,
  ]);
  return [[['name', 'preset'], preset], ...others];
}

function alone(functions: readonly ConnectorFunction[]): readonly Offered[] {
  return functions.flatMap((one, index): readonly Offered[] =>
    one.alone === undefined ? [] : [[['functions', index, 'alone'], one.alone]],
  );
}

function obeying(rules: NameRules, at: Path, offered: readonly Offered[]): readonly Broken[] {
  if (rules.shortest > rules.longest) return [wrong([...at, 'shortest'], 'It is more than longest.')];
  return offered.flatMap(([path, found]) => misnamed(path, found, checkName(rules, found)));
}

function misnamed(path: Path, found: string, bad: Failure | null): readonly Broken[] {
  return bad ? [broken(path, 'DEF_NAME', { found, reason: explain(bad).what })] : [];
}

/** A registration for each function, or for none; and no two of one name. */
function functionNames(functions: readonly ConnectorFunction[]): readonly Broken[] {
  const named = alone(functions);
  if (named.length === 0) return [];
  const without = functions.flatMap((one, index) =>
    one.alone === undefined ? [broken(['functions', index], 'DEF_FUNCTION_ALONE', { found: one.id })] : [],
  );
  const twice = named.flatMap(([path, name], index) =>
    named.findIndex(([, other]) => other === name) < index
      ? [wrong(path, 'Another function has a registration of that name.')]
      : [],
  );
  return [...without, ...twice];
}

function descriptions(definition: Definition): readonly Broken[] {
  return definition.credentials.flatMap((offer, index) =>
    offer.kind === 'secret' && offer.description
      ? description(offer.description, ['credentials', index, 'description'], definition)
      : [],
  );
}

/** With an empty preset the name of the registration is offered, so that has to do as well. */
function description(
  { preset, rules }: SecretDescription,
  path: Path,
  definition: Definition,
): readonly Broken[] {
  const registrations = [...namesOffered(definition), ...alone(definition.functions)]
    .map(([, name]) => name)
    .filter((name) => checkName(definition.name.rules, name) === null);
  const offered = preset === '' ? registrations : [preset];
  return obeying(
    rules,
    [...path, 'rules'],
    offered.map((name): Offered => [[...path, 'preset'], name]),
  );
}

/** The form's own reader judges what would be in the form. */
function userPreset(definition: Definition): readonly Broken[] {
  if (!definition.user?.ways.includes('create')) return [];
  const { when: _when, ...user } = definition.user;
  const { preset } = user;
  const typed = { [FIELDS.userWay]: 'create' };
  const read = readUser({ ...definition, user }, typed, { functions: [], answers: {} });
  if (!('error' in read)) return [];
  const field = read.field === FIELDS.userName ? 'userName' : 'displayName';
  return misnamed(['user', 'preset', field], preset[field], read.error);
}
