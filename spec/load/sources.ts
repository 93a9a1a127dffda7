import type { Basis, Citation, Facts } from '../model.ts';
import { asNode, asTexts, isNode, type Node } from './json.ts';

/** The facts that one object cites itself: the value of its `x-auth-source`. */
export function factsOf(node: unknown): Facts {
  const source = asNode(node)['x-auth-source'];
  if (source === undefined) return {};
  if (!isNode(source)) return { '*': citations(source) };
  return Object.fromEntries(Object.entries(source).map(([fact, value]) => [fact, citations(value)]));
}

function citations(value: unknown): readonly Citation[] {
  return asTexts(value).map((text) => {
    const [statement = '', grade] = text.split(' ');
    const basis: Basis = grade === 'assumed' || grade === 'open' ? grade : 'stated';
    return { statement, basis };
  });
}

/** Does the document cite anywhere? */
export function citesAnything(document: Node): boolean {
  const seen = new Set<unknown>();
  const visit = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    return Object.entries(value).some(([key, item]) => key === 'x-auth-source' || visit(item));
  };
  return visit(document);
}
