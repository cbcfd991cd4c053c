/**
 * YAML without its surprises: plain mappings, lists and scalars of the core schema. Anchors, aliases, tags, merge
 * keys, directives and several documents are refused, so that a file says what it shows and cannot grow when read.
 */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from 'yaml';
import type { Document, Node, YAMLError } from 'yaml';
import { failure, type Failure } from '../errors.ts';

export interface Misfit {
  readonly failure: Failure;
  readonly line: number;
  readonly field: string;
}

export interface Mapping {
  /** Plain data; no key is `__proto__` or the like. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The line of the value at a path, or of the nearest thing around it. From 1. */
  lineOf(path: readonly (string | number)[]): number;
}

const MOST_DEPTH = 16;
/** Far above MOST_DEPTH, and far below where the parser's own recursion would run out of stack. */
const CRUDE_DEPTH = 200;

/** One mapping, or everything in the way of reading one. */
export function readYaml(
  text: string,
): { readonly mapping: Mapping } | { readonly misfits: readonly Misfit[] } {
  const deep = crudelyTooDeep(text);
  if (deep !== null) return { misfits: [tooDeep(deep)] };
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    ...{ version: '1.2', schema: 'core', merge: false, strict: true, uniqueKeys: true, stringKeys: true },
    lineCounter: lines,
    logLevel: 'error',
  });
  const [document] = documents;
  if (!document || !('contents' in document) || document.contents === null) {
    return { misfits: [{ failure: failure('DEF_EMPTY'), line: 1, field: '' }] };
  }
  const lineAt = (node: unknown): number => lineOfNode(node, lines);
  const misfits = [
    ...document.errors.map((error) => syntax(error, text)),
    ...(documents.length > 1 ? [construct('more than one document', lineAt(documents[1]?.contents))] : []),
    ...constructs(document, lineAt),
  ];
  if (misfits.length > 0) return { misfits };
  if (!isMap(document.contents)) return { misfits: [notAnObject(document.contents)] };
  return { mapping: mappingOf(document, lineAt) };
}

function mappingOf(document: Document, lineAt: (node: unknown) => number): Mapping {
  return {
    data: document.toJS({ maxAliasCount: 0 }) as Record<string, unknown>,
    lineOf(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const node = document.getIn(path.slice(0, length), true);
        if (node) return lineAt(node);
      }
      return 1;
    },
  };
}

function constructs(document: Document, lineAt: LineAt): readonly Misfit[] {
  const found: Misfit[] = [];
  const { directives } = document;
  if (directives && Object.keys(directives.tags).length > 1) found.push(construct('a %TAG directive', 1));
  // Walked by hand: the library's own walk makes a list of all that is around each node, which takes longer than this.
  const look = (node: unknown, depth: number): boolean => {
    if (isPair(node)) {
      found.push(...keyMisfits(node.key, lineAt));
      return look(node.key, depth) && look(node.value, depth);
    }
    if (isNode(node)) found.push(...nodeMisfits(node, lineAt));
    if (depth > MOST_DEPTH) {
      found.push(tooDeep(lineAt(node)));
      return false;
    }
    return isCollection(node) ? node.items.every((item) => look(item, depth + 1)) : true;
  };
  look(document.contents, 0);
  return found;
}

type LineAt = (node: unknown) => number;

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function keyMisfits(key: unknown, lineAt: LineAt): readonly Misfit[] {
  const name = isScalar(key) ? String(key.value) : '';
  if (name === '<<') return [construct('a merge key', lineAt(key))];
  return FORBIDDEN_KEYS.has(name)
    ? [{ failure: failure('DEF_FORBIDDEN_KEY'), line: lineAt(key), field: name }]
    : [];
}

function nodeMisfits(node: Node, lineAt: LineAt): readonly Misfit[] {
  if (isAlias(node)) return [construct(`the alias *${node.source}`, lineAt(node))];
  return [
    ...(node.anchor ? [construct(`the anchor &${node.anchor}`, lineAt(node))] : []),
    // The composer resolves untagged nodes without setting a tag; only what was written in the file has one.
    ...(node.tag === undefined ? [] : [construct(`the tag ${node.tag}`, lineAt(node))]),
  ];
}

function syntax(error: YAMLError, text: string): Misfit {
  const line = error.linePos?.[0].line ?? 1;
  const reason = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';
  if (error.code === 'DUPLICATE_KEY') {
    const field = /^[^\s:]*/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return { failure: failure('DEF_DUPLICATE_KEY'), line, field };
  }
  if (error.code === 'MULTIPLE_ANCHORS' || error.code === 'BAD_ALIAS') {
    return construct('an anchor or alias', line);
  }
  return { failure: failure('DEF_SYNTAX', { reason: `${reason}.` }), line, field: '' };
}

function notAnObject(contents: unknown): Misfit {
  const found = isSeq(contents) ? 'a list' : 'a single value';
  return { failure: failure('DEF_NOT_AN_OBJECT', { found }), line: 1, field: '' };
}

function construct(what: string, line: number): Misfit {
  return { failure: failure('DEF_ALIAS', { construct: what }), line, field: '' };
}

function tooDeep(line: number): Misfit {
  return { failure: failure('DEF_TOO_DEEP', { most: MOST_DEPTH }), line, field: '' };
}

function lineOfNode(node: unknown, lines: LineCounter): number {
  const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
  return range ? Math.max(lines.linePos(range[0] ?? 0).line, 1) : 1;
}

/**
 * The line at which brackets, indentation or `- - -` pile up beyond all reason, before the parser recurses into
 * them; null when they do not. Brackets inside quotes count too: no text of a definition has hundreds.
 */
function crudelyTooDeep(text: string): number | null {
  let open = 0;
  const indents: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    for (const character of line) {
      if (character === '[' || character === '{') open += 1;
      if (character === ']' || character === '}') open = Math.max(open - 1, 0);
      if (open > CRUDE_DEPTH) return index + 1;
    }
    const content = line.trimStart();
    if (content === '') continue;
    const indent = line.length - content.length;
    while ((indents.at(-1) ?? -1) >= indent) indents.pop();
    indents.push(indent);
    const dashes = /^(?:[-?:][ \t]+)+/.exec(content)?.[0].split(/[ \t]+/).length ?? 0;
    if (indents.length + dashes > CRUDE_DEPTH) return index + 1;
  }
  return null;
}
