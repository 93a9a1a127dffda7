import { inherit } from '../facts.ts';
import type {
  Facts,
  HttpMethod,
  JsonSchema,
  Operation,
  Parameter,
  Place,
  Relation,
  RequestBody,
  Requirement,
} from '../model.ts';
import { buildAnswers, buildRefusals, exampleOf, jsonFirst, successOf } from './build-answers.ts';
import { tiersOn } from './build-tiers.ts';
import { templateNames } from './catalogue-names.ts';
import { asList, asNode, asText, asTexts, isNode, type Node, nodesOf } from './json.ts';
import { methods } from './openapi-grammar.ts';
import { placesInSchema, placesOn, schemaOf } from './places.ts';
import { factsOf } from './sources.ts';
import { verbOf } from './verbs.ts';

/** All operations of the resolved document, in document order. */
export function buildOperations(
  document: Node,
  kinds: readonly string[],
  cites: boolean,
): readonly Operation[] {
  const rootFacts = factsOf(document);
  return nodesOf(document['paths']).flatMap(([path, item]) =>
    methods
      .filter((method) => isNode(item[method]))
      .toSorted((left, right) => Object.keys(item).indexOf(left) - Object.keys(item).indexOf(right))
      .map((method) => buildOperation({ document, kinds, cites, path, item, rootFacts }, method)),
  );
}

interface Surroundings {
  readonly document: Node;
  readonly kinds: readonly string[];
  readonly cites: boolean;
  readonly path: string;
  readonly item: Node;
  readonly rootFacts: Facts;
}

const inCapitals: Readonly<Record<(typeof methods)[number], HttpMethod>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  trace: 'TRACE',
};

function buildOperation(around: Surroundings, lowerCase: (typeof methods)[number]): Operation {
  const { document, path, item } = around;
  const node = asNode(item[lowerCase]);
  const method = inCapitals[lowerCase];
  const key = `${method} ${path}`;
  const facts = inherit(factsOf(node), factsOf(item), around.rootFacts);
  const { parameters, places } = buildParameters(path, item, node, facts);
  const body = buildBody(node['requestBody']);
  const bodyFacts = inherit(factsOf(node['requestBody']), facts);
  const declared = buildAnswers(node, facts);
  const { refusals, answers } = buildRefusals(node, declared, facts);
  const servers = asList(node['servers'] ?? item['servers'] ?? document['servers']);
  return {
    key,
    method,
    path,
    console: servers.some((server) => asNode(server)['x-auth-console'] === true),
    ...verbOf(method, path, node, around.kinds),
    security: requirementsOf(node['security'] ?? document['security']),
    ...relationOf(document, node, facts),
    tiers: tiersOn(node, { on: 'operation', operation: key }, facts, around.cites),
    parameters,
    body,
    request: [...places, ...(body === undefined ? [] : placesInSchema(body.schema, bodyFacts))],
    responses: answers,
    success: successOf(declared),
    refusals,
  };
}

function buildParameters(
  path: string,
  item: Node,
  node: Node,
  facts: Facts,
): { parameters: readonly Parameter[]; places: readonly Place[] } {
  const declared = new Map<string, Node>();
  for (const value of [...asList(item['parameters']), ...asList(node['parameters'])]) {
    const parameter = asNode(value);
    declared.set(`${String(parameter['in'])} ${String(parameter['name'])}`, parameter);
  }
  for (const name of templateNames(path)) {
    const key = `path ${name}`;
    if (!declared.has(key))
      declared.set(key, { name, in: 'path', required: true, schema: { type: 'string' } });
  }
  const parameters: Parameter[] = [];
  const places: Place[] = [];
  for (const parameter of declared.values()) {
    const name = String(parameter['name']);
    const site = siteOf(parameter['in']);
    const required = site === 'path' || parameter['required'] === true;
    parameters.push({ name, in: site, required, schema: withExample(parameter) });
    places.push(...placesOn(parameter, site, name, facts));
  }
  const order = ['path', 'query', 'header', 'cookie'];
  return { parameters: parameters.toSorted((a, b) => order.indexOf(a.in) - order.indexOf(b.in)), places };
}

/** The parameter's own example counts before those of its schema. */
function withExample(parameter: Node): JsonSchema {
  const schema = schemaOf(parameter);
  const [named] = nodesOf(parameter['examples']).flatMap(([, example]) =>
    'value' in example ? [example['value']] : [],
  );
  const example = 'example' in parameter ? parameter['example'] : named;
  return example === undefined ? schema : { ...schema, examples: [example] };
}

function siteOf(value: unknown): Parameter['in'] {
  return value === 'path' || value === 'header' || value === 'cookie' ? value : 'query';
}

function buildBody(value: unknown): RequestBody | undefined {
  if (!isNode(value)) return undefined;
  const content = nodesOf(value['content']);
  const [first] = jsonFirst(content);
  if (first === undefined) return undefined;
  const [mediaType, media] = first;
  const others = content.map(([name]) => name).filter((name) => name !== mediaType);
  return {
    required: value['required'] === true,
    mediaType,
    mediaTypes: [mediaType, ...others],
    schema: asNode(media['schema']),
    example: exampleOf(media),
  };
}

function requirementsOf(value: unknown): readonly Requirement[] {
  return asList(value).map(
    (requirement) =>
      new Map(Object.entries(asNode(requirement)).map(([scheme, names]) => [scheme, asTexts(names)])),
  );
}

/** Declared on the operation, else on the first of its tags that says something, else inside the tenant. */
function relationOf(document: Node, node: Node, facts: Facts): Pick<Operation, 'relation' | 'facts'> {
  const names = asTexts(node['tags']);
  const tag = asList(document['tags'])
    .map(asNode)
    .find((candidate) => names.includes(asText(candidate['name']) ?? '') && 'x-auth-relation' in candidate);
  const declared = node['x-auth-relation'];
  const value = declared ?? tag?.['x-auth-relation'] ?? 'tenant';
  const { '*': tagWhole, ...tagFacts } = declared === undefined && tag !== undefined ? factsOf(tag) : {};
  return {
    relation: isNode(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([role]) => role !== 'x-auth-source')
            .map(([role, terms]) => [role, relations(terms)]),
        )
      : { '*': relations(value) },
    facts: inherit(
      isNode(value) ? factsOf(value) : {},
      facts,
      tagFacts,
      tagWhole === undefined ? {} : { relation: tagWhole, '*': tagWhole },
    ),
  };
}

function relations(value: unknown): readonly Relation[] {
  return asTexts(value).filter(isRelation);
}

function isRelation(text: string): text is Relation {
  return ['owner', 'owner.manager', 'group', 'tenant'].includes(text);
}
