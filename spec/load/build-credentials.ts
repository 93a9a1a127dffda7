import { inherit } from '../facts.ts';
import type {
  Carrier,
  CredentialKind,
  EndEvent,
  Facts,
  Interval,
  Operation,
  Place,
  RightsSource,
  SecretFormat,
  SecurityScheme,
} from '../model.ts';
import { isOverHttp } from './catalogue-names.ts';
import { immediately, intervalOf } from './durations.ts';
import { asList, asNode, asText, asTexts, type Node, nodesOf } from './json.ts';
import { facetsOf, placesInSchema } from './places.ts';
import { ownerNames, ownNames } from './rights-names.ts';
import { factsOf } from './sources.ts';

const making = ['issue', 'login', 'refresh', 'rotate'];

export function buildSchemes(document: Node): ReadonlyMap<string, SecurityScheme> {
  const schemes = new Map<string, SecurityScheme>();
  for (const [name, scheme] of nodesOf(asNode(document['components'])['securitySchemes'])) {
    if (!isOverHttp(scheme)) continue;
    const credential = asNode(scheme['x-auth-credential']);
    const template =
      asText(credential['value']) ?? (isBasic(scheme) ? '{user.email}:{user.password}' : '{secret}');
    schemes.set(name, {
      name,
      credential: asText(credential['of']) ?? name,
      carrier: carrierOf(scheme),
      template,
      facts: inherit(factsOf(credential), factsOf(scheme), factsOf(document)),
    });
  }
  return schemes;
}

function isBasic(scheme: Node): boolean {
  return scheme['type'] === 'http' && String(scheme['scheme']).toLowerCase() === 'basic';
}

function carrierOf(scheme: Node): Carrier {
  if (scheme['type'] === 'apiKey') {
    const name = String(scheme['name']);
    const place = scheme['in'];
    return place === 'query' || place === 'cookie' ? { in: place, name } : { in: 'header', name };
  }
  const word = scheme['type'] === 'http' ? String(scheme['scheme']).toLowerCase() : 'bearer';
  return { in: 'header', name: 'Authorization', scheme: word };
}

/** Every kind of credential: security schemes that are not second carriers, and schemas that are credentials. */
export function buildCredentials(
  document: Node,
  schemes: ReadonlyMap<string, SecurityScheme>,
  operations: readonly Operation[],
): ReadonlyMap<string, CredentialKind> {
  const { securitySchemes, schemas } = asNode(document['components']);
  const kinds = new Map<string, CredentialKind>();
  for (const [name, scheme] of nodesOf(securitySchemes)) {
    if (schemes.get(name)?.credential !== name) continue;
    const carried = [...schemes.values()].filter((other) => other.credential === name);
    const isPassword = carried.some((other) => other.template.includes('{user.password}'));
    kinds.set(name, buildKind(name, scheme, { document, schemes, operations, isPassword }));
  }
  for (const [name, schema] of nodesOf(schemas)) {
    if ('x-auth-credential' in schema)
      kinds.set(name, buildKind(name, schema, { document, schemes, operations, isPassword: false }));
  }
  return kinds;
}

interface Surroundings {
  readonly document: Node;
  readonly schemes: ReadonlyMap<string, SecurityScheme>;
  readonly operations: readonly Operation[];
  readonly isPassword: boolean;
}

function buildKind(name: string, node: Node, around: Surroundings): CredentialKind {
  const { document, operations, isPassword } = around;
  const words = asNode(node['x-auth-credential']);
  const facts = inherit(factsOf(words), factsOf(node), factsOf(document));
  const rights = rightsOf(name, node, around);
  const count = asNode(words['count']);
  const lifetime = words['lifetime'];
  const displayedBy = operations.filter((operation) => shows(operation, `${name}.secret`));
  return {
    name,
    rights,
    isPassword,
    facts,
    names: namesOf(name, rights, document, around),
    lifetime: lifetime === 'optional' ? 'optional' : timeOr(lifetime, 'none'),
    idle: timeOr(words['idle'], 'none'),
    uses: typeof words['uses'] === 'number' ? words['uses'] : 'any',
    endedBy: asTexts(words['endedBy']).filter(isEndEvent),
    count: {
      min: typeof count['min'] === 'number' ? count['min'] : 0,
      max: typeof count['max'] === 'number' ? count['max'] : Number.POSITIVE_INFINITY,
      per: count['per'] === 'user' ? 'user' : 'tenant',
    },
    rotation: words['rotation'] === 'overlap' ? 'overlap' : timeOr(words['rotation'], 'none'),
    starts: timeOr(words['starts'], immediately),
    ends: timeOr(words['ends'], immediately),
    issuedBy: words['issuedBy'] === 'third-party' ? 'third-party' : 'self',
    secret: secretOf(name, node, operations, facts),
    displayedBy: displayedBy.map(({ key }) => key),
    displayedOnce: displayedBy.every(({ verb }) => making.includes(verb)),
    valueDisplayedBy: operations
      .filter((operation) => shows(operation, `${name}.value`))
      .map(({ key }) => key),
  };
}

function timeOr<T>(value: unknown, otherwise: T): Interval | T {
  return value === undefined || value === 'none' ? otherwise : intervalOf(value);
}

function isEndEvent(text: string): text is EndEvent {
  return ['password-change', 'user-removal', 'membership-removal', 'logout', 'reuse', 'revocation'].includes(
    text,
  );
}

/** Declared; in a bare document the names that `security` asks for must be held by something. */
function rightsOf(
  name: string,
  node: Node,
  { operations, isPassword, schemes }: Surroundings,
): readonly RightsSource[] {
  if ('x-auth-credential' in node) {
    const declared = asTexts(asNode(node['x-auth-credential'])['rights']);
    return declared.filter((source) => source === 'own' || source === 'owner');
  }
  const carriers = [...schemes.values()]
    .filter((scheme) => scheme.credential === name)
    .map((scheme) => scheme.name);
  const asked = operations.some(({ security }) =>
    security.some((requirement) => carriers.some((carrier) => (requirement.get(carrier) ?? []).length > 0)),
  );
  if (!asked) return [];
  return isPassword ? ['owner'] : ['own'];
}

function namesOf(
  name: string,
  rights: readonly RightsSource[],
  document: Node,
  around: Surroundings,
): readonly string[] {
  if (rights.includes('own')) return ownNames(name, document, around.schemes, around.operations);
  return rights.includes('owner') ? ownerNames(document, around.schemes, around.operations) : [];
}

function shows(operation: Operation, attribute: string): boolean {
  return [...operation.responses.values()].some(
    ({ status, places }) => status < 300 && places.some((place) => place.attribute === attribute),
  );
}

/** The schema at the place of the secret: in answers, else in requests, else on the credential itself. */
function secretOf(name: string, node: Node, operations: readonly Operation[], facts: Facts): SecretFormat {
  const bodies = (places: readonly Place[]): readonly Place[] =>
    places.filter((place) => place.attribute === `${name}.secret` && place.in === 'body');
  const shown = operations.flatMap(({ responses }) =>
    [...responses.values()].flatMap(({ places }) => bodies(places)),
  );
  const taken = operations.flatMap(({ request }) => bodies(request));
  const schema = [...shown, ...taken][0]?.schema ?? ('x-auth-field' in node ? node : { type: 'string' });
  const content = facetsOf(schema).find((facet) => facet['contentMediaType'] === 'application/jwt');
  if (content === undefined) return { kind: 'opaque', schema };
  const [header, claims] = asList(asNode(content['contentSchema'])['prefixItems']).map(asNode);
  return {
    kind: 'jwt',
    schema,
    header: header ?? {},
    claims: claims ?? {},
    places: placesInSchema(claims ?? {}, facts, 'claim'),
  };
}
