/** One definition file: what is wrong with it, or what it comes to. */
import { basename } from 'node:path';
import { readDefinitionFile } from '../../src/provisioning/connectors/folder.ts';
import {
  explainProblem,
  loadDefinition,
  problemIn,
  type DefinitionProblem,
} from '../../src/provisioning/connectors/load.ts';
import type { Definition } from '../../src/provisioning/core/definition.ts';
import { cautions, formLines, handOverLines, planLines, portalLine } from './describe.ts';
import { examplePlan, type Example } from './example.ts';
import { pretendTenant } from './pretend-tenant.ts';
import { notices, unresolved } from './resolve.ts';

export interface Checked {
  readonly ok: boolean;
  /** For people. */
  readonly text: string;
}

/** `shown` is the path as it was typed. `now` is epoch ms. */
export function checkFile(shown: string, path: string, now: number): Checked {
  const judged = judge(basename(path), path, now);
  if ('problems' in judged) {
    const { problems } = judged;
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    return {
      ok: false,
      text: [`${shown}: ${count}`, ...problems.flatMap((one) => problemLines(shown, one))].join('\n'),
    };
  }
  return {
    ok: true,
    text: [`${shown}: in order`, '', ...describe(judged.definition, judged.example)].join('\n'),
  };
}

type Judged =
  | { readonly problems: readonly DefinitionProblem[] }
  | { readonly definition: Definition; readonly example: Extract<Example, { plan: unknown }> };

function judge(name: string, path: string, now: number): Judged {
  const read = readDefinitionFile(path);
  if (read.kind !== 'bytes') return { problems: [problemIn(name, read.failure)] };
  const loaded = loadDefinition(name, read.bytes);
  if (!loaded.ok) return { problems: loaded.problems };
  const { definition, problemAt } = loaded;
  const wrong = unresolved(definition, pretendTenant(now));
  if (wrong.length > 0) return { problems: wrong.map(({ path: at, failure }) => problemAt(at, failure)) };
  const example = examplePlan(definition, now);
  if ('problems' in example) return { problems: example.problems.map((failure) => problemAt([], failure)) };
  return { definition, example };
}

function problemLines(shown: string, problem: DefinitionProblem): readonly string[] {
  const { code, what, why, fix } = explainProblem(problem);
  const field = problem.field === '' ? '' : ` ${problem.field}`;
  return [
    '',
    `${shown}:${problem.line}:${field}`,
    ...[what, why, fix, `(${code})`].map((line) => `  ${line}`),
  ];
}

function describe(
  definition: Definition,
  { plan, choices, madeUp }: Extract<Example, { plan: unknown }>,
): readonly string[] {
  const { title, id, version, vendor, purpose, handOver } = definition;
  const worth = notices(definition);
  const supposed = madeUp.length > 0 ? `, where ${madeUp.join(' and ')}` : '';
  return [
    `${title} (${id}, version ${version}) of ${vendor.name}`,
    purpose,
    ...section('The form, as it is first shown', formLines(definition)),
    ...section(`The plan of that form in an empty tenant${supposed}`, [
      ...planLines(plan),
      ...cautions(definition, 'plan', choices),
    ]),
    '',
    portalLine(plan, definition),
    ...section(`Handed over to ${handOver.to}`, [
      ...handOverLines(definition),
      ...cautions(definition, 'hand-over', choices),
    ]),
    ...(worth.length > 0 ? section('Worth a thought', worth) : []),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return ['', title, ...lines.map((line) => `  ${line}`)];
}
