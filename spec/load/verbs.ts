import type { HttpMethod, LifecycleVerb, Operation } from '../model.ts';
import { acceptedSchema } from './accepted.ts';
import { collectionOf } from './catalogue-names.ts';
import { asNode, type Node } from './json.ts';
import { facetsOf } from './places.ts';

type VerbPart = Pick<
  Operation,
  'verb' | 'object' | 'objectKind' | 'verbDeclared' | 'set' | 'within' | 'accepted'
>;

const verbs: readonly LifecycleVerb[] = [
  'issue',
  'list',
  'read',
  'update',
  'revoke',
  'rotate',
  'login',
  'refresh',
  'logout',
  'create',
  'delete',
];

/** What the operation does: declared by `x-auth-operation`, else by REST convention. */
export function verbOf(method: HttpMethod, path: string, node: Node, kinds: readonly string[]): VerbPart {
  const declared = asNode(node['x-auth-operation']);
  const verb = verbs.find((candidate) => typeof declared[candidate] === 'string');
  if (verb === undefined) {
    return {
      verb: inferred(method, path, node),
      object: collectionOf(path),
      objectKind: 'record',
      verbDeclared: false,
      set: {},
    };
  }
  const object = String(declared[verb]);
  const accepted = acceptedSchema(declared['accepted']);
  return {
    verb,
    object,
    objectKind: kindOf(object, kinds),
    verbDeclared: true,
    set: asNode(declared['set']),
    ...(declared['within'] === 'caller' ? { within: 'caller' as const } : {}),
    ...(accepted === undefined ? {} : { accepted }),
  };
}

function kindOf(object: string, kinds: readonly string[]): Operation['objectKind'] {
  if (kinds.includes(object)) return 'credential';
  return object === 'user' || object === 'membership' || object === 'tenant' ? object : 'record';
}

function inferred(method: HttpMethod, path: string, node: Node): LifecycleVerb {
  const isItem = collectionOf(path) !== path;
  if (method === 'DELETE') return 'delete';
  if (method === 'PUT' || method === 'PATCH') return 'update';
  if (method === 'POST') return isItem ? 'update' : 'create';
  return isItem || answersOneObject(node) ? 'read' : 'list';
}

/** Does the answer declare an object with no list in it? Then `GET /profile` reads one thing. */
function answersOneObject(node: Node): boolean {
  const success = Object.entries(asNode(node['responses'])).find(([status]) => status.startsWith('2'))?.[1];
  const [media] = Object.values(asNode(asNode(success)['content']));
  const schema = asNode(asNode(media)['schema']);
  return declaresObject(schema) && !hasList(schema, 2);
}

function declaresObject(schema: Node): boolean {
  return facetsOf(schema).some((facet) => Object.keys(asNode(facet['properties'])).length > 0);
}

function hasList(schema: unknown, depth: number): boolean {
  const facets = facetsOf(schema);
  if (facets.some((facet) => facet['type'] === 'array' || 'items' in facet)) return true;
  if (depth === 0) return false;
  return facets.some((facet) =>
    Object.values(asNode(facet['properties'])).some((property) => hasList(property, depth - 1)),
  );
}
