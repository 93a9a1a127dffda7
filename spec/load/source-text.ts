import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node as YamlNode } from 'yaml';
import { type Problem, SpecError } from '../errors.ts';
import { join, tokensOf } from './json.ts';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** A parsed file that still knows where each value stands. */
export interface SourceText {
  readonly file: string;
  readonly value: unknown;
  /** Position of the value (for a mapping entry: of its key), or of the nearest enclosing value that exists. */
  locate(pointer: string): Position | undefined;
}

/** Above any honest reuse of anchors, below what an alias bomb needs. */
const maxAliasCount = 20_000;

/**
 * Parses YAML 1.2 or JSON.
 * @throws SpecError with line and column if the text is broken.
 */
export function parseSource(text: string, file: string): SourceText {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', lineCounter: lines, prettyErrors: false });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => problem(error.message, at(error.pos[0])));
    throw new SpecError(file, problems);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount });
  } catch (error) {
    throw new SpecError(file, [problem(error instanceof Error ? error.message : 'cannot be read', at(0))]);
  }
  const source: SourceText = { file, value, locate: (pointer) => locate(pointer) };
  refuseTraps(source);
  return source;

  function locate(pointer: string): Position | undefined {
    let node: unknown = document.contents;
    let offset = offsetOf(node);
    for (const token of tokensOf(pointer)) {
      if (isAlias(node)) node = node.resolve(document);
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === token);
        if (pair === undefined) break;
        offset = offsetOf(pair.key) ?? offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(token)];
        offset = offsetOf(node) ?? offset;
      } else break;
    }
    return offset === undefined ? undefined : at(offset);
  }
}

function offsetOf(node: unknown): number | undefined {
  return isYamlNode(node) ? node.range?.[0] : undefined;
}

function isYamlNode(node: unknown): node is YamlNode {
  return isAlias(node) || isMap(node) || isSeq(node) || isScalar(node);
}

function problem(message: string, position: Position): Problem {
  return { severity: 'error', pointer: '#', message: `Not valid YAML: ${message}`, ...position };
}

/** An anchor may contain an alias of itself, and a key may be the one that JavaScript reads as the prototype; no document means either. */
function refuseTraps({ file, value: root, locate }: SourceText): void {
  const open = new Set<unknown>();
  const done = new Set<unknown>();
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== 'object' || value === null || done.has(value)) return;
    if (open.has(value)) {
      const message = 'An anchor contains itself (*alias inside its own &anchor).';
      throw new SpecError(file, [{ severity: 'error', pointer: '#', message }]);
    }
    open.add(value);
    for (const [key, item] of Object.entries(value)) {
      const place = join(pointer, key);
      if (key === '__proto__') {
        const message = 'A key cannot be called "__proto__".';
        throw new SpecError(file, [{ severity: 'error', pointer: place, message, ...locate(place) }]);
      }
      visit(item, place);
    }
    open.delete(value);
    done.add(value);
  };
  visit(root, '#');
}
