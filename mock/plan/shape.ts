import type { JsonSchema, Place } from '../../spec/model.ts';
import { sample } from './sample.ts';
import { branchesOf, constantOf, folded, isRecord, propertiesOf, requiredOf, typesOf } from './schema.ts';
import type { Validators } from './validators.ts';

/** A schema as a recipe for one body: what stands where, decided once at start. */
export type Shape =
  | { readonly type: 'constant'; readonly value: unknown }
  | { readonly type: 'attribute'; readonly attributes: readonly string[]; readonly schema: JsonSchema }
  | {
      readonly type: 'object';
      readonly properties: readonly Property[];
      readonly subject: 'is' | 'holds' | 'within';
      readonly closed: boolean;
    }
  | { readonly type: 'list'; readonly item: Shape }
  | { readonly type: 'data'; readonly subject: 'holds' | 'within' };

interface Property {
  readonly name: string;
  readonly shape: Shape;
  /** Stands here when nothing was stored: what is required, or has a default. */
  readonly fallback: { readonly value: unknown } | undefined;
}

export interface ShapeSource {
  readonly schema: JsonSchema;
  readonly places: readonly Place[];
  /** `record`, `user`, a credential kind …: whose places mark the object that is shown. */
  readonly object: string;
  /** Does the answer list several of them? */
  readonly listing: boolean;
  /** Property that holds a record's id where none is annotated. */
  readonly idName: string;
  readonly example: unknown;
  readonly validators: Validators;
}

/** Compiles the recipe. The annotated places win over everything else that a schema says. */
export function compileShape(source: ShapeSource): Shape {
  const byPointer = gather(source.places);
  const list = source.listing ? listPointer(source) : undefined;
  const subject = list === undefined ? subjectPointer(source) : `${list}/*`;
  return node(source.schema, '', source.example);

  function node(raw: JsonSchema, at: string, example: unknown): Shape {
    const schema = chosenBranch(folded(raw), at);
    const place = byPointer.get(at);
    if (place) return { type: 'attribute', attributes: place.attributes, schema: folded(place.schema) };
    const itemPlace = byPointer.get(`${at}/*`);
    if (itemPlace)
      return {
        type: 'attribute',
        attributes: itemPlace.attributes,
        schema: { type: 'array', items: itemPlace.schema },
      };
    const constant = constantOf(schema);
    if (constant) return { type: 'constant', value: constant.value };
    if (at === list) return { type: 'list', item: node(asItem(schema), `${at}/*`, firstOf(example)) };
    const where = at === subject ? 'is' : subject.startsWith(`${at}/`) ? 'holds' : 'within';
    if (propertiesOf(schema).length > 0 && (where !== 'within' || holdsPlaces(at)))
      return object(schema, at, example, where);
    if (where === 'is')
      return {
        type: 'object',
        properties: [],
        subject: 'is',
        closed: schema['additionalProperties'] === false,
      };
    return { type: 'data', subject: where };
  }

  function object(
    schema: JsonSchema,
    at: string,
    example: unknown,
    subject: 'is' | 'holds' | 'within',
  ): Shape {
    const required = new Set(requiredOf(schema));
    const properties = propertiesOf(schema).map(([name, property]): Property => {
      const pointer = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const given = isRecord(example) ? example[name] : undefined;
      const isId =
        subject === 'is' && source.object === 'record' && name === source.idName && !byPointer.has(pointer);
      const shape: Shape = isId
        ? { type: 'attribute', attributes: ['record.id'], schema: property }
        : node(property, pointer, given);
      return { name, shape, fallback: fallbackFor(property, name, shape, required.has(name), given) };
    });
    return { type: 'object', properties, subject, closed: schema['additionalProperties'] === false };
  }

  function fallbackFor(
    schema: JsonSchema,
    name: string,
    shape: Shape,
    required: boolean,
    example: unknown,
  ): Property['fallback'] {
    if (shape.type === 'data' && 'default' in schema) return { value: schema['default'] };
    if (!required) return undefined;
    if (shape.type === 'attribute') return typesOf(schema).includes('null') ? { value: null } : undefined;
    if (shape.type !== 'data') return undefined;
    const fits = example !== undefined && source.validators.fits(schema, example);
    return { value: fits ? example : sample(schema, name, source.validators) };
  }

  function chosenBranch(schema: JsonSchema, at: string): JsonSchema {
    const branches = branchesOf(schema);
    if (branches.length === 1 && branches[0] === schema) return schema;
    const variant =
      source.places.find((place) => place.at.startsWith(at) && place.variant !== undefined)?.variant ?? 0;
    const chosen = branches.find(
      (branch) => !typesOf(branch).every((type) => type === 'null') && branches.indexOf(branch) >= variant,
    );
    return folded(chosen ?? branches[0] ?? schema);
  }

  function holdsPlaces(at: string): boolean {
    return source.places.some((place) => place.at.startsWith(`${at}/`));
  }
}

/** Is every attribute in it one of a record? */
export function showsRecordsOnly(shape: Shape): boolean {
  if (shape.type === 'attribute') return shape.attributes.every((name) => name.startsWith('record.'));
  if (shape.type === 'list') return showsRecordsOnly(shape.item);
  return shape.type !== 'object' || shape.properties.every((property) => showsRecordsOnly(property.shape));
}

/** One place may hold several attributes: the first that has a value stands there. */
function gather(
  places: readonly Place[],
): ReadonlyMap<string, { readonly attributes: readonly string[]; readonly schema: JsonSchema }> {
  const found = new Map<string, { readonly attributes: string[]; readonly schema: JsonSchema }>();
  for (const { at, attribute, schema } of places) {
    const known = found.get(at);
    if (known) known.attributes.push(attribute);
    else found.set(at, { attributes: [attribute], schema });
  }
  return found;
}

/** The shallowest array whose elements bear places of the object, else the shallowest array at all. */
function listPointer(source: ShapeSource): string | undefined {
  const annotated = source.places
    .filter((place) => place.attribute.startsWith(`${source.object}.`) && place.at.includes('/*/'))
    .map((place) => place.at.slice(0, place.at.indexOf('/*/')));
  return annotated[0] ?? find(source.schema, '', 3, (schema) => typesOf(schema).includes('array'));
}

/** The shallowest object that bears a place of the object shown, or its id; else the whole body. */
function subjectPointer(source: ShapeSource): string {
  const annotated = source.places
    .filter((place) => place.attribute.startsWith(`${source.object}.`) && !place.at.includes('*'))
    .map((place) => place.at.slice(0, Math.max(0, place.at.lastIndexOf('/'))))
    .toSorted((a, b) => a.length - b.length);
  const byId = (schema: JsonSchema): boolean => propertiesOf(schema).some(([name]) => name === source.idName);
  return annotated[0] ?? find(source.schema, '', 2, byId) ?? '';
}

function find(
  raw: JsonSchema,
  at: string,
  depth: number,
  fits: (schema: JsonSchema) => boolean,
): string | undefined {
  const [schema = raw] = branchesOf(folded(raw));
  if (fits(schema)) return at;
  if (depth === 0) return undefined;
  for (const [name, property] of propertiesOf(schema)) {
    const found = find(property, `${at}/${name}`, depth - 1, fits);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asItem(schema: JsonSchema): JsonSchema {
  return isRecord(schema['items']) ? schema['items'] : {};
}

function firstOf(example: unknown): unknown {
  return Array.isArray(example) ? example[0] : undefined;
}
