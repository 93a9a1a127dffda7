import { asNode, asTexts, isNode, type Node, nodesOf } from './json.ts';

/** Names of the credential kinds: security schemes that are not a second carrier, and schemas that are credentials. */
export function kindNames(document: Node): readonly string[] {
  const { securitySchemes, schemas } = asNode(document['components']);
  const schemes = nodesOf(securitySchemes).filter(
    ([, scheme]) => isOverHttp(scheme) && asNode(scheme['x-auth-credential'])['of'] === undefined,
  );
  const bodies = nodesOf(schemas).filter(([, schema]) => 'x-auth-credential' in schema);
  return [...schemes, ...bodies].map(([name]) => name);
}

/** A client certificate is shown below HTTP: nothing in a request carries it. */
export function isOverHttp(scheme: Node): boolean {
  return scheme['type'] !== 'mutualTLS';
}

export function schemeNames(document: Node): readonly string[] {
  return Object.keys(asNode(asNode(document['components'])['securitySchemes']));
}

/** The path of the collection: `/users/{id}` belongs to `/users`. */
export function collectionOf(path: string): string {
  return path.replace(/\/\{[^/{}]*\}$/, '') || path;
}

/** Names in the braces of a path template. */
export function templateNames(path: string): readonly string[] {
  return [...path.matchAll(/\{([^/{}]+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

/** Every string that a schema allows by `enum`, `const` and their alternatives, in declared order. */
export function namesIn(schema: unknown): readonly string[] {
  if (!isNode(schema)) return [];
  const branches = ['oneOf', 'anyOf', 'allOf'].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.flatMap(namesIn) : [];
  });
  const own = [...asTexts(schema['enum']), ...asTexts(schema['const'])];
  return [...new Set([...own, ...branches, ...namesIn(schema['items'])])];
}
