/** `when`: it speaks of functions, questions and answers that are there, and every question is asked for a reason. */
import { cases } from '../../core/applies.ts';
import type { Condition, Definition, Question, When } from '../../core/definition.ts';
import { broken, wrong, type Broken, type Path } from './broken.ts';

interface Placed {
  readonly path: Path;
  readonly one: When;
}

export function conditions(definition: Definition): readonly Broken[] {
  const placed = placedCases(definition);
  return [
    ...placed.flatMap(says),
    ...placed.flatMap((each) => unknownFunctions(each, definition)),
    ...placed.flatMap((each) => unknownAnswers(each, definition)),
    ...unused(definition, placed),
  ];
}

function placedCases({ permissions, user, checklist, warnings }: Definition): readonly Placed[] {
  const parts: readonly (readonly [Path, { readonly when?: Condition }])[] = [
    ...permissions.map((part, index) => [['permissions', index], part] as const),
    ...(user ? [[['user'], user] as const] : []),
    ...checklist.map((part, index) => [['checklist', index], part] as const),
    ...warnings.map((part, index) => [['warnings', index], part] as const),
  ];
  return parts.flatMap(([path, { when }]) => (when === undefined ? [] : placedAt([...path, 'when'], when)));
}

function placedAt(path: Path, when: Condition): readonly Placed[] {
  const several = cases(when);
  return several.length === 1
    ? several.map((one) => ({ path, one }))
    : several.map((one, index) => ({ path: [...path, index], one }));
}

function says({ path, one: { functions, answers = {} } }: Placed): readonly Broken[] {
  if (functions !== undefined || Object.keys(answers).length > 0) return [];
  return [wrong(path, 'It names neither a function nor an answer, so it always holds.')];
}

function unknownFunctions({ path, one }: Placed, { functions }: Definition): readonly Broken[] {
  return unknown([...path, 'functions'], 'function', one.functions ?? [], functions);
}

function unknownAnswers({ path, one }: Placed, { questions }: Definition): readonly Broken[] {
  return Object.entries(one.answers ?? {}).flatMap(([asked, given]) => {
    const at = [...path, 'answers', asked];
    const question = questions.find(({ id }) => id === asked);
    if (!question) return [missing(at, 'question', asked, questions)];
    return unknown(at, `answer to ${asked}`, given, question.options);
  });
}

type Known = readonly { readonly id: string }[];

function unknown(path: Path, kind: string, named: readonly string[], known: Known): readonly Broken[] {
  return named.flatMap((found, index) =>
    known.some(({ id }) => id === found) ? [] : [missing([...path, index], kind, found, known)],
  );
}

function missing(path: Path, kind: string, found: string, known: Known): Broken {
  const there = known.map(({ id }) => id).join(', ') || 'none';
  return broken(path, 'DEF_WHEN_UNKNOWN', { kind, found, known: there });
}

function unused({ questions }: Definition, placed: readonly Placed[]): readonly Broken[] {
  const isUsed = ({ id }: Question): boolean =>
    placed.some(({ one }) => Object.hasOwn(one.answers ?? {}, id));
  return questions.flatMap((question, index) =>
    isUsed(question) ? [] : [broken(['questions', index], 'DEF_QUESTION_UNUSED', { found: question.id })],
  );
}
