import type { Basis, Citation, Facts } from '../model.ts';
import { asNode, asTexts, isNode } from './json.ts';

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
export function citesAnything(document: object): boolean {
  return hasKey(document, (key) => key === 'x-auth-source');
}

/** Does any key of the vocabulary stand in the document? */
export function speaksVocabulary(document: object): boolean {
  return hasKey(document, (key) => key.startsWith('x-auth-'));
}

function hasKey(root: object, wanted: (key: string) => boolean): boolean {
  const seen = new Set<unknown>();
  const visit = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return false;
    seen.add(value);
    return Object.entries(value).some(([key, item]) => wanted(key) || visit(item));
  };
  return visit(root);
}
