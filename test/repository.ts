/** The repository as its own subject: which files it has, and what they import and name. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '..');

/** Folders that are made, not written. */
const MADE = new Set(['.git', 'node_modules', '.data', 'coverage', 'dist']);

/** Every written file below a folder, from the root, with `/`, in order. */
export function files(folder = '.', ending = ''): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name) && !entry.name.endsWith('.log'))
    .flatMap((entry) => {
      const path = folder === '.' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? files(path, ending) : [path];
    })
    .filter((path) => path.endsWith(ending))
    .sort();
}

export function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

export interface Import {
  readonly specifier: string;
  /** Gone once the types are stripped. */
  readonly typeOnly: boolean;
}

/** All imports of a TypeScript file: `import`, `export from`, `import()` and `import('...')` in a type. */
export function importsOf(text: string, kind: '.ts' | '.tsx' = '.ts'): Import[] {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importAt(node);
    if (one !== undefined) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(parse(text, kind));
  return found;
}

function importAt(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) {
    return named(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
  }
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return named(node.argument.literal, true);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return named(node.arguments[0], false);
  }
  return undefined;
}

function named(specifier: ts.Node | undefined, typeOnly: boolean): Import | undefined {
  return specifier !== undefined && ts.isStringLiteralLike(specifier)
    ? { specifier: specifier.text, typeOnly }
    : undefined;
}

/** Full names of the tests in a file: the titles of the `describe`s around them, then their own. */
export function testNames(text: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node, around: readonly string[]): void => {
    const call = titledCall(node);
    if (call?.word === 'test' || call?.word === 'it') names.push([...around, call.title].join(' > '));
    const inside = call?.word === 'describe' ? [...around, call.title] : around;
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(parse(text), []);
  return names;
}

/** `test('title', ...)`, `test.each(rows)('title', ...)`, `describe.skip('title', ...)` and their kin. */
function titledCall(node: ts.Node): { word: string; title: string } | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const [title] = node.arguments;
  if (title === undefined || !ts.isStringLiteralLike(title)) return undefined;
  let callee: ts.Node = node.expression;
  while (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) callee = callee.expression;
  return ts.isIdentifier(callee) ? { word: callee.text, title: title.text } : undefined;
}

function parse(text: string, kind: '.ts' | '.tsx' = '.ts'): ts.SourceFile {
  return ts.createSourceFile(`file${kind}`, text, ts.ScriptTarget.Latest, true);
}
