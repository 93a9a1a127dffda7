import type { Operation, SecurityScheme } from '../model.ts';
import { namesIn } from './catalogue-names.ts';
import { asList, asNode, asTexts, isNode, type Node, nodesOf } from './json.ts';

type Schemes = ReadonlyMap<string, SecurityScheme>;
type Operations = readonly Operation[];

/** The names that a credential can be given: the enum where its rights stand, the OAuth scopes, what `security` asks for. */
export function ownNames(
  kind: string,
  document: Node,
  schemes: Schemes,
  operations: Operations,
): readonly string[] {
  const listed = enumAt(`${kind}.rights`, operations);
  if (listed.length > 0) return listed;
  const scheme = asNode(asNode(asNode(document['components'])['securitySchemes'])[kind]);
  const scopes = nodesOf(scheme['flows']).flatMap(([, flow]) => Object.keys(asNode(flow['scopes'])));
  if (scopes.length > 0) return [...new Set(scopes)];
  return askedOf((name) => schemes.get(name)?.credential === kind, operations);
}

/**
 * The names that users can hold: the enum where the roles stand, what `security` asks of credentials that go by
 * their owner (with the whole own-rights catalogue that these names come from), and the roles of the fixtures.
 */
export function ownerNames(document: Node, schemes: Schemes, operations: Operations): readonly string[] {
  const byOwner = (name: string): boolean => goesByOwner(document, schemes.get(name)?.credential ?? name);
  const asked = askedOf(byOwner, operations);
  const listed = enumAt('user.roles', operations);
  const catalogues = listed.length > 0 ? [] : ownCatalogues(document, schemes, operations);
  const whole = catalogues.filter((catalogue) => catalogue.some((name) => asked.includes(name))).flat();
  return [...new Set([...listed, ...whole, ...asked, ...fixtureRoles(document)])];
}

function ownCatalogues(
  document: Node,
  schemes: Schemes,
  operations: Operations,
): readonly (readonly string[])[] {
  const kinds = new Set([...schemes.values()].map(({ credential }) => credential));
  return [...kinds]
    .filter((kind) => rightsWords(document, kind).includes('own'))
    .map((kind) => ownNames(kind, document, schemes, operations));
}

function goesByOwner(document: Node, kind: string): boolean {
  return rightsWords(document, kind).includes('owner') || isBareBasic(document, kind);
}

function rightsWords(document: Node, kind: string): readonly string[] {
  return asTexts(asNode(schemeNode(document, kind)['x-auth-credential'])['rights']);
}

function isBareBasic(document: Node, kind: string): boolean {
  const scheme = schemeNode(document, kind);
  return String(scheme['scheme']).toLowerCase() === 'basic' && !('x-auth-credential' in scheme);
}

function schemeNode(document: Node, kind: string): Node {
  return asNode(asNode(asNode(document['components'])['securitySchemes'])[kind]);
}

function askedOf(carries: (scheme: string) => boolean, operations: Operations): readonly string[] {
  const names = operations.flatMap(({ security }) =>
    security.flatMap((requirement) =>
      [...requirement].flatMap(([scheme, asked]) => (carries(scheme) ? asked : [])),
    ),
  );
  return [...new Set(names)];
}

/** What the schemas at the places of an attribute list, in declared order. */
function enumAt(attribute: string, operations: Operations): readonly string[] {
  const places = operations.flatMap(({ request, responses }) =>
    [...request, ...[...responses.values()].flatMap((answer) => answer.places)].filter(
      (place) => place.attribute === attribute,
    ),
  );
  return [...new Set(places.flatMap(({ schema }) => namesIn(schema)))];
}

function fixtureRoles(document: Node): readonly string[] {
  return nodesOf(asNode(document['x-auth-fixtures'])['users']).flatMap(([, user]) => {
    const roles = user['roles'];
    return isNode(roles) ? Object.values(roles).flatMap((list) => asTexts(asList(list))) : asTexts(roles);
  });
}
