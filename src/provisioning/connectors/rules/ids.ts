/** Ids: what has one can be told apart, and nothing takes the place of a field the form has already. */
import { FIELDS } from '../../core/fields.ts';
import type { Definition } from '../../core/definition.ts';
import { broken, type Broken, type Path } from './broken.ts';

/** Fields of the form, its two buttons, and what a press of any card carries. */
const RESERVED: ReadonlySet<string> = new Set([...Object.values(FIELDS), 'mode', 'press']);

interface Named {
  readonly path: Path;
  readonly id: string;
}

export function ids({ functions, questions, permissions, checklist }: Definition): readonly Broken[] {
  const fields = [
    ...placed(functions, ['functions']),
    ...placed(questions, ['questions']),
    ...placed(permissions, ['permissions']),
  ];
  const lists = [
    fields,
    ...questions.map(({ options }, index) => placed(options, ['questions', index, 'options'])),
    ...permissions.map((choice, index) =>
      choice.kind === 'one-of' ? placed(choice.options, ['permissions', index, 'options']) : [],
    ),
    placed(checklist, ['checklist']),
  ];
  return [...fields.flatMap(reserved), ...lists.flatMap(repeated)];
}

function placed(list: readonly { readonly id: string }[], path: Path): readonly Named[] {
  return list.map(({ id }, index) => ({ path: [...path, index, 'id'], id }));
}

function reserved({ path, id }: Named): readonly Broken[] {
  return RESERVED.has(id) ? [broken(path, 'DEF_RESERVED_ID', { found: id })] : [];
}

function repeated(list: readonly Named[]): readonly Broken[] {
  return list.flatMap(({ path, id }, index) =>
    list.findIndex((other) => other.id === id) < index
      ? [broken(path, 'DEF_DUPLICATE_ID', { found: id })]
      : [],
  );
}
