import { isMap, isScalar, parseDocument, visit } from 'yaml';
import { tokensOf } from '../../spec/load/json.ts';
import type { Inference } from './infer.ts';

const maxReasonLength = 300;

/**
 * A copy of the document (YAML or JSON) as YAML in which each guess stands as a comment at its place. Drafts are
 * commented out, so that the copy means what the document means until somebody takes a guess for true.
 */
export function annotate(text: string, inferences: readonly Inference[]): string {
  const document = parseDocument(text, { version: '1.2' });
  const isJson = text.trimStart().startsWith('{');
  visit(document, {
    Collection: (_, node) => {
      if (isJson) node.flow = node.items.length === 0;
    },
    Scalar: (_, node) => {
      // JSON quotes everything; YAML need not.
      if (isJson) delete node.type;
    },
  });
  const comments = new Map<string, string[]>();
  for (const inference of inferences) {
    const [pointer, depth] = nearest(document.toJS(), inference.pointer);
    const lines = commentOf(inference, depth === 0);
    comments.set(pointer, [...(comments.get(pointer) ?? []), ...lines]);
  }
  for (const [pointer, lines] of comments) {
    const path = tokensOf(pointer);
    const node: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
    const [first] = isMap(node) ? node.items : [];
    const key = first?.key;
    if (isScalar(key)) {
      const before = typeof key.commentBefore === 'string' ? `${key.commentBefore}\n` : '';
      key.commentBefore = before + lines.join('\n');
    } else document.commentBefore = [document.commentBefore ?? '', ...lines].join('\n').trimStart();
  }
  return document.toString({ lineWidth: 0 });
}

/** The innermost mapping of the document on the way to a place, and how much of the way is missing. */
function nearest(root: unknown, pointer: string): readonly [pointer: string, missing: number] {
  const tokens = tokensOf(pointer);
  let value = root;
  for (const [index, token] of tokens.entries()) {
    const inner: unknown =
      typeof value === 'object' && value !== null && Object.hasOwn(value, token)
        ? Reflect.get(value, token)
        : undefined;
    const isReference = typeof inner === 'object' && inner !== null && '$ref' in inner;
    if (typeof inner !== 'object' || inner === null || isReference)
      return [pointerTo(tokens.slice(0, index)), tokens.length - index];
    value = inner;
  }
  return [pointer, 0];
}

function pointerTo(tokens: readonly string[]): string {
  return ['#', ...tokens.map((token) => token.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

function commentOf({ pointer, guess, reason, draft }: Inference, isThere: boolean): readonly string[] {
  const where = isThere ? '' : ` [${tokensOf(pointer).slice(3).join(' ') || pointer}]`;
  return [
    ` inferred${where}: ${plain(guess)}`,
    `   because ${plain(reason)}`,
    ...draft.map((line) => `   ${plain(line)}`),
  ];
}

/** Text of a target on one line: it must not end the comment. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g, ' ');
  return line.length > maxReasonLength ? `${line.slice(0, maxReasonLength - 1)}…` : line;
}
