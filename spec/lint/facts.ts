import type { Problem } from '../errors.ts';
import { isNode, join, nodesOf } from '../load/json.ts';
import { suggestion } from '../load/near-match.ts';
import { methods } from '../load/openapi-grammar.ts';
import { causes } from '../load/refusal-defaults.ts';
import { attributes, credentialMembers, factWords } from '../load/vocabulary.ts';
import type { AuthModel } from '../model.ts';

const words: readonly string[] = [
  ...factWords,
  ...causes,
  ...methods,
  ...attributes.credential,
  ...attributes.user,
  ...credentialMembers,
  'scheme',
  'in',
  'name',
  'type',
  'flows',
  'limit',
  'window',
  'per',
  'methods',
  'counts',
  'algorithm',
  'tenant',
  'tenants',
  'groups',
  'users',
  'credentials',
  'records',
  'roles',
  'manager',
  'login',
  'email',
  'password',
  'items',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'enum',
  'const',
  'contentSchema',
  'required',
  'readOnly',
  'minimum',
  'maximum',
  'uniqueItems',
  'properties',
  'additionalProperties',
  'oneOf',
  'anyOf',
  'allOf',
  'default',
  'headers',
  'content',
  'responses',
  'requestBody',
  'parameters',
  'servers',
  'operation',
  'relation',
  'refusal',
  'field',
  'schema',
  'example',
  'examples',
  'description',
  'status',
  'set',
  'within',
  'from',
  'because',
  'console',
  'departures',
  'fixtures',
  'bearerFormat',
  'prefixItems',
  'contentMediaType',
  'dependentRequired',
  'contentEncoding',
  'title',
  'type',
  'null',
];

/** Fact names in `x-auth-source` maps that nothing asks for: a typing error would silently ungrade a verdict. */
export function checkFacts(model: AuthModel): readonly Problem[] {
  const roles = [...model.credentials.values()].flatMap(({ names }) => names);
  const headers = model.operations.flatMap(({ responses }) =>
    [...responses.values()].flatMap((answer) => answer.headers.map(({ name }) => name)),
  );
  const known = new Set([...words, ...roles, ...headers]);
  const problems: Problem[] = [];
  const seen = new Set<unknown>();
  visit(model.document, '#');
  return problems;

  function visit(value: unknown, pointer: string): void {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, item] of Object.entries(value)) {
      if (key !== 'x-auth-source') visit(item, join(pointer, key));
      else if (isNode(item)) checkMap(Object.keys(item), value, join(pointer, key));
    }
  }

  function checkMap(facts: readonly string[], bearer: object, pointer: string): void {
    const members = nodesOf(bearer).filter(([key]) => key !== 'x-auth-source');
    const own = [...Object.keys(bearer), ...members.flatMap(([, inner]) => Object.keys(inner))];
    for (const fact of facts.filter((name) => !known.has(name) && !own.includes(name))) {
      problems.push({
        severity: 'error',
        pointer: join(pointer, fact),
        message: `There is no fact "${fact}" here.${suggestion(fact, [...factWords, ...own, ...roles])}`,
      });
    }
  }
}
