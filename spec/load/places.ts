import { inherit, wholeOf } from '../facts.ts';
import type { Facts, JsonSchema, Place } from '../model.ts';
import { asList, asNode, asTexts, isNode, join, type Node } from './json.ts';
import { factsOf } from './sources.ts';

interface Spot {
  readonly at: string;
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly facts: Facts;
  readonly variant?: number;
}

/**
 * Every annotated place below a schema, by JSON pointer with `*` for array elements. `allOf` is folded; a branch of
 * `oneOf`/`anyOf` at the top gives the variant.
 */
export function placesInSchema(
  schema: unknown,
  enclosing: Facts,
  site: 'body' | 'claim' = 'body',
): readonly Place[] {
  const places: Place[] = [];
  visit([schema], { at: '', required: true, readOnly: false, facts: wholeOf(enclosing) });
  return places;

  function visit(schemas: readonly unknown[], outer: Spot): void {
    const facets = schemas.flatMap(facetsOf);
    const own = inherit(...facets.map(factsOf));
    const readOnly = outer.readOnly || facets.some((facet) => facet['readOnly'] === true);
    const spot: Spot = { ...outer, readOnly, facts: inherit(own, outer.facts) };
    const attributes = new Set(facets.flatMap((facet) => asTexts(facet['x-auth-field'])));
    if (attributes.size > 0) {
      const { at, required, variant, facts } = spot;
      for (const attribute of attributes) {
        places.push({
          attribute,
          in: site,
          at,
          schema: together(facets),
          readOnly,
          required,
          facts,
          ...(variant === undefined ? {} : { variant }),
        });
      }
    }
    descend(facets, { ...spot, facts: wholeOf(spot.facts) });
  }

  function descend(facets: readonly Node[], spot: Spot): void {
    const required = new Set(facets.flatMap((facet) => asTexts(facet['required'])));
    const properties = new Map<string, unknown[]>();
    for (const facet of facets) {
      for (const [name, property] of Object.entries(asNode(facet['properties']))) {
        properties.set(name, [...(properties.get(name) ?? []), property]);
      }
    }
    for (const [name, schemas] of properties) {
      visit(schemas, { ...spot, at: join(spot.at, name), required: spot.required && required.has(name) });
    }
    for (const facet of facets) {
      if (isNode(facet['items'])) visit([facet['items']], { ...spot, at: `${spot.at}/*` });
      const branches = [...asList(facet['oneOf']), ...asList(facet['anyOf'])];
      for (const [index, branch] of branches.entries()) {
        const isVariant = spot.at === '' && spot.variant === undefined;
        const required = spot.required && (isVariant || branches.length === 1);
        visit([branch], { ...spot, ...(isVariant ? { variant: index } : {}), required });
      }
    }
  }
}

/** A schema and its `allOf` branches, flat. */
export function facetsOf(schema: unknown): readonly Node[] {
  return isNode(schema) ? [schema, ...asList(schema['allOf']).flatMap(facetsOf)] : [];
}

function together(facets: readonly Node[]): JsonSchema {
  const [first = {}, ...others] = facets;
  return others.length === 0 || 'allOf' in first ? first : { allOf: facets };
}

/** Places on a parameter or header: on the object itself or on its schema. */
export function placesOn(
  node: Node,
  site: 'path' | 'query' | 'header' | 'cookie',
  name: string,
  enclosing: Facts,
): readonly Place[] {
  const schema = schemaOf(node);
  const facets = facetsOf(schema);
  const attributes = new Set([
    ...asTexts(node['x-auth-field']),
    ...facets.flatMap((facet) => asTexts(facet['x-auth-field'])),
  ]);
  const facts = inherit(factsOf(node), ...facets.map(factsOf), wholeOf(enclosing));
  return [...attributes].map((attribute) => ({
    attribute,
    in: site,
    at: name,
    schema,
    readOnly: false,
    required: site === 'path' || node['required'] === true,
    facts,
  }));
}

/** Schema of a parameter or header: its own, or that of its only media type. */
export function schemaOf(node: Node): JsonSchema {
  if (isNode(node['schema'])) return node['schema'];
  const [media] = Object.values(asNode(node['content']));
  return asNode(asNode(media)['schema']);
}
